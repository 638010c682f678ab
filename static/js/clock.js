// @ts-check
/** The server's time: pages carry it, heartbeats correct it, the tablet's own clock is never trusted. */

const stamp = Number(document.documentElement.dataset.now);
const [page] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
const arrived = performance.timeOrigin + (page?.responseStart ?? 0);

let offset = stamp ? stamp - arrived : 0;

/** @returns {number} milliseconds since 1970 by the server's clock */
export function serverNow() {
  return performance.timeOrigin + performance.now() + offset;
}

/** Correct the clock. @param {number} now the server's milliseconds just received */
export function setServerNow(now) {
  offset = now - performance.timeOrigin - performance.now();
}
