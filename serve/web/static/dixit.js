// What scripts add to a page: keys, and seeing which note belongs to which words. Nothing needs them.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");

  // Notes and the words they are of, by the statement's number.
  const light = (n, on) => document.querySelectorAll(`[data-s="${n}"]`).forEach((e) => e.classList.toggle("lit", on));
  for (const [event, on] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]]) {
    document.addEventListener(event, (e) => {
      const of = e.target.closest?.("[data-s]");
      if (of) light(of.dataset.s, on);
    });
  }

  // Single keys, which can be switched off.
  const kept = "dixit.keys";
  const wanted = () => localStorage.getItem(kept) !== "off";
  const box = document.getElementById("keys-on");
  if (box) {
    box.checked = wanted();
    box.addEventListener("change", () => localStorage.setItem(kept, box.checked ? "on" : "off"));
  }
  const list = () => [...document.querySelectorAll(".note, .card")];
  let at = -1;
  const go = (by) => {
    const all = list();
    if (!all.length) return;
    all[at]?.classList.remove("current");
    at = Math.max(0, Math.min(all.length - 1, at + by));
    all[at].classList.add("current");
    all[at].scrollIntoView({ block: "center" });
    all[at].querySelector("a")?.focus({ preventScroll: true });
  };
  const here = () => list()[at] ?? document.querySelector("[data-source]");
  const cite = async (e) => {
    const shown = document.getElementById("citation");
    const text = shown ? shown.textContent : e ? `${e.textContent.trim().replace(/\s+/g, " ")} ${location.origin}${e.dataset.page}` : "";
    if (text) await navigator.clipboard?.writeText(text);
  };
  // What a search finds while it is being typed. A query that is not whole yet leaves what is there.
  const query = document.getElementById("q");
  const main = document.getElementById("main");
  const told = document.createElement("p");
  let asking = new AbortController();
  const find = async () => {
    asking.abort();
    asking = new AbortController();
    const address = "/search?" + new URLSearchParams({ q: query.value.trim() });
    const answer = await fetch(address, { signal: asking.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    main.replaceChildren(...page.getElementById("main").childNodes);
    document.querySelector(".foot").replaceWith(page.querySelector(".foot"));
    document.title = page.title;
    history.replaceState(null, "", address);
    told.textContent = main.querySelector(".count")?.textContent ?? "";
    at = -1;
  };
  if (main.dataset.live !== undefined) {
    told.className = "vh";
    told.setAttribute("role", "status");
    main.after(told);
    let soon;
    query.addEventListener("input", () => {
      clearTimeout(soon);
      soon = setTimeout(() => find().catch(() => {}), 250); // what was given up, or cannot be reached, changes nothing
    });
  }

  const keys = {
    "/": () => document.getElementById("q").focus(),
    j: () => go(1),
    k: () => go(-1),
    o: () => { const to = here()?.dataset.source; if (to) location.href = to; },
    c: () => cite(here()),
    "?": () => { location.href = "/help#keys"; },
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || !wanted() || e.target.closest("input, textarea, select")) return;
    const act = keys[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  });
})();
