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
    if (at + by >= all.length) document.querySelector("a.next[data-hx-get]")?.click();
    document.querySelector(".current")?.classList.remove("current");
    at = Math.max(0, Math.min(all.length - 1, at + by));
    all[at].classList.add("current");
    all[at].scrollIntoView({ block: "center" });
    all[at].querySelector("a")?.focus({ preventScroll: true });
  };
  // The next of the same speaker, or of the same verdict.
  const same = (by) => {
    const all = list();
    const who = (e) => e?.querySelector(".name")?.textContent;
    for (let i = at + by; i >= 0 && i < all.length; i += by) {
      if (at < 0 || who(all[i]) === who(all[at])) return go(i - at);
    }
  };
  // More of a list stands under what was there: the focus goes to its first.
  document.addEventListener("htmx:before:swap", () => { const n = list().length; document.addEventListener("htmx:after:swap", () => {
    if (list().length > n && document.activeElement === document.body) { at = n - 1; go(1); } else if (document.activeElement?.id === "q") at = -1;
  }, { once: true }); });
  const here = () => list()[at] ?? document.querySelector("[data-source]");
  const cite = async (e) => {
    const shown = document.getElementById("citation");
    const text = shown ? shown.textContent : e ? `${e.textContent.trim().replace(/\s+/g, " ")} ${location.origin}${e.dataset.page}` : "";
    if (text) await navigator.clipboard?.writeText(text);
  };
  // What there was no waiting for is put in once it is counted; where it turns out that another page is wanted, that one is shown.
  const complete = async () => {
    const main = document.getElementById("main");
    const address = main.dataset.later;
    if (!address) return;
    delete main.dataset.later;
    const soon = address.replace("whole=1", "whole=soon");
    let page;
    for (let wait = 500; !page || page.getElementById("main").dataset.later; wait = Math.min(2 * wait, 2000)) {
      if (page) await new Promise((after) => setTimeout(after, wait)); // it is counted on meanwhile
      const answer = await fetch(soon);
      if (answer.status === 404) return location.replace(address); // it says what there is not
      if (!answer.ok || !main.isConnected) return;
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    }
    const title = (of) => of.querySelector("h1")?.textContent;
    if (title(page) !== title(main)) return location.replace(address);
    for (const part of main.querySelectorAll("[data-later]")) {
      const whole = page.getElementById(part.id);
      if (whole) part.replaceWith(whole);
      else part.remove();
    }
  };
  const completed = () => complete().catch(() => {}); // the link to it stays
  document.addEventListener("htmx:after:swap", completed);
  completed();

  // What goes on, as the server tells it.
  const live = document.querySelector("[data-events]");
  if (live) {
    new EventSource(live.dataset.events).addEventListener("live", (e) => {
      live.replaceChildren(...new DOMParser().parseFromString(e.data, "text/html").body.childNodes);
    });
  }

  const keys = {
    "/": () => document.getElementById("q").focus(),
    j: () => go(1),
    k: () => go(-1),
    n: () => same(1),
    N: () => same(-1),
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
