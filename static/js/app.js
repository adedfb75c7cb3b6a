// Conveniences on top of pages that work without any script.
"use strict";

const root = document.documentElement;

/* Light and dark: kept in the profile when signed in, else in a cookie that the server reads. */
function nameToggle(button) {
  const dark = root.getAttribute("data-bs-theme") === "dark";
  button.setAttribute("aria-label", dark ? button.dataset.toLight : button.dataset.toDark);
  if (button.value) button.value = dark ? "light" : "dark";
}

function toggleTheme(event, button) {
  event.preventDefault();
  const next = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
  const form = button.closest("[data-theme-form]");
  if (form) {
    const body = new FormData(form);
    body.set("theme", next);
    fetch(form.action, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
  } else {
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax${secure}`;
  }
  root.dataset.theme = next;
  root.setAttribute("data-bs-theme", next);
  document.querySelectorAll("[data-theme-toggle]").forEach(nameToggle);
}

/* The navigation drawer on phones; without script it opens by its address (#sidebar). */
const drawer = document.getElementById("sidebar");
let drawerOpener = null;

function openDrawer(opener) {
  drawerOpener = opener;
  drawer.classList.add("is-open");
  drawer.querySelector("a[data-drawer-close]")?.focus();
}

function closeDrawer() {
  if (!drawer?.classList.contains("is-open")) return;
  drawer.classList.remove("is-open");
  drawerOpener?.focus();
}

/* A question before what cannot be undone. */
function ask(form, submitter) {
  const dialog = document.createElement("dialog");
  dialog.className = "confirm";
  const text = document.createElement("p");
  text.id = "confirm-text";
  text.textContent = form.dataset.confirm;
  dialog.setAttribute("aria-labelledby", text.id);
  const buttons = document.createElement("div");
  buttons.className = "form-buttons";
  const no = document.createElement("button");
  no.type = "button";
  no.className = "btn btn-secondary";
  no.textContent = document.body.dataset.cancel || "Cancel";
  const yes = document.createElement("button");
  yes.type = "button";
  yes.className = submitter?.classList.contains("btn-danger-soft") ? "btn btn-danger" : "btn btn-primary";
  yes.textContent = submitter?.textContent.trim() || "OK";
  buttons.append(no, yes);
  dialog.append(text, buttons);
  document.body.append(dialog);
  no.addEventListener("click", () => dialog.close());
  yes.addEventListener("click", () => {
    form.dataset.confirmed = "yes";
    dialog.close();
    form.requestSubmit(submitter);
  });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  const toggle = at("[data-theme-toggle]");
  if (toggle) return toggleTheme(event, toggle);
  const opener = at("[data-drawer]");
  if (opener && drawer) {
    event.preventDefault();
    return openDrawer(opener);
  }
  if (at("[data-drawer-close]") && drawer?.classList.contains("is-open")) {
    event.preventDefault();
    return closeDrawer();
  }
  if (at("[data-off]")) event.preventDefault();
  at("[data-dismiss]")?.closest(".note")?.remove();
  const move = at("[data-move]");
  if (move && move.closest("[data-sortable]")) moveItem(event, move);
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details[data-menu][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else closeDrawer();
});

/* Forms: ask first, send once, and warn before typed text is left behind. */
const touched = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-unsaved]");
  if (form) touched.add(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.confirm && form.dataset.confirmed !== "yes") {
    event.preventDefault();
    event.stopImmediatePropagation();
    return ask(form, event.submitter);
  }
  if (form.hasAttribute("data-once")) {
    if (form.dataset.sent === "yes") {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.classList.add("is-busy");
    event.submitter?.setAttribute("aria-busy", "true");
  }
  touched.delete(form);
}, true);

// A page brought back from the browser's memory, and a form that htmx sent, may be sent again.
function release(form) {
  delete form.dataset.sent;
  delete form.dataset.confirmed;
  form.querySelectorAll(".is-busy").forEach((button) => {
    button.classList.remove("is-busy");
    button.removeAttribute("aria-busy");
  });
}
addEventListener("pageshow", () => document.querySelectorAll("form[data-once]").forEach(release));
document.addEventListener("htmx:finally:request", (event) => {
  const form = event.target.closest?.("form");
  if (form) release(form);
});

addEventListener("beforeunload", (event) => {
  for (const form of touched) if (form.isConnected) return event.preventDefault();
});

/* Sortable lists: real buttons move an item; dragging is added where SortableJS is on the page. */
function renumber(list) {
  list.querySelectorAll("[data-order]").forEach((field, index) => (field.value = index + 1));
  list.dispatchEvent(new Event("input", { bubbles: true }));
  list.dispatchEvent(new CustomEvent("sorted", { bubbles: true }));
}

function moveItem(event, button) {
  const list = button.closest("[data-sortable]");
  if (list.dataset.sortable !== "local") return; // the button's own form moves it on the server
  event.preventDefault();
  const item = button.closest("[data-item]");
  const other = button.dataset.move === "up" ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (button.dataset.move === "up") other.before(item);
  else other.after(item);
  button.focus();
  renumber(list);
}

/* On every part of a page that arrives, first load and htmx swap alike. */
function furnish(part) {
  part.querySelectorAll("[data-theme-toggle]").forEach(nameToggle);
  const first = part.querySelector("[data-focus]:not([data-focused])");
  if (first) {
    first.dataset.focused = "yes";
    first.focus();
  }
  if (!window.Sortable) return;
  part.querySelectorAll("[data-sortable]").forEach((list) => {
    if (list.dataset.furnished) return;
    list.dataset.furnished = "yes";
    window.Sortable.create(list, {
      handle: ".sortable-grip",
      draggable: "[data-item]",
      group: list.dataset.group || undefined,
      animation: 120,
      onEnd(event) {
        renumber(event.to);
        if (event.to.dataset.sortable === "post") event.to.closest("form")?.requestSubmit();
      },
    });
  });
}
furnish(document);
document.addEventListener("htmx:after:swap", () => furnish(document));

/* Charts: arrow keys walk from point to point; the words of the point in focus stand beside it. */
const tip = document.createElement("p");
tip.className = "spc-tip";
tip.setAttribute("aria-hidden", "true");

function wordsOf(dot) {
  return dot.querySelector("title")?.textContent ?? "";
}

function walkPoints(event) {
  const dot = event.target.closest?.(".spc-dots path");
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!dot || !step) return;
  const dots = [...dot.parentNode.querySelectorAll("path")];
  const next = dots[dots.indexOf(dot) + step];
  if (!next) return;
  event.preventDefault();
  if (!next.hasAttribute("tabindex")) {
    next.setAttribute("tabindex", "-1");
    next.setAttribute("role", "img");
    next.setAttribute("aria-label", wordsOf(next));
  }
  next.focus();
}

function showTip(event) {
  const dot = event.target.closest?.(".spc-dots path");
  if (!dot) return tip.remove();
  const box = dot.getBoundingClientRect();
  tip.textContent = wordsOf(dot);
  document.body.append(tip);
  const left = Math.min(Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2), root.clientWidth - tip.offsetWidth - 8);
  tip.style.left = `${left + window.scrollX}px`;
  tip.style.top = `${box.top + window.scrollY - tip.offsetHeight - 8}px`;
}

document.addEventListener("keydown", walkPoints);
document.addEventListener("focusin", showTip);
document.addEventListener("focusout", () => tip.remove());
