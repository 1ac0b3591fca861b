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

  // what was opened beside a list closes when attention goes elsewhere
  const picks = document.querySelectorAll("details[data-pick]");
  document.addEventListener("click", event => picks.forEach(pick => {
    if (!pick.contains(event.target)) pick.removeAttribute("open");
  }));
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    picks.forEach(pick => {
      if (pick.open && pick.contains(document.activeElement)) pick.querySelector("summary").focus();
      pick.removeAttribute("open");
    });
  });

  // steps for many records: only those that a chosen record can take
  const bulk = document.querySelector("form[data-bulk]");
  if (bulk) {
    const boxes = [...document.querySelectorAll("input[form=bulk]")];
    const show = () => {
      const chosen = boxes.filter(box => box.checked);
      const open = new Set(chosen.flatMap(box => box.dataset.steps.split(" ")));
      const select = bulk.querySelector("select");
      const options = select ? [...select.options] : [];
      options.forEach(option => option.disabled = chosen.length > 0 && !open.has(option.value));
      if (select?.selectedOptions[0]?.disabled) select.value = options.find(option => !option.disabled)?.value;
      bulk.querySelector("[data-count]").textContent = chosen.length + " " + bulk.dataset.bulk;
      bulk.querySelectorAll("button").forEach(button => button.disabled = chosen.length === 0);
    };
    boxes.forEach(box => box.addEventListener("change", show));
    bulk.querySelector("[data-choose-all]").addEventListener("click", event => {
      event.preventDefault();
      const all = boxes.every(box => box.checked);
      boxes.forEach(box => box.checked = !all);
      show();
    });
    show();
  }

  // errors are read first, unless typing goes on at one of them
  // work that goes on is looked at each second, until the page is another
  const poll = async () => {
    const running = document.querySelector("[data-poll]");
    if (!running) return;
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      const now = page.querySelector("[data-poll]");
      if (!now) { location.reload(); return; }
      running.replaceChildren(...now.childNodes);
    } catch { /* the server is away for a moment */ }
    setTimeout(poll, 1000);
  };
  setTimeout(poll, 1000);

  // errors are read first
  const errors = document.getElementById("errors");
  if (errors && !document.querySelector("form [autofocus]")) errors.focus();

  // records that are meant perhaps, while one types
  const later = (wait, act) => { let timer; return (...given) => { clearTimeout(timer); timer = setTimeout(() => act(...given), wait); }; };
  const suggest = later(200, async field => {
    const answer = await fetch(field.dataset.suggest + ".json?q=" + encodeURIComponent(field.value));
    if (!answer.ok || !field.list) return;
    field.list.replaceChildren(...(await answer.json()).rows.map(row => {
      const option = document.createElement("option");
      option.value = row.title ? row.code + " · " + row.title : row.code;
      return option;
    }));
  });
  document.addEventListener("input", event => {
    const field = event.target;
    if (field.dataset.suggest && !field.value.includes(" · ")) suggest(field);
    if (field.dataset.money && /^[\d.]+$/.test(field.value) && field.selectionStart === field.value.length)
      field.value = field.value.replace(/\./g, "").replace(/\B(?=(\d{3})+$)/g, ".");
  });

  // further empty lines of a small table or of references, without leaving the page
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-add]");
    if (!button) return;
    const holder = document.querySelector(`[data-lines="${button.dataset.add}"]`);
    const body = holder.tBodies ? holder.tBodies[0] : holder;
    const count = body.children.length;
    if (count >= Number(holder.dataset.most)) return;
    event.preventDefault();
    const line = body.lastElementChild.cloneNode(true);
    const number = count + 1;
    line.querySelectorAll("[id],[name],[list],[aria-label]").forEach(part => {
      if (part.name) part.name = part.name.replace(/\.\d+\./, `.${count}.`);
      ["id", "list"].forEach(name => {
        const given = part.getAttribute(name);
        if (given && !given.startsWith("l-") && given !== "units") part.setAttribute(name, given.replace(/-\d+(?=-|$)|$/, `-${count}`));
      });
      const label = part.getAttribute("aria-label");
      if (label) part.setAttribute("aria-label", label.replace(/\d+$/, number));
      part.removeAttribute("autofocus");
      if (part.type === "checkbox") part.checked = false; else if ("value" in part) part.value = "";
    });
    const shown = line.querySelector(".line");
    if (shown) shown.textContent = number;
    body.append(line);
    line.querySelector("input,select,textarea").focus();
  });

  // a form is kept as a draft a few seconds after each change
  const form = document.querySelector("form[data-drafts]");
  if (form) {
    const state = document.getElementById("draft-state");
    let sending = false, changed = false, left = false;
    const save = later(3000, async () => {
      if (left) return;
      if (sending) { changed = true; return; }
      sending = true;
      const typed = {};
      for (const [name, value] of new FormData(form)) if (typeof value === "string") (typed[name] ||= []).push(value);
      const number = form.elements.draft.value;
      try {
        const answer = await fetch(number ? `${form.dataset.register}/drafts/${number}` : form.dataset.drafts, {
          method: number ? "PUT" : "POST",
          headers: { "Content-Type": "application/json", "Accept": "application/json" },
          body: JSON.stringify(typed) });
        if (!answer.ok) throw new Error(answer.status);
        form.elements.draft.value = (await answer.json()).draft;
        state.textContent = form.dataset.saved + " " + new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
      } catch { state.textContent = form.dataset.unsaved; changed = true; }
      sending = false;
      if (changed) { changed = false; save(); }
    });
    form.addEventListener("input", save);
    form.addEventListener("change", save);
    form.addEventListener("submit", () => { left = true; });

    // records much like this one, while one types
    const columns = (form.dataset.alike || "").split(" ").filter(Boolean);
    const look = later(600, async () => {
      const asked = new URLSearchParams();
      columns.forEach(column => asked.set(column, form.elements[column] ? form.elements[column].value : ""));
      const answer = await fetch(`${form.dataset.register}/alike?${asked}`, { headers: { "Accept": "text/html" } });
      if (answer.ok) document.getElementById("alike").innerHTML = await answer.text();
    });
    form.addEventListener("input", event => { if (columns.includes(event.target.name)) look(); });
  }
})();
