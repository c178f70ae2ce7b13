// data-once on a form: a second tap does not send it again. The button says so; coming back frees it.
"use strict";

(() => {
  const PATIENCE = 20000; // ms; the server tells a repeated sending from a new one, so asking again is safe

  const buttonsOf = (form) =>
    [...form.elements].filter((element) => element.type === "submit");

  const free = (form) => {
    delete form.dataset.sent;
    for (const button of buttonsOf(form)) {
      button.disabled = false;
      if (button.dataset.says) button.textContent = button.dataset.says;
      delete button.dataset.says;
    }
  };

  const hold = (form, pressed) => {
    if (!form.dataset.sent) return;
    for (const button of buttonsOf(form)) button.disabled = true;
    pressed.dataset.says = pressed.dataset.says || pressed.textContent;
    pressed.textContent = form.dataset.once || "正在保存…";
    setTimeout(() => free(form), PATIENCE);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("[data-once]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const pressed = event.submitter || buttonsOf(form)[0];
    // After the sending: a disabled button would be left out of what is sent.
    if (pressed) setTimeout(() => hold(form, pressed), 0);
  });

  document.addEventListener("again", (event) => free(event.target));
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach(free);
  });
})();
