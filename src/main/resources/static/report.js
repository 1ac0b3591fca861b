"use strict";
// Keeps what is typed in a report on this device, checks it while one types, and sends it once, also after the signal or the
// session was gone. Without this file the page works as any form does.
(() => {
  const form = document.querySelector("form[data-report]");
  const worker = async () => {
    if (!("serviceWorker" in navigator)) return;
    try {
      await navigator.serviceWorker.register("/reports/worker.js", { scope: "/reports/" });
      const ready = await navigator.serviceWorker.ready;
      const files = [...document.querySelectorAll("link[rel=stylesheet],link[rel=icon],script[src]")].map(file => file.href || file.src);
      const fonts = performance.getEntriesByType("resource").map(entry => entry.name).filter(name => name.includes("/static/"));
      ready.active.postMessage({ account: form ? form.dataset.account : "", page: form ? location.pathname : "", files: [...new Set([...files, ...fonts])] });
    } catch { /* a browser without it works while there is a signal */ }
  };
  worker();
  if (!form) return;

  const text = form.dataset;
  const place = `hoi.report.1:${text.account}:${text.report}`;
  const state = document.getElementById("report-state");
  const note = document.getElementById("report-kept");
  const box = document.getElementById("report-conflict");
  const version = Number(text.version);
  const clock = at => new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const say = (words, good) => { state.textContent = words; state.dataset.good = good ? "yes" : "no"; };
  const key = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");

  const read = () => { try { return JSON.parse(localStorage.getItem(place)); } catch { return null; } };
  const keep = draft => {
    try { localStorage.setItem(place, JSON.stringify(draft)); return true; } catch { say(text.full, false); return false; }
  };
  const forget = () => { try { localStorage.removeItem(place); } catch { /* nothing was kept */ } };

  const fields = () => [...form.elements].filter(field => /^(v\.|why)/.test(field.name));
  const collect = () => {
    const typed = { values: {}, reasons: {}, why: "" };
    fields().forEach(field => {
      if (field.name.startsWith("v.")) typed.values[field.name.slice(2)] = field.value;
      else if (field.name.startsWith("why.")) typed.reasons[field.name.slice(4)] = field.value;
      else typed.why = field.value;
    });
    return typed;
  };
  const shown = collect();
  const fill = typed => fields().forEach(field => {
    const value = field.name.startsWith("v.") ? typed.values[field.name.slice(2)]
      : field.name.startsWith("why.") ? typed.reasons[field.name.slice(4)] : typed.why;
    if (value !== undefined) field.value = value;
  });
  const freeze = frozen => {
    form.querySelectorAll("fieldset").forEach(part => part.disabled = frozen);
    form.querySelectorAll(".hoi-save button[name=do]").forEach(button => button.disabled = frozen);
  };

  let draft = read();

  // ---- checked as typed
  const later = (wait, act) => { let timer; return (...given) => { clearTimeout(timer); timer = setTimeout(() => act(...given), wait); }; };
  const number = value => value === null ? "—" : new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 6 }).format(value);
  const faults = list => {
    form.querySelectorAll("[data-cell]").forEach(cell => {
      const fault = list.find(one => one.column === cell.dataset.cell);
      cell.classList.toggle("wrong", !!fault);
      const why = cell.querySelector(".why");
      why.hidden = !fault;
      why.textContent = fault ? fault.message : "";
      const input = cell.querySelector("input");
      if (fault) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
    });
  };
  const relations = list => list.forEach(one => {
    const row = [...form.querySelectorAll("[data-relation]")].find(each => each.dataset.relation === one.id);
    if (!row) return;
    const tag = row.querySelector(".tag");
    const verdict = one.holds === null ? "open" : one.holds ? "holds" : "broken";
    tag.textContent = tag.dataset[verdict];
    tag.className = "tag " + { open: "off", holds: "ok", broken: one.severity === "warning" ? "due" : "wrong" }[verdict];
    row.querySelector("[data-sides]").textContent = `(${number(one.left)} ${one.is.replace("<=", "≤").replace(">=", "≥")} ${number(one.right)})`;
    const why = row.querySelector("[data-why]");
    if (why) why.hidden = verdict !== "broken" && !why.querySelector("textarea").value;
  });
  const check = later(500, async () => {
    try {
      const answer = await fetch(text.report + "/check", { method: "POST", headers: { "Content-Type": "application/json", "Accept": "application/json" }, body: JSON.stringify(collect()) });
      if (!answer.ok) return;
      const checked = await answer.json();
      faults(checked.errors);
      relations(checked.relations);
    } catch { /* checked again when it is sent */ }
  });

  // ---- two sets of numbers
  const conflict = (mine, theirs, now) => {
    const table = document.createElement("table");
    table.className = "hoi cards";
    const line = (cells, tag) => {
      const row = document.createElement("tr");
      cells.forEach((cell, at) => { const part = document.createElement(tag); part.textContent = cell; part.dataset.label = [text.figure, text.mine, text.theirs][at]; if (at) part.className = "num"; row.append(part); });
      return row;
    };
    const head = document.createElement("thead");
    head.append(line([text.figure, text.mine, text.theirs], "th"));
    const body = document.createElement("tbody");
    Object.keys(mine.values).forEach(cell => {
      const input = fields().find(field => field.name === "v." + cell);
      const label = input ? input.closest(".report-line").querySelector(".name").textContent.trim().replace(/\s+/g, " ") + " – " + input.labels[0].textContent : cell;
      const other = theirs[cell];
      body.append(line([label, mine.values[cell] || "—", other === undefined || other === "" ? "—" : typeof other === "number" ? number(other) : other], "td"));
    });
    table.append(head, body);
    const title = document.createElement("h2");
    title.textContent = text.conflict;
    const acts = document.createElement("p");
    acts.className = "hoi-more";
    const button = (words, primary, act) => { const made = document.createElement("button"); made.type = "button"; made.className = primary ? "btn btn-primary" : "btn"; made.textContent = words; made.addEventListener("click", act); acts.append(made); return made; };
    button(text.keepMine, true, () => {
      draft = { ...read(), ...mine, base: now, sending: null };
      keep(draft);
      box.hidden = true;
      freeze(false);
      say(text.kept + " " + clock(Date.now()), true);
    }).dataset.keep = "mine";
    button(text.takeTheirs, false, () => { forget(); location.reload(); }).dataset.keep = "theirs";
    box.className = "hoi-card hoi-scroll";
    box.replaceChildren(title, table, acts);
    box.hidden = false;
    freeze(true);
    box.scrollIntoView({ block: "center" });
  };

  // ---- sent once
  const stopped = () => {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "btn btn-sm";
    again.textContent = text.again;
    again.addEventListener("click", () => { draft.sending = null; keep(draft); freeze(false); note.hidden = true; say("", true); });
    return again;
  };
  const wait = (words, link) => {
    note.replaceChildren(words + " ");
    if (link) { const go = document.createElement("a"); go.href = link; go.textContent = text.signInLink; note.append(go, " "); }
    note.append(stopped());
    note.hidden = false;
    say("", true);
  };
  let busy = false;
  const send = async () => {
    if (busy || !draft || !draft.sending) return;
    busy = true;
    freeze(true);
    say(text.sending, true);
    try {
      const answer = await fetch(text.report, { method: "POST", headers: { "Content-Type": "application/json", "Accept": "application/json", "If-Match": `"${draft.base}"`, "Idempotency-Key": draft.sending.key },
        body: JSON.stringify({ action: draft.sending.act, values: draft.values, reasons: draft.reasons, why: draft.why }) });
      if (answer.ok) {
        forget();
        say(text.sent, true);
        location.reload();
        return;
      }
      if (answer.status === 401) { wait(text.signIn, "/sign-in?then=" + encodeURIComponent(location.pathname)); return; }
      const problem = await answer.json();
      if (answer.status >= 500 || answer.status === 429) { wait(text.waiting); return; }
      draft.sending = null;
      keep(draft);
      freeze(false);
      note.hidden = true;
      if (answer.status === 409 && problem.current) { conflict(collect(), problem.current.values, problem.version); return; }
      say(text.refused + " " + problem.detail, false);
      const list = problem.errors || [];
      faults(list);
      if (problem.relations) relations(problem.relations);
      list.filter(fault => fault.column.startsWith("why.")).forEach(fault => {
        const row = [...form.querySelectorAll("[data-relation]")].find(each => "why." + each.dataset.relation === fault.column);
        const why = row && row.querySelector(".why");
        if (why) { why.hidden = false; why.textContent = fault.message; }
      });
      const first = form.querySelector("[aria-invalid=true], [data-why]:not([hidden]) textarea");
      if (first) first.focus();
    } catch {
      wait(text.waiting);
    } finally {
      busy = false;
    }
  };
  form.addEventListener("submit", event => {
    const act = event.submitter && event.submitter.name === "do" ? event.submitter.value : "submit";
    draft = { base: draft ? draft.base : version, at: Date.now(), ...collect(), sending: { act, key: key() } };
    if (!keep(draft)) return; // the browser sends the form itself
    event.preventDefault();
    send();
  });
  form.addEventListener("input", () => {
    draft = { base: draft ? draft.base : version, at: Date.now(), ...collect(), sending: null };
    if (keep(draft)) say(text.kept + " " + clock(draft.at), true);
    check();
  });
  addEventListener("online", send);
  setInterval(() => { if (draft && draft.sending && navigator.onLine) send(); }, 5000);

  // ---- what was kept the last time
  if (draft) {
    const same = JSON.stringify(draft.values) === JSON.stringify(shown.values);
    fill(draft);
    if (draft.sending) send();
    else if (draft.base !== version && !same) conflict(collect(), shown.values, version);
    else if (same && draft.why === shown.why && JSON.stringify(draft.reasons) === JSON.stringify(shown.reasons)) { forget(); draft = null; }
    else {
      const discard = document.createElement("button");
      discard.type = "button";
      discard.className = "btn btn-sm";
      discard.textContent = text.discard;
      discard.addEventListener("click", () => { forget(); location.reload(); });
      note.replaceChildren(text.restored + " " + clock(draft.at) + ". ", discard);
      note.hidden = false;
      check();
    }
  }
})();
