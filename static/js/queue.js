// Acting on several rows: how many are chosen, all at once, and Enter in a field of the bar does that field's act.
// Without this file the boxes and buttons still work as a plain form.
const boxes = () => [...document.querySelectorAll("[data-rows] input[name=claim]")];
const counter = document.querySelector("[data-chosen-count]");
const all = document.querySelector("[data-choose-all]");
const word = counter?.textContent ?? "";

function count() {
  const found = boxes();
  const chosen = found.filter((box) => box.checked).length;
  if (counter) counter.textContent = `${chosen} ${word}`;
  if (all) {
    all.checked = chosen > 0 && chosen === found.length;
    all.indeterminate = chosen > 0 && chosen < found.length;
  }
}

all?.addEventListener("change", () => {
  for (const box of boxes()) box.checked = all.checked;
  count();
});
document.addEventListener("change", (event) => { if (event.target.matches?.("input[name=claim]")) count(); });
document.addEventListener("htmx:afterSettle", count);

document.getElementById("bulk")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.target.matches("button")) return;
  const act = event.target.closest("[data-act]")?.querySelector("button");
  if (!act) return;
  event.preventDefault();
  event.target.form.requestSubmit(act);
});
count();
