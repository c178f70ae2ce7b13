// data-similar="/address/" on a field: shows below it what the place already has that reads alike.
"use strict";

document.querySelectorAll("[data-similar]").forEach((field) => {
  const list = Object.assign(document.createElement("ul"), { className: "card list", hidden: true });
  list.setAttribute("aria-live", "polite");
  field.after(list);
  let waiting, asked = "";

  const row = (matter) => {
    const line = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { className: "row", href: matter.url });
    const words = Object.assign(document.createElement("div"), { textContent: matter.text });
    words.append(Object.assign(document.createElement("p"), { textContent: `已有一件：${matter.said}` }));
    link.append(words);
    line.append(link);
    return line;
  };

  const ask = async () => {
    const text = (asked = field.value.trim());
    if (text.length < 4) {
      list.hidden = true;
      return;
    }
    try {
      const answer = await fetch(`${field.dataset.similar}?text=${encodeURIComponent(text)}`);
      if (!answer.ok || asked !== text) return;
      const { matters } = await answer.json();
      list.replaceChildren(...matters.map(row));
      list.hidden = !matters.length;
    } catch {
      list.hidden = true; // no network: the server asks once more when it is saved
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 400);
  });
});
