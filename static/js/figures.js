// data-token on a button: puts that name where the cursor last stood in a textarea[data-figures].
// Without script the names are typed by hand.
"use strict";

(() => {
  const areas = [...document.querySelectorAll("textarea[data-figures]")];
  let last = areas[0];

  areas.forEach((area) => area.addEventListener("focus", () => { last = area; }));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-token]");
    if (!button || !last) return;
    last.setRangeText(button.dataset.token, last.selectionStart, last.selectionEnd, "end");
    last.focus();
    last.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
