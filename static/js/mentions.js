// Calling somebody by @name while writing: a list of colleagues under the field, moved with the arrows, taken with
// Enter or Tab, closed with Escape. The names stand in the page (<datalist id="colleagues">). Without this file a
// name is simply typed.
let list = null;
let field = null;
let at = 0;

const people = (id) => [...(document.getElementById(id)?.options ?? [])].map((o) => ({ name: o.value, shown: o.label || o.value }));
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function typed() {
  const before = field.value.slice(0, field.selectionStart);
  const found = before.match(/(?:^|[^\w@.+-])@([\p{L}\p{N}_.+-]*)$/u);
  return found ? found[1] : null;
}

function close() {
  list?.remove();
  list = null;
  field?.removeAttribute("aria-activedescendant");
  field?.setAttribute("aria-expanded", "false");
}

function show(matching) {
  close();
  list = document.createElement("ul");
  list.className = "called";
  list.id = "called";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "@");
  matching.forEach((person, place) => {
    const item = document.createElement("li");
    item.id = `called-${place}`;
    item.setAttribute("role", "option");
    item.dataset.name = person.name;
    item.textContent = person.shown === person.name ? person.name : `${person.shown} · ${person.name}`;
    list.append(item);
  });
  field.insertAdjacentElement("afterend", list);
  field.setAttribute("aria-controls", "called");
  field.setAttribute("aria-expanded", "true");
  mark(0);
}

function mark(place) {
  const items = [...list.children];
  at = (place + items.length) % items.length;
  items.forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
  field.setAttribute("aria-activedescendant", items[at].id);
}

function take(name) {
  const end = field.selectionStart;
  const start = end - typed().length;
  field.setRangeText(`${name} `, start, end, "end");
  close();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("input", (event) => {
  if (!event.target.matches?.("textarea[data-mentions]")) return;
  field = event.target;
  field.setAttribute("aria-autocomplete", "list");
  const begun = typed();
  const matching = begun === null ? [] : people(field.dataset.mentions)
    .filter((p) => fold(p.name).startsWith(fold(begun)) || fold(p.shown).split(/\s+/).some((word) => word.startsWith(fold(begun))))
    .slice(0, 6);
  if (matching.length && !(matching.length === 1 && matching[0].name === begun)) show(matching); else close();
});

document.addEventListener("keydown", (event) => {
  if (!list || event.target !== field) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(at + (event.key === "ArrowDown" ? 1 : -1));
  else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") take(list.children[at].dataset.name);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("mousedown", (event) => {
  const item = event.target.closest?.(".called li");
  if (item && field) { event.preventDefault(); take(item.dataset.name); }
});
document.addEventListener("focusout", (event) => { if (event.target === field) close(); });
