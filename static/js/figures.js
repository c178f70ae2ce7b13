// data-token on a button: puts that name where the cursor last stood in a textarea[data-figures],
// and below each such textarea stands how it reads with the numbers in. Without script the names
// are typed by hand, and the page shows how it reads once it is saved.
"use strict";

(() => {
  const areas = [...document.querySelectorAll("textarea[data-figures]")];
  const buttons = [...document.querySelectorAll("[data-token]")];
  const said = new Map(buttons.map((button) => [button.dataset.token, button.textContent]));
  let last = areas[0];

  // What has no round number reads exactly.
  const read = (token) => said.get(token) ?? said.get(token.replace(/[·・]约】$/, "】")) ?? token;
  const filled = (text) => text.replace(/【[^【】\n]*】/g, read);

  areas.forEach((area) => {
    const below = Object.assign(document.createElement("p"), { className: "reads" });
    area.after(below);
    const show = () => { below.textContent = filled(area.value); };
    area.addEventListener("focus", () => { last = area; });
    area.addEventListener("input", show);
    show();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-token]");
    if (!button || !last) return;
    last.setRangeText(button.dataset.token, last.selectionStart, last.selectionEnd, "end");
    last.focus();
    last.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
