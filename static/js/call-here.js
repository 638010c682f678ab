// @ts-check
/**
 * <call-here hidden>: a call at the foot of the screen to something in its section that waits for the person; it shows
 * itself only while that thing ([data-calls], else the section) is out of sight, and leaves the whole-screen reader.
 */

class CallHere extends HTMLElement {
  /** @type {IntersectionObserver | null} */ #eye = null;

  connectedCallback() {
    const section = this.closest("section");
    const target = section?.querySelector("[data-calls]") ?? section;
    if (!target) return;
    this.#eye = new IntersectionObserver((seen) => (this.hidden = seen[seen.length - 1].isIntersecting), { threshold: 0.5 });
    this.#eye.observe(target);
    if (document.fullscreenElement) document.exitFullscreen();
  }

  disconnectedCallback() {
    this.#eye?.disconnect();
  }
}

customElements.define("call-here", CallHere);
