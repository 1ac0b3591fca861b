// The plan's editor: a figure that is picked goes where the cursor last stood.
(() => {
  "use strict";
  let last = null;
  const texts = () => [...document.querySelectorAll("[data-plan-text] textarea")];
  document.addEventListener("focusin", (event) => {
    if (texts().includes(event.target)) last = event.target;
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    const text = last && document.contains(last) ? last : texts()[0];
    if (!text) return;
    text.focus();
    text.setRangeText(button.dataset.insert, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
  // words not saved yet are not left by accident
  let dirty = false;
  document.addEventListener("input", (event) => { if (texts().includes(event.target)) dirty = true; });
  document.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
})();
