// A person's own keys: <body data-keys="tgz;"> says that g does what t does at this desk, and ; what z does. A key
// whose work went elsewhere does nothing, unless it was given other work. Without effects of its own, so that each
// script may import it.
const own = new Map();
const moved = new Set();
{
  const pairs = [...(document.body.dataset.keys ?? "")];
  for (let at = 0; at + 1 < pairs.length; at += 2) { own.set(pairs[at + 1], pairs[at]); moved.add(pairs[at]); }
}
export const deskKey = (pressed) => own.get(pressed) ?? (moved.has(pressed) ? "" : pressed);
// Key caps on the page show the keys that are pressed.
export function relabel(root) {
  if (!own.size) return;
  const signs = new Map([...own].map(([sign, key]) => [key, sign]));
  for (const cap of root.querySelectorAll("kbd.key:not([data-own])")) {
    const sign = signs.get(cap.textContent.trim());
    cap.dataset.own = "";
    if (sign) cap.textContent = sign;
  }
}
