// Every textarea grows with what is typed, so that all of it is seen while typing.
"use strict";

(() => {
  const fit = (area) => {
    if (!area.offsetParent) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  };

  document.querySelectorAll("textarea").forEach(fit);
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea")) fit(event.target);
  });
})();
