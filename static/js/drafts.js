// Half-written text is never lost: every form with data-draft="claim-12" is kept in this browser while it is written,
// filled again on return, and forgotten once the server has taken it. The server says so with a `draftSaved` event
// (HX-Trigger) or with <meta name="draft-done" content="claim-12"> on the page that follows.
const PREFIX = "draft:";
const KEPT_DAYS = 14;
const store = {
  read(name) { try { return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null"); } catch { return null; } },
  write(name, value) { try { localStorage.setItem(PREFIX + name, JSON.stringify(value)); return true; } catch { return false; } },
  remove(name) { try { localStorage.removeItem(PREFIX + name); } catch { /* nothing was kept */ } },
};
const fields = (form) => [...form.elements].filter((e) => e.name && !["hidden", "submit", "button", "file", "password"].includes(e.type));

function keep(form) {
  const values = {};
  for (const field of fields(form)) {
    if (field.type === "radio" || field.type === "checkbox") { if (field.checked) values[field.name] = field.value; }
    else if (field.value) values[field.name] = field.value;
  }
  const kept = store.write(form.dataset.draft, { at: Date.now(), values });
  const note = form.querySelector("[data-draft-note]");
  const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  if (note && kept) note.textContent = (note.dataset.words ?? "draft kept {time}").replace("{time}", time);
}

// What the server has filled in wins over an older draft: only empty fields and unset choices are filled.
function restore(form) {
  const draft = store.read(form.dataset.draft);
  if (!draft || form.dataset.restored) return;
  form.dataset.restored = "1";
  let restored = false;
  const chosen = new Set(fields(form).filter((f) => f.checked && f.type === "radio").map((f) => f.name));
  for (const field of fields(form)) {
    const value = draft.values[field.name];
    if (value === undefined) continue;
    if (field.type === "radio") { if (!chosen.has(field.name) && field.value === value) { field.checked = true; restored = true; } }
    else if (field.type === "checkbox") { if (field.value === value) field.checked = true; }
    else if (!field.value && !field.disabled) { field.value = value; restored = true; }
  }
  const note = form.querySelector("[data-draft-note]");
  if (restored && note) note.textContent = note.dataset.restoredWords ?? "your draft is back";
}

function forgetOld() {
  const limit = Date.now() - KEPT_DAYS * 86400000;
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) && (store.read(key.slice(PREFIX.length))?.at ?? 0) < limit) localStorage.removeItem(key);
    }
  } catch { /* storage is forbidden: nothing is kept */ }
}

function begin() {
  for (const done of document.querySelectorAll("meta[name='draft-done']")) store.remove(done.content);
  for (const form of document.querySelectorAll("form[data-draft]")) restore(form);
}

const timers = new WeakMap();
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => keep(form), 400));
});
document.addEventListener("submit", (event) => {
  if (event.target.matches?.("form[data-draft]")) { clearTimeout(timers.get(event.target)); keep(event.target); }
}, true);
addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll("form[data-draft]")) if (timers.has(form)) keep(form);
});
document.addEventListener("draftSaved", (event) => store.remove(event.detail?.value ?? event.detail?.name ?? ""));
document.addEventListener("htmx:afterSettle", begin);
forgetOld();
begin();
