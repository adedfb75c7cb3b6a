// Runs before the first paint: settles light or dark where the reader leaves it to the device.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const settle = () => {
    const wish = root.dataset.theme || "auto";
    const shown = wish === "auto" ? (dark.matches ? "dark" : "light") : wish;
    root.setAttribute("data-bs-theme", shown);
  };
  settle();
  dark.addEventListener("change", settle);
})();
