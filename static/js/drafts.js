// Half-written text is never lost: every form with data-draft="claim-12" is kept on the server (and in this browser, in
// case the server is away) while it is written, filled again on return, on any machine, and forgotten once the server
// has taken it. The server says so with a `draftSaved` event (HX-Trigger) or with <meta name="draft-done"
// content="claim-12"> on the page that follows.
const PREFIX = "draft:";
const KEPT_DAYS = 14;
const store = {
  read(name) { try { return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null"); } catch { return null; } },
  write(name, value) { try { localStorage.setItem(PREFIX + name, JSON.stringify(value)); return true; } catch { return false; } },
  remove(name) { try { localStorage.removeItem(PREFIX + name); } catch { /* nothing was kept */ } },
};
const fields = (form) => [...form.elements].filter((e) => e.name && !["hidden", "submit", "button", "file", "password"].includes(e.type));

const place = document.body.dataset.drafts;
const token = () => { try { return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? ""; } catch { return ""; } };

// `keepalive`: the request outlives the page that is being left.
function send(name, values) {
  if (!place) return Promise.resolve(false);
  const body = new URLSearchParams({ key: name, values: JSON.stringify(values) });
  const keepalive = body.toString().length < 60000;
  return fetch(place, { method: "POST", body, headers: { "X-CSRFToken": token() }, credentials: "same-origin", keepalive })
    .then((answer) => answer.ok, () => false);
}

function forget(name) {
  if (!name) return;
  store.remove(name);
  send(name, {});
}

function valuesOf(form) {
  const values = {};
  for (const field of fields(form)) {
    if (field.type === "radio" || field.type === "checkbox") { if (field.checked) values[field.name] = field.value; }
    else if (field.value) values[field.name] = field.value;
  }
  return values;
}

function keep(form, { leaving = false } = {}) {
  const values = valuesOf(form);
  const local = store.write(form.dataset.draft, { at: Date.now(), values });
  const say = (kept) => {
    const note = form.querySelector("[data-draft-note]");
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    if (note && kept) note.textContent = (note.dataset.words ?? "draft kept {time}").replace("{time}", time);
  };
  const sent = send(form.dataset.draft, values);
  if (!leaving) sent.then((ok) => say(ok || local));
}

// What the server has filled in wins over an older draft: only empty fields and unset choices are filled.
function restore(form, remote) {
  const local = store.read(form.dataset.draft);
  const draft = remote && remote.at >= (local?.at ?? 0) - 2000 ? remote : (local ?? remote);
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

const done = new Set();
async function begin() {
  for (const meta of document.querySelectorAll("meta[name='draft-done']")) {
    if (!done.has(meta.content)) { done.add(meta.content); forget(meta.content); }
  }
  const forms = [...document.querySelectorAll("form[data-draft]:not([data-restored])")];
  if (!forms.length) return;
  let found = {};
  if (place) {
    const query = new URLSearchParams(forms.map((form) => ["key", form.dataset.draft]));
    try {
      const answer = await fetch(`${place}?${query}`, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (answer.ok) found = await answer.json();
    } catch { /* the server is away: what this browser kept has to do */ }
  }
  for (const form of forms) {
    const name = form.dataset.draft;
    restore(form, done.has(name) ? null : found[name]);
  }
}

const timers = new WeakMap();
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => { timers.delete(form); keep(form); }, 600));
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches?.("form[data-draft]")) { clearTimeout(timers.get(form)); timers.delete(form); store.write(form.dataset.draft, { at: Date.now(), values: valuesOf(form) }); }
}, true);
addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll("form[data-draft]")) if (timers.has(form)) keep(form, { leaving: true });
});
document.addEventListener("draftSaved", (event) => forget(event.detail?.value ?? event.detail?.name ?? ""));
document.addEventListener("htmx:afterSettle", begin);
forgetOld();
begin();
