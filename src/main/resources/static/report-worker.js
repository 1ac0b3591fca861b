"use strict";
// Serves the page of a report, and the files it is made of, where there is no signal. It reaches /reports/ alone. What it keeps
// of pages belongs to one account: another one at this device begins with nothing.
const PAGES = "hoi-report-pages-1";
const FILES = "hoi-report-files-1";
const ACCOUNT = "/reports/account";
const REPORT = /^\/reports\/[^/.]+\/[^/.]+\/[^/]+$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil((async () => {
  const old = (await caches.keys()).filter(name => name.startsWith("hoi-report-") && name !== PAGES && name !== FILES);
  await Promise.all(old.map(name => caches.delete(name)));
  await self.clients.claim();
})()));

const whole = answer => answer.ok && answer.type === "basic" && !answer.redirected;

self.addEventListener("message", event => event.waitUntil((async () => {
  const { account, page, files } = event.data;
  let pages = await caches.open(PAGES);
  const owner = await pages.match(ACCOUNT);
  if (account && (!owner || await owner.text() !== account)) {
    await caches.delete(PAGES);
    pages = await caches.open(PAGES);
    await pages.put(ACCOUNT, new Response(account));
  }
  const store = await caches.open(FILES);
  const keep = async (cache, address, headers) => {
    try {
      const answer = await fetch(address, { headers, credentials: "same-origin" });
      if (whole(answer)) await cache.put(address, answer);
    } catch { /* kept the next time */ }
  };
  await Promise.all(files.map(file => keep(store, file, {})));
  if (account && REPORT.test(page)) await keep(pages, page, { Accept: "text/html" });
})()));

const report = async (request, path) => {
  try {
    const answer = await fetch(request);
    if (whole(answer)) await (await caches.open(PAGES)).put(path, answer.clone());
    return answer;
  } catch (away) {
    const kept = await (await caches.open(PAGES)).match(path);
    if (kept) return kept;
    throw away;
  }
};
const file = async request => {
  try {
    const answer = await fetch(request);
    if (whole(answer)) await (await caches.open(FILES)).put(request.url, answer.clone());
    return answer;
  } catch (away) {
    const kept = await (await caches.open(FILES)).match(request.url);
    if (kept) return kept;
    throw away;
  }
};
self.addEventListener("fetch", event => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && REPORT.test(address.pathname)) event.respondWith(report(event.request, address.pathname));
  else if (address.pathname.startsWith("/static/")) event.respondWith(file(event.request));
});
