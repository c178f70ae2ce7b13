// data-opens="plain poor" on a details: choosing one of these values just before it opens it.
"use strict";

document.querySelectorAll("details[data-opens]").forEach((details) => {
  const values = details.dataset.opens.split(" ");
  details.previousElementSibling.addEventListener("change", ({ target }) => {
    if (values.includes(target.value)) details.open = true;
  });
});
