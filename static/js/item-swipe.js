// @ts-check
/** <item-swipe>: a swipe across goes to the page's link rel="next" or rel="prev"; a swipe in a field or a list that scrolls does not. */

const FAR = 90, QUICK = 700;

class ItemSwipe extends HTMLElement {
  connectedCallback() {
    let start = { x: 0, y: 0, time: 0 };
    this.addEventListener("touchstart", ({ touches, target }) => {
      const free = touches.length === 1 && target instanceof Element && !target.closest("textarea, input, select, .board-wrap");
      start = free ? { x: touches[0].clientX, y: touches[0].clientY, time: performance.now() } : { x: 0, y: 0, time: -QUICK };
    }, { passive: true });
    this.addEventListener("touchend", ({ changedTouches, touches }) => {
      if (touches.length || performance.now() - start.time > QUICK || getSelection()?.toString()) return;
      const across = changedTouches[0].clientX - start.x;
      const along = changedTouches[0].clientY - start.y;
      if (Math.abs(across) > FAR && Math.abs(across) > 3 * Math.abs(along)) this.#go(across < 0 ? "next" : "prev");
    }, { passive: true });
  }

  /** @param {"next" | "prev"} where */
  #go(where) {
    const link = document.querySelector(`a[rel="${where}"]`);
    if (link instanceof HTMLAnchorElement) link.click();
  }
}

customElements.define("item-swipe", ItemSwipe);
