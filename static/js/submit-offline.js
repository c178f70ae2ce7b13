// On a form with a draft: before it is sent, ask whether the network is there. If not, stay on the
// page with everything typed, and say so; the browser's own error page would take it away.
"use strict";

(() => {
  const PATIENCE = 6000; // ms

  const reachable = async () => {
    if (!navigator.onLine) return false;
    const asking = new AbortController();
    const clock = setTimeout(() => asking.abort(), PATIENCE);
    try {
      const icon = document.querySelector("link[rel=icon]").href;
      await fetch(icon, { method: "HEAD", cache: "no-store", signal: asking.signal });
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(clock);
    }
  };

  const send = (form, pressed) => {
    form.dispatchEvent(new Event("again", { bubbles: true }));
    form.dataset.reached = "yes";
    if (form.requestSubmit) form.requestSubmit(pressed);
    else form.submit();
    delete form.dataset.reached;
  };

  const tell = (form, pressed) => {
    form.dispatchEvent(new Event("again", { bubbles: true }));
    const note = document.createElement("p");
    note.className = "msg bad";
    note.setAttribute("role", "alert");
    note.dataset.offline = "yes";
    const retry = Object.assign(document.createElement("button"), { type: "button", className: "link" });
    retry.textContent = "点这里再试";
    retry.onclick = () => form.requestSubmit(pressed);
    note.append("网络不通，内容已留在本机，", retry);
    (form.querySelector(".save") || form).prepend(note);
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("[data-draft]") || form.dataset.reached) return;
    event.preventDefault();
    const pressed = event.submitter || null;
    form.querySelectorAll("[data-offline]").forEach((note) => note.remove());
    if (await reachable()) send(form, pressed);
    else tell(form, pressed);
  });
})();
