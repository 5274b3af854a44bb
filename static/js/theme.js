// Light, dark, or as the system says. Loaded as `async blocking="render"`: it does not hold up the parser, and the
// page is painted in the stored colours from the start. The key "theme" is the one Django's admin uses, so that
// both stay alike.
(() => {
  const order = ["auto", "light", "dark"];
  const read = () => {
    try {
      const stored = localStorage.getItem("theme");
      return order.includes(stored) ? stored : "auto";
    } catch {
      return "auto";  // storage can be forbidden; the system's choice still works
    }
  };
  const apply = (theme) => {
    document.documentElement.dataset.theme = theme;
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      const label = button.dataset[`label${theme[0].toUpperCase()}${theme.slice(1)}`];
      const name = button.querySelector(".theme-name");
      if (button.hasAttribute("aria-label")) button.setAttribute("aria-label", label);
      else if (name) name.textContent = label;
      button.title = label;
    }
  };
  apply(read());
  document.addEventListener("DOMContentLoaded", () => apply(read()));
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-theme-toggle]")) return;
    const next = order[(order.indexOf(read()) + 1) % order.length];
    try { localStorage.setItem("theme", next); } catch { /* the choice holds for this page only */ }
    apply(next);
  });
})();
