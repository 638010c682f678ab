// @ts-check
/**
 * The service worker: when a page cannot be fetched, it shows the offline page. It keeps that page and its looks and
 * nothing else: no page of a person, no paper.
 */

const KEEP = "offline-1";
const SHELL = [
  "/offline/",
  "/static/css/type.css",
  "/static/css/tokens.css",
  "/static/css/frame.css",
  "/static/css/parts.css",
  "/static/img/mark.svg",
  "/static/js/offline-page.js",
  "/static/vendor/bootstrap/bootstrap.min.css",
  "/static/vendor/fonts/be-vietnam-pro-vietnamese-400-normal.woff2",
  "/static/vendor/fonts/be-vietnam-pro-latin-400-normal.woff2",
];
const self_ = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

self_.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEEP).then((box) => box.addAll(SHELL)).then(() => self_.skipWaiting()));
});

self_.addEventListener("activate", (event) => {
  const old = (/** @type {string[]} */ names) => names.filter((name) => name !== KEEP).map((name) => caches.delete(name));
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names))));
});

self_.addEventListener("fetch", (event) => {
  const { request } = event;
  const page = request.mode === "navigate" && request.method === "GET";
  const look = SHELL.includes(new URL(request.url).pathname);
  if (!page && !look) return;
  const kept = () => caches.match(page ? "/offline/" : request, { ignoreSearch: true, ignoreVary: true });
  event.respondWith(fetch(request).catch(async () => (await kept()) ?? Response.error()));
});
