// The article and its cards, linked both ways, and the sheet from below on narrow screens. Without this file every
// mark is still a link to its card, and every card a link to its mark.
import { deskKey } from "./own-keys.js";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const sheet = () => document.querySelector(".sheet");
const narrow = matchMedia("(max-width: 60rem)");

function openSheet(open) {
  const element = sheet();
  if (!element) return;
  element.toggleAttribute("data-open", open);
  element.querySelector(".sheet__handle")?.setAttribute("aria-expanded", String(open));
  if (!open) element.scrollTop = 0;
}

// Makes one claim the open one: its marks are filled, its card is current.
export function activate(id, { scrollTo = null } = {}) {
  for (const mark of all("[data-article] .mark")) mark.classList.toggle("is-active", mark.dataset.claim === id);
  for (const card of all("[data-card]")) {
    if (card.dataset.card === id) card.setAttribute("aria-current", "true");
    else card.removeAttribute("aria-current");
  }
  const anchor = document.getElementById(`mark-${id}`);
  const card = document.getElementById(`claim-${id}`);
  if (scrollTo === "mark") anchor?.nextElementSibling?.scrollIntoView({ block: "center" });
  if (scrollTo === "card" && card) {
    if (narrow.matches) openSheet(true);
    card.scrollIntoView({ block: "nearest" });
    card.focus({ preventScroll: true });
  }
}

const stops = () => all("[data-article] a.hl:not([tabindex='-1'])");

// n and p: the next claim in the order of the text, starting from the open one.
function step(by) {
  const links = stops();
  if (!links.length) return;
  const open = document.querySelector("[data-article] .mark.is-active")?.dataset.claim;
  let at = links.indexOf(document.activeElement);
  if (at < 0) at = links.findIndex((link) => link.dataset.claim === open);
  const next = links[(at + by + links.length) % links.length];
  next.focus({ preventScroll: true });
  if (next.getAttribute("href").startsWith("#")) activate(next.dataset.claim, { scrollTo: "mark" });
  next.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest?.("[data-article] a.hl");
  if (link?.getAttribute("href").startsWith("#") && document.querySelector(link.getAttribute("href"))) {
    event.preventDefault();
    history.replaceState(null, "", link.getAttribute("href"));
    activate(link.dataset.claim, { scrollTo: "card" });
    return;
  }
  const back = event.target.closest?.("[data-to-mark]");
  if (back && document.getElementById(`mark-${back.dataset.toMark}`)) {
    event.preventDefault();
    if (narrow.matches) openSheet(false);
    activate(back.dataset.toMark, { scrollTo: "mark" });
    document.getElementById(`mark-${back.dataset.toMark}`).nextElementSibling?.focus({ preventScroll: true });
    return;
  }
  const card = event.target.closest?.("[data-card]:not(.sheet__peek)");
  if (card && !event.target.closest("a, button, input, textarea, select, summary")) {
    activate(card.dataset.card, { scrollTo: narrow.matches ? null : "mark" });
    return;
  }
  if (event.target.closest?.(".sheet__handle")) openSheet(!sheet().hasAttribute("data-open"));
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, dialog")) return;
  try { if (localStorage.getItem("keys-off") === "1") return; } catch { /* storage is forbidden: keys stay on */ }
  const key = deskKey(event.key);
  if (key === "n" || key === "p") {
    if (!document.querySelector("[data-article]")) return;
    event.preventDefault();
    step(key === "n" ? 1 : -1);
  } else if (event.key === "Escape" && sheet()?.hasAttribute("data-open")) {
    openSheet(false);
  }
});

// A verdict chosen on the closed sheet opens it: the rationale comes next.
document.addEventListener("change", (event) => {
  if (narrow.matches && event.target.matches?.(".sheet input[name=verdict]")) {
    openSheet(true);
    event.target.form?.scrollIntoView({ block: "end" });
  }
});

// Marks of one claim light up together under the pointer.
let near;
document.addEventListener("pointerover", (event) => {
  const id = event.target.closest?.("[data-article] a.hl, [data-card]");
  const claim = id?.dataset.claim ?? id?.dataset.card;
  if (claim === near) return;
  near = claim;
  for (const mark of all("[data-article] .mark")) mark.classList.toggle("is-near", claim !== undefined && mark.dataset.claim === claim);
});

function prepare() {
  const element = sheet();
  if (element) element.dataset.ready = "";
  const id = location.hash.match(/^#(?:claim|mark)-(.+)$/)?.[1];
  const first = document.querySelector("[data-card]")?.dataset.card;
  // An address that names a part of the sheet opens the sheet there.
  const part = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  if (part?.closest(".sheet") && !part.matches(".sheet__peek")) {
    if (narrow.matches) openSheet(true);
    part.scrollIntoView({ block: "start" });
  }
  if (id && document.getElementById(`claim-${id}`)) activate(id);
  else if (first && !document.querySelector("[data-card][aria-current]")) activate(first);
}
prepare();
document.addEventListener("htmx:afterSettle", () => { if (sheet()) sheet().dataset.ready = ""; });
