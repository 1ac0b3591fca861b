// The plan's editor: what is picked goes where the cursor last stood; a table goes on a line of its own.
(() => {
  "use strict";
  let last = null;
  const texts = () => [...document.querySelectorAll("[data-plan-text] textarea")];
  document.addEventListener("focusin", (event) => {
    if (texts().includes(event.target)) last = event.target;
  });
  const apart = (text, words) => {
    const before = text.value.slice(0, text.selectionStart);
    const after = text.value.slice(text.selectionEnd);
    const head = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    const tail = after === "" || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
    return head + words + tail;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    const text = last && document.contains(last) ? last : texts()[0];
    if (!text) return;
    text.focus();
    const words = "block" in button.dataset ? apart(text, button.dataset.insert) : button.dataset.insert;
    text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
  // words not saved yet are not left by accident
  let dirty = false;
  document.addEventListener("input", (event) => { if (texts().includes(event.target)) dirty = true; });
  document.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
})();
