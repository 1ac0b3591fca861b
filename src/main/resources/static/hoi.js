"use strict";
// Everything works without this file; it only spares clicks.
(() => {
  const phone = matchMedia("(max-width: 60rem)");
  if (phone.matches) document.querySelectorAll(".hoi-nav details, details[data-fold]").forEach(menu => menu.removeAttribute("open"));

  // choosing in a bar of filters is asking for it
  document.querySelectorAll("form[data-quick]").forEach(form => {
    form.querySelectorAll("select, input[type=date]").forEach(field =>
      field.addEventListener("change", () => form.requestSubmit()));
    form.querySelectorAll("[data-needless]").forEach(button => button.hidden = true);
  });

  // where there is no pointer to hover with, the first tap on a figure shows its card and the second opens it
  let shown = null;
  document.addEventListener("click", event => {
    const figure = event.target.closest("a.fig[hx-get]");
    if (!figure || matchMedia("(hover: hover)").matches || shown === figure || !window.htmx) return;
    event.preventDefault();
    shown = figure;
    window.htmx.ajax("GET", figure.getAttribute("hx-get"), { target: "#figure-card", swap: "innerHTML" });
  });
  document.addEventListener("click", event => {
    if (event.target.closest("[data-close-card]")) {
      const card = document.getElementById("figure-card");
      if (card) card.replaceChildren();
      shown = null;
    }
  });

  // errors are read first
  const errors = document.getElementById("errors");
  if (errors) errors.focus();
})();
