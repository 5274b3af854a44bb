// Single keys. Pages declare what a key does: an element with data-key="t" is pressed (links, buttons), chosen
// (radio, checkbox) or focused (fields) by that key. Inside a list [data-rows], j and k move between [data-row]; a key
// belongs first to the current row (aria-current="true"), then to the page. Never while typing, never with
// Ctrl, Alt or Meta, never when turned off in the keys dialog.
import { deskKey, relabel } from "./own-keys.js";

const OFF = "keys-off";
const isTyping = (element) =>
  element?.closest?.("textarea, select, [contenteditable='true'], input:not([type=radio], [type=checkbox], [type=button], [type=submit])");
const isShown = (element) => element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;
const isOff = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };

let chosenRow = null;  // the row's id, kept so that a swapped list finds its place again

const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")].filter(isShown);
const currentRow = () => document.querySelector("[data-rows] [data-row][aria-current='true']");

function selectRow(row, { focus = true } = {}) {
  for (const other of document.querySelectorAll("[data-row][aria-current]")) other.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  chosenRow = row.dataset.row;
  if (!focus) return;
  row.querySelector("[data-row-link]")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function moveRow(step) {
  const all = rows();
  if (!all.length) return false;
  const at = all.indexOf(currentRow());
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
  selectRow(all[next]);
  return true;
}

function findTarget(key) {
  const usable = (element) => isShown(element) && !element.disabled;
  const within = (root) => [...root.querySelectorAll("[data-key]")].filter((e) => e.dataset.key.split(" ").includes(key) && usable(e));
  const dialog = document.querySelector("dialog[open]");
  if (dialog) return within(dialog)[0];
  const row = currentRow();
  return (row && within(row)[0]) || within(document).find((element) => !element.closest("[data-row]"));
}

function press(element) {
  if (element.matches("input[type=radio]")) {
    element.focus({ preventScroll: true });
    element.click();
    document.getElementById(element.dataset.then ?? "")?.focus();
  } else if (element.matches("input:not([type=checkbox], [type=submit], [type=button]), textarea, select")) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}

function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!dialog?.showModal) return false;
  if (dialog.open) dialog.close(); else dialog.showModal();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const typing = isTyping(event.target);
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest?.("form");
    // In a form with several acts, the button that stands beside the field.
    const act = event.target.closest?.("[data-act]")?.querySelector("button");
    if (form && typing) { event.preventDefault(); form.requestSubmit(act ?? undefined); }
    return;
  }
  if (event.key === "Escape" && typing) { event.target.blur(); return; }
  if (typing || event.ctrlKey || event.altKey || event.metaKey || isOff()) return;
  const key = event.key === " " ? "space" : deskKey(event.key);
  if (key === "space" && event.target.closest("a, button, input, summary")) return;
  let done = false;
  if (!key) return;
  if (key === "?") done = openDialog("keys");
  else if (document.querySelector("dialog[open]")) { const inside = findTarget(key); if (inside) { press(inside); done = true; } }
  else if (key === "j" || key === "k") done = moveRow(key === "j" ? 1 : -1);
  else if (key.length === 1 || key === "space") {
    const target = findTarget(key);
    if (target) { press(target); done = true; }
  }
  if (done) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) openDialog(opener.dataset.opens);
  const row = event.target.closest?.("[data-rows] [data-row]");
  if (row) selectRow(row, { focus: false });
  const menu = event.target.closest?.("details.menu");
  for (const open of document.querySelectorAll("details.menu[open]")) if (open !== menu) open.removeAttribute("open");
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("[data-rows] [data-row]");
  if (row && row !== currentRow()) selectRow(row, { focus: false });
});

// After htmx has swapped a list or a row, the selection is where it was.
relabel(document);
document.addEventListener("htmx:afterSettle", () => {
  relabel(document);
  if (!chosenRow || currentRow()) return;
  const again = rows().find((row) => row.dataset.row === chosenRow);
  if (again) selectRow(again, { focus: !document.activeElement || document.activeElement === document.body });
});

for (const toggle of document.querySelectorAll("[data-keys-toggle]")) {
  toggle.checked = !isOff();
  toggle.addEventListener("change", () => {
    try { localStorage.setItem(OFF, toggle.checked ? "0" : "1"); } catch { /* holds for nobody: storage is forbidden */ }
  });
}
