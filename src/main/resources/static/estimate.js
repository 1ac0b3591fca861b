"use strict";
// Arrows and Enter go from cell to cell of the table in which amounts are given; a norm reckons its amount. Without this file the
// pages work as any form does.
(() => {
  const digits = text => text.replace(/[.\s]/g, "").replace(",", ".");
  const grouped = number => String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ".");

  document.querySelectorAll("[data-estimate-table]").forEach(form => {
    const columns = () => [...form.querySelectorAll("tbody tr")]
      .map(row => [...row.querySelectorAll("input.form-control")])
      .filter(cells => cells.length > 0);
    form.addEventListener("keydown", event => {
      if (!event.target.matches("tbody input.form-control") || event.ctrlKey || event.altKey || event.metaKey) return;
      const rows = columns();
      const row = rows.findIndex(cells => cells.includes(event.target));
      const column = rows[row].indexOf(event.target);
      const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
      if (event.key === "=" && event.target.dataset.before !== undefined) {
        event.target.value = event.target.dataset.before;
        event.preventDefault();
      }
      if (step === undefined) return;
      event.preventDefault();
      const next = rows[row + step];
      if (next) { next[column].focus(); next[column].select(); }
    });
  });

  document.querySelectorAll("[data-money]").forEach(cell => cell.addEventListener("change", () => {
    const plain = digits(cell.value);
    if (/^\d+$/.test(plain)) cell.value = grouped(plain);
  }));

  document.querySelectorAll("[data-estimate-norms] fieldset").forEach(item => {
    const cell = name => item.querySelector(`[name$=".${name}"]`);
    const reckon = () => {
      const quantity = Number(digits(cell("quantity").value));
      const rate = Number(digits(cell("rate").value));
      if (quantity > 0 && rate > 0) cell("amount").value = grouped(Math.round(quantity * rate));
    };
    ["quantity", "rate"].forEach(name => cell(name).addEventListener("change", reckon));
  });
})();
