// Every page: keys, the form of a correction, what is told of what was kept.
"use strict";

(() => {
  const message = document.getElementById("message");
  const help = document.getElementById("help");
  const TOLD = 12000; // ms that a message stays

  // Keys: each presses what carries it in `data-key`.

  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable], dialog[open]");
  const visible = (element) => element.getClientRects().length > 0 && !element.disabled;

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && cancel(document.querySelector("[data-cancel]"))) {
      event.preventDefault();
      return;
    }
    if (event.repeat || typing(event.target) || event.key.length !== 1) return;
    const key = event.key.toLowerCase();
    const pressed = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && visible(one));
    if (!pressed) return;
    event.preventDefault();
    pressed.click();
  });

  // Forms in place

  function cancel(button) {
    const form = button && document.querySelector(button.dataset.cancel);
    if (!form) return false;
    const place = document.createElement("div");
    place.className = "edit-place";
    place.id = form.id;
    const row = form.closest(".row");
    form.replaceWith(place);
    row?.querySelector("[data-key='e']")?.focus();
    return true;
  }

  function move(button) {
    const field = button.closest("[data-span]");
    const chars = [...field.dataset.text]; // code points, as the tables count
    const [start, end] = ["start", "end"].map((name) => field.querySelector(`input[name="${name}"]`));
    const moved = { start: Number(start.value), end: Number(end.value) };
    moved[button.dataset.move] += Number(button.dataset.by);
    if (moved.start < 0 || moved.end > chars.length || moved.start >= moved.end) return;
    start.value = moved.start;
    end.value = moved.end;
    field.querySelector("[data-span-before]").textContent = chars.slice(0, moved.start).join("");
    field.querySelector("[data-span-words]").textContent = chars.slice(moved.start, moved.end).join("");
    field.querySelector("[data-span-after]").textContent = chars.slice(moved.end).join("");
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (!button) return;
    if (button.dataset.cancel) cancel(button);
    if (button.dataset.move) move(button);
    if ("help" in button.dataset) help.showModal();
  });

  // What is swapped in: forms begin at their first field, the queue at its row.

  document.addEventListener("htmx:afterSettle", (event) => {
    const root = event.detail.elt;
    const wrong = document.querySelector("form[data-edit] [aria-invalid]");
    const form = root.matches?.("form[data-edit]") ? root : root.querySelector?.("form[data-edit]");
    if (wrong && (form || root.id === "queue")) wrong.focus();
    else if (form) form.querySelector(".controls input, .controls select")?.focus();
    else if (root.id === "queue") root.querySelector("[data-focus]")?.focus({ preventScroll: false });
  });

  // Messages

  let leaving = 0;
  new MutationObserver(() => {
    clearTimeout(leaving);
    if (message.childElementCount) leaving = setTimeout(leave, TOLD);
  }).observe(message, { childList: true });

  function leave() {
    if (message.matches(":hover, :focus-within")) leaving = setTimeout(leave, TOLD);
    else message.replaceChildren();
  }

  function warn() {
    const told = document.createElement("p");
    told.className = "error";
    told.textContent = document.body.dataset.unsaved;
    message.replaceChildren(told);
  }

  document.addEventListener("htmx:sendError", warn);
  document.addEventListener("htmx:timeout", warn);
  document.addEventListener("htmx:responseError", (event) => {
    if (!event.detail.xhr.getResponseHeader("hx-retarget")) warn();
  });
})();
