// data-filter="#list" on an input: shows of that list only what holds the typed words, in its text
// or in data-pinyin. Without script the input stays hidden and the whole list is there.
"use strict";

(() => {
  const plain = (text) => (text || "").toLowerCase().replace(/\s+/g, "");

  const follow = (input) => {
    const list = document.querySelector(input.dataset.filter);
    const rows = [...list.children];
    const none = Object.assign(document.createElement(list.matches("ul, ol") ? "li" : "p"), {
      className: "nothing", textContent: "没有符合的。", hidden: true,
    });
    none.setAttribute("role", "status");
    list.append(none);
    const show = () => {
      const asked = plain(input.value);
      for (const row of rows) {
        row.hidden = !plain(`${row.textContent} ${row.dataset.pinyin || ""}`).includes(asked);
      }
      none.hidden = rows.some((row) => !row.hidden);
    };
    (input.closest("[hidden]") || input).hidden = false;
    input.addEventListener("input", show);
    show();
  };

  document.querySelectorAll("[data-filter]").forEach(follow);
})();
