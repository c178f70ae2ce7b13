// data-token on a button: puts that name where the cursor last stood in a textarea[data-figures],
// and below each such textarea stands how it reads with the numbers in. Of one that is nought
// (data-nought) it says how the paper tells it. Without script the names are typed by hand, and the
// page shows how it reads once it is saved.
"use strict";

(() => {
  const areas = [...document.querySelectorAll("textarea[data-figures]")];
  const buttons = [...document.querySelectorAll("[data-token]")];
  const said = new Map(buttons.map((button) => [button.dataset.token, button.textContent]));
  let last = areas[0];

  // What has no round number reads exactly.
  const read = (token) => said.get(token) ?? said.get(token.replace(/[·・]约】$/, "】")) ?? token;
  const noughts = buttons.filter((button) => "nought" in button.dataset);
  const tellsNought = (text) => noughts.some((button) =>
    [button.dataset.token, button.dataset.token.replace("】", "·约】")].some((token) => text.includes(token)));
  const IN_WORDS = "一句里的数全是零的，纸上写成“没有……”“未开展……”，不写 0。";
  const filled = (text) => text.replace(/【[^【】\n]*】/g, read);

  areas.forEach((area) => {
    const below = Object.assign(document.createElement("p"), { className: "reads" });
    const hint = Object.assign(document.createElement("p"), { className: "soft", textContent: IN_WORDS });
    area.after(below, hint);
    const show = () => {
      below.textContent = filled(area.value);
      hint.hidden = !tellsNought(area.value);
    };
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
