// data-fill="name=value&…" on a button: fills those fields of the page's form, ready to be sent.
"use strict";

document.querySelectorAll("[data-fill]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const [name, value] of new URLSearchParams(button.dataset.fill)) {
      document.querySelector(`main form [name="${name}"]`).value = value;
    }
    const send = document.querySelector("main form button:not([type=button])");
    send.scrollIntoView({ block: "center" });
    send.focus();
  });
});
