// Timelines to look at more closely: what the plot of the page shows, with a pointer or by keys. The plot and the list are there without.
"use strict";
(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const second = (day) => Date.parse(day + "T00:00:00Z") / 1000;
  const shortest = 3 * 86400; // seconds that are shown at least
  const make = (tag, more) => Object.assign(document.createElement(tag), more);

  const closer = (figure) => {
    figure.classList.add("tried");
    const svg = figure.querySelector("svg");
    const lanes = [...svg.querySelectorAll("text.lane")].map((t) => t.textContent);
    const marks = [...svg.querySelectorAll("a[data-first]")].map((a) => ({
      page: a.getAttribute("href"), title: a.textContent.trim(), lane: Number(a.dataset.lane),
      from: second(a.dataset.first), to: second(a.dataset.last), ring: a.querySelector(".ring") !== null,
    })).sort((a, b) => a.from + a.to - b.from - b.to);
    const from = Math.min(...marks.map((m) => m.from)), to = Math.max(...marks.map((m) => m.to));
    if (to - from < shortest) return;
    const edge = (to - from) / 50;
    let at = -1;

    const chart = make("div", { className: "chart screen", tabIndex: 0 });
    chart.setAttribute("role", "group");
    chart.setAttribute("aria-label", svg.getAttribute("aria-label") + ". Arrow keys go from one to the next, plus and minus zoom, 0 shows everything, Enter opens.");
    const told = make("p", { className: "pointed screen", textContent: "Point at a mark, or go through them by arrow keys." });
    told.setAttribute("aria-live", "polite");
    const tools = make("p", { className: "zoom screen" });
    figure.prepend(chart, tools, told);
    figure.classList.add("charted");
    figure.removeAttribute("tabindex");

    const draw = (u) => {
      const c = u.ctx, dot = 4 * devicePixelRatio;
      c.save();
      c.beginPath();
      c.rect(u.bbox.left - dot, u.bbox.top - dot, u.bbox.width + 2 * dot, u.bbox.height + 2 * dot);
      c.clip();
      marks.forEach((m, i) => {
        const x = u.valToPos(m.from, "x", true), end = u.valToPos(m.to, "x", true), y = u.valToPos(-m.lane, "y", true);
        c.fillStyle = c.strokeStyle = colour(i === at ? "--accent" : "--direct");
        c.lineWidth = dot / 2;
        c.beginPath();
        if (m.to > m.from) c.rect(x, y - dot * 0.75, Math.max(end - x, 2 * dot), dot * 1.5);
        else c.arc(x, y, i === at ? dot * 1.7 : dot, 0, 7);
        if (m.ring) c.stroke(); else c.fill();
      });
      c.restore();
    };
    const say = () => {
      const link = make("a", { href: marks[at].page, textContent: marks[at].title });
      told.replaceChildren(link);
    };
    const point = (i) => {
      if (i === at) return;
      at = i;
      say();
      u.redraw(false);
    };
    const hover = (u) => {
      const { left, top } = u.cursor;
      if (left < 0 || top === undefined) return;
      let best = -1, least = 24 * 24;
      marks.forEach((m, i) => {
        const x = Math.max(u.valToPos(m.from, "x"), Math.min(left, u.valToPos(m.to, "x"))), y = u.valToPos(-m.lane, "y");
        const far = (x - left) ** 2 + (y - top) ** 2;
        if (far < least) [best, least] = [i, far];
      });
      if (best >= 0) point(best);
    };
    const line = { stroke: () => colour("--rule"), width: 1 };
    const axis = { stroke: () => colour("--quiet"), grid: line, ticks: line, font: "12px system-ui, sans-serif" };
    const u = new uPlot({
      width: figure.clientWidth, height: 26 * lanes.length + 50, legend: { show: false }, tzDate: (s) => uPlot.tzDate(new Date(s * 1e3), "Etc/UTC"),
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, dist: 8 } },
      scales: { x: { time: true, range: (u, min, max) => [min, max] }, y: { range: [0.5 - lanes.length, 0.5] } },
      axes: [{ ...axis, values: [[31536000, "{YYYY}"], [2419200, "{YYYY}-{MM}"], [1, "{YYYY}-{MM}-{DD}"]], space: 80 },
        { ...axis, size: Math.min(110, figure.clientWidth / 4), splits: () => lanes.map((_, i) => -i), values: () => lanes, grid: line }],
      series: [{}, { paths: () => null, points: { show: false } }],
      hooks: { draw: [draw], setCursor: [hover] },
    }, [marks.map((m) => (m.from + m.to) / 2), marks.map((m) => -m.lane)], chart);

    const show = (min, max) => u.setScale("x", { min: Math.max(from - edge, min), max: Math.min(to + edge, max) });
    const whole = () => show(from - edge, to + edge);
    const zoom = (by) => {
      const { min, max } = u.scales.x;
      const seen = marks.filter((m) => m.to >= min && m.from <= max); // around the one that is pointed at, else where most are
      const m = seen.includes(marks[at]) ? marks[at] : seen[seen.length >> 1];
      const middle = m ? (Math.max(m.from, min) + Math.min(m.to, max)) / 2 : (min + max) / 2;
      const half = Math.max(shortest, (max - min) * by) / 2;
      show(middle - half, middle + half);
    };
    const step = (by) => {
      point(Math.max(0, Math.min(marks.length - 1, at + by)));
      const { min, max } = u.scales.x, m = marks[at], half = (max - min) / 2;
      if (m.from < min || m.to > max) show((m.from + m.to) / 2 - half, (m.from + m.to) / 2 + half);
    };
    const keys = {
      ArrowLeft: () => step(-1), ArrowRight: () => step(1), "+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2), 0: whole,
      Enter: () => { if (at >= 0) location.href = marks[at].page; },
    };
    chart.addEventListener("keydown", (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || !keys[e.key]) return;
      e.preventDefault();
      e.stopPropagation();
      keys[e.key]();
    });
    chart.addEventListener("click", () => { if (at >= 0 && u.select.width === 0 && u.cursor.left >= 0) location.href = marks[at].page; });
    for (const [name, act] of [["Closer", () => zoom(0.5)], ["Wider", () => zoom(2)], ["Everything", whole]]) {
      const b = make("button", { type: "button", textContent: name });
      b.addEventListener("click", act);
      tools.append(b);
    }
    whole();
    new ResizeObserver(() => u.setSize({ width: figure.clientWidth, height: u.height })).observe(figure);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => u.redraw());
  };
  // Also those that come into the page later.
  const all = () => document.querySelectorAll("figure.timeline:not(.tried)").forEach(closer);
  all();
  new MutationObserver(all).observe(document.body, { childList: true, subtree: true });
})();
