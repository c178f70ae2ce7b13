// data-draft="<account id>:<page key>" on a form: what was changed in it stays on this device, under
// this account, until a page says it is saved (data-saved or <meta name="saved"> with the same key).
"use strict";

(() => {
  const KEPT = 7 * 24 * 3600 * 1000; // ms
  const LEFT_OUT = "hidden password file submit button reset fieldset output".split(" ");

  // A hidden field that asks for it is kept too: the id by which the server knows a repeated sending.
  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && (
    field.matches("[data-draft-keep]") ||
    (!LEFT_OUT.includes(field.type) && field.autocomplete !== "off")));
  const isTick = (field) => field.type === "checkbox" || field.type === "radio";
  const keyOf = (field) => (isTick(field) ? `${field.name}=${field.value}` : field.name);
  const read = (field) => field[isTick(field) ? "checked" : "value"];
  const write = (field, value) => {
    field[isTick(field) ? "checked" : "value"] = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const valuesOf = (form) => Object.fromEntries(fieldsOf(form).map((f) => [keyOf(f), read(f)]));
  // Kept as "<when> <values>": a stale draft goes by its date, unread, whoever's it is.
  const stored = (name) => JSON.parse((localStorage.getItem(name) || " {}").replace(/^\d* /, ""));

  const tell = (form, drop) => {
    const made = (tag, like) => Object.assign(document.createElement(tag), like);
    const note = made("p", { className: "msg info" });
    const button = made("button", { type: "button", className: "link", textContent: "丢弃" });
    note.setAttribute("role", "status");
    button.onclick = () => { drop(); note.remove(); };
    note.append("已恢复上次没保存的内容 ", button);
    form.prepend(note);
  };
  const follow = (form) => {
    const name = `draft:${form.dataset.draft}`;
    const answered = form.querySelector("[role=alert]"); // the server gave back what was typed
    const first = valuesOf(form);
    const fill = (values) => fieldsOf(form).filter((field) => keyOf(field) in values)
      .forEach((field) => write(field, values[keyOf(field)]));
    const draft = answered ? {} : stored(name);
    const isNews = (f) => f.type !== "hidden" && (draft[keyOf(f)] ?? read(f)) !== read(f);
    if (fieldsOf(form).some(isNews)) {
      fill(draft);
      tell(form, () => { fill(first); localStorage.removeItem(name); });
    }
    form.addEventListener("input", () => {
      const old = stored(name);
      const ids = [...form.querySelectorAll("[data-draft-keep]")].map((id) => id.name);
      const isMeant = ([key, value]) => key in old || ids.includes(key) || value !== first[key];
      const kept = Object.entries(valuesOf(form)).filter((pair) => answered || isMeant(pair));
      localStorage.setItem(name, `${Date.now()} ${JSON.stringify(Object.fromEntries(kept))}`);
    });
  };

  document.querySelectorAll("[data-saved], meta[name=saved]").forEach((mark) =>
    localStorage.removeItem(`draft:${mark.dataset.saved || mark.content}`));
  Object.keys(localStorage).filter((name) => name.startsWith("draft:")).forEach((name) => {
    if (Date.now() - parseInt(localStorage.getItem(name), 10) > KEPT) localStorage.removeItem(name);
  });
  document.querySelectorAll("form[data-draft]").forEach(follow);
})();
