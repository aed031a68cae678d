// Filters, keys and the theme. The page says all it has to say without them.
"use strict";
document.documentElement.classList.remove("no-script");
document.addEventListener("DOMContentLoaded", () => {
  const root = document.documentElement;
  const cards = [...document.querySelectorAll("article.card")];
  const places = new Map(cards.map((card, place) => [card, place]));
  const marks = new Map(cards.map((card) => [card.id, []]));
  for (const mark of document.querySelectorAll("mark[data-card]")) marks.get(mark.dataset.card).push(mark);
  const shown = document.getElementById("shown");
  const summary = shown.textContent;
  const keys = document.getElementById("keys");
  const boxes = [...document.querySelectorAll(".chart input")];

  function filter() {
    const wanted = { severity: new Set(), category: new Set() };
    for (const box of boxes) if (box.checked) wanted[box.name].add(box.value);
    let count = 0;
    for (const card of cards) {
      card.hidden = !wanted.severity.has(card.dataset.severity) || !wanted.category.has(card.dataset.category);
      count += card.hidden ? 0 : 1;
      for (const mark of marks.get(card.id)) {
        mark.classList.toggle("filtered", card.hidden);
        // A link to what is hidden leads nowhere.
        if (card.hidden) mark.firstElementChild.removeAttribute("href");
        else mark.firstElementChild.setAttribute("href", `#${card.id}`);
      }
    }
    shown.textContent = count === cards.length ? summary : `${count} of ${summary}`;
  }

  function current() {
    const active = document.activeElement;
    const inside = active.closest?.("article.card") ?? document.getElementById(active.closest?.("mark")?.dataset.card ?? "");
    return inside ?? document.querySelector("article.card.last");
  }

  function select(card) {
    for (const mark of document.querySelectorAll("mark.current")) mark.classList.remove("current");
    for (const mark of marks.get(card.id)) mark.classList.add("current");
    document.querySelector("article.card.last")?.classList.remove("last");
    card.classList.add("last");
  }

  function go(step) {
    const visible = cards.filter((card) => !card.hidden);
    if (visible.length === 0) return;
    // Where the current one is filtered out, its place still tells which ones come before and after.
    const at = places.get(current()) ?? -1;
    const next = step > 0
      ? visible.find((card) => places.get(card) > at) ?? visible[0]
      : visible.findLast((card) => places.get(card) < at) ?? visible[visible.length - 1];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  function setTheme(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    document.getElementById("theme").textContent = `Theme: ${root.dataset.theme ?? "system"}`;
  }

  // A page opened from a file may have no storage.
  function remember(value) {
    try { localStorage.setItem("unblame-theme", value); } catch { /* Then the choice lasts as long as the page. */ }
  }
  function remembered() {
    try { return localStorage.getItem("unblame-theme"); } catch { return null; }
  }

  setTheme(remembered());
  document.getElementById("theme").addEventListener("click", () => {
    const next = { system: "light", light: "dark", dark: "system" }[root.dataset.theme ?? "system"];
    setTheme(next);
    remember(next);
  });
  document.getElementById("previous").addEventListener("click", () => go(-1));
  document.getElementById("next").addEventListener("click", () => go(1));
  for (const box of boxes) box.addEventListener("change", filter);
  for (const card of cards) card.addEventListener("focusin", () => select(card));
  document.addEventListener("keydown", (event) => {
    const typing = event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input:not([type=checkbox]), textarea, select");
    const step = { j: 1, k: -1 }[event.key];
    if (typing || !keys.checked || !step) return;
    event.preventDefault();
    go(step);
  });
  filter();
});
