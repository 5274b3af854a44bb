// Selecting words in the article fills the field of a correction that asks for words, with where they stand: code
// points of the version's text. Whoever cannot select types the words, and the server looks for them.
// Names are offered while they are typed: <input data-names> with <datalist id="known-names">.
let wanted = null;  // the field that was used last

const shown = (element) => (element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null);
const field = () => {
  const open = [...document.querySelectorAll("input[data-words]")].filter(shown);
  return open.includes(wanted) ? wanted : open[0];
};

// The offset of a point of the page in the text of the version, or null outside of it.
function offsetOf(node, at) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const paragraph = element?.closest("[data-article] p[data-start]");
  if (!paragraph || paragraph.dataset.start === "") return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, at);
  return Number(paragraph.dataset.start) + [...before.toString()].length;
}

function take() {
  const target = field();
  const selection = getSelection();
  if (!target || !selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return;
  target.value = range.toString().trim();
  const form = target.form;
  form.elements.start.value = start;
  form.elements.end.value = end;
  target.dispatchEvent(new Event("input", { bubbles: true }));
  form.dataset.selected = "1";
}

document.addEventListener("mouseup", () => setTimeout(take));
document.addEventListener("touchend", () => setTimeout(take, 50));
document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") take(); });
document.addEventListener("focusin", (event) => { if (event.target.matches?.("input[data-words]")) wanted = event.target; });
document.addEventListener("input", (event) => {
  // Typed by hand: the selection counts no more.
  if (!event.isTrusted || !event.target.matches?.("input[data-words]")) return;
  event.target.form.elements.start.value = "";
  event.target.form.elements.end.value = "";
});

let timer;
document.addEventListener("input", (event) => {
  const input = event.target;
  if (!event.isTrusted || !input.matches?.("input[data-names]")) return;
  const list = input.form.parentElement.querySelector("datalist") ?? document.getElementById("known-names");
  if (!list) return;
  input.setAttribute("list", list.id);
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const answer = await fetch(`/desk/speakers/names/?${new URLSearchParams({ name: input.value })}`, { credentials: "same-origin" });
    if (!answer.ok) return;
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...parsed.querySelectorAll("option"));
  }, 200);
});

// What was opened by a key takes the focus, so that the hands stay where they are.
document.addEventListener("htmx:afterSettle", (event) => {
  const place = event.target;
  if (!["amend", "position-form", "evidence-form"].includes(place?.id)) return;
  const first = place.querySelector("details[open] :is(input, textarea, select):not([type=hidden]), form > .field :is(input, textarea, select), summary");
  first?.focus();
  place.scrollIntoView({ block: "nearest" });
});
