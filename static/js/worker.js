// @ts-check
/**
 * The service worker: when a page cannot be fetched, it shows the offline page. It keeps that page and its looks and
 * nothing else: no page of a person, no paper. And it shows what the server pushes.
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

// What the server pushed: the words come with it, in the person's language. The same tag takes the old one's place.
self_.addEventListener("push", (event) => {
  const said = event.data?.json() ?? {};
  const shown = { body: said.body ?? "", tag: said.tag, icon: "/static/img/mark.svg", data: { url: said.url } };
  event.waitUntil(self_.registration.showNotification(said.title ?? "Nghị Sự", shown));
});

self_.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open_(new URL(event.notification.data?.url ?? "/notices/", self_.location.origin)));
});

/** @param {URL} page opened in a window that is there already, else in a new one; never beyond this house */
async function open_(page) {
  const here = page.origin === self_.location.origin ? page.href : "/notices/";
  const [first] = await self_.clients.matchAll({ type: "window" });
  const led = await first?.navigate(here).catch(() => null);
  await (led ? led.focus() : self_.clients.openWindow(here));
}
