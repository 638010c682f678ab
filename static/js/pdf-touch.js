// @ts-check
/** Keys and fingers that turn pages. */

const FAR = 60, QUICK = 600;

/** @type {Record<string, number>} */
const KEYS = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 };

/**
 * @param {HTMLElement} stage the scrolling desk
 * @param {(by: number) => void} turn
 * @param {(to: "first" | "last") => void} jump
 */
export function listen(stage, turn, jump) {
  stage.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Home" || event.key === "End") jump(event.key === "Home" ? "first" : "last");
    else if (KEYS[event.key] && !scrolls(stage, event.key)) turn(KEYS[event.key]);
    else return;
    event.preventDefault();
  });
  let start = { x: 0, y: 0, time: 0 };
  stage.addEventListener("touchstart", ({ touches }) => {
    start = touches.length === 1 ? { x: touches[0].clientX, y: touches[0].clientY, time: performance.now() } : { x: 0, y: 0, time: 0 };
  }, { passive: true });
  stage.addEventListener("touchend", ({ changedTouches, touches }) => {
    if (touches.length || performance.now() - start.time > QUICK || stage.scrollWidth > stage.clientWidth + 4) return;
    const across = changedTouches[0].clientX - start.x;
    const along = changedTouches[0].clientY - start.y;
    if (Math.abs(across) > FAR && Math.abs(across) > 2 * Math.abs(along)) turn(across < 0 ? 1 : -1);
  }, { passive: true });
}

/** Arrow keys scroll sideways while the page is wider than the desk; Page Down turns only at the foot. @param {HTMLElement} stage @param {string} key */
function scrolls(stage, key) {
  if (key.startsWith("Arrow")) return stage.scrollWidth > stage.clientWidth + 4;
  const foot = stage.scrollTop + stage.clientHeight >= stage.scrollHeight - 4;
  return key === "PageDown" ? !foot : stage.scrollTop > 4;
}
