// Runs before the first paint: settles light or dark, and tells the style sheet that scripts run.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  let wish = root.dataset.theme || "auto";
  if (wish === "auto") {
    try {
      wish = localStorage.getItem("theme") || "auto";
    } catch {
      wish = "auto"; // storage may be switched off
    }
  }
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const settle = () => {
    const shown = wish === "auto" ? (dark.matches ? "dark" : "light") : wish;
    root.setAttribute("data-bs-theme", shown);
  };
  settle();
  dark.addEventListener("change", settle);
})();
