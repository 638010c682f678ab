// @ts-check
/**
 * <draft-preview src="…/preview.pdf"><details>…<pdf-viewer></details></draft-preview>: the draft as it will be printed. It is
 * fetched when it is folded out, and again a moment after a paragraph was saved, at the page that is shown.
 */
import { PdfViewer } from "./pdf-viewer.js";

const PAUSE = 900; // ms after the last saved paragraph

class DraftPreview extends HTMLElement {
  /** @type {number | undefined} */ #timer;
  #fresh = false;

  connectedCallback() {
    const fold = this.querySelector("details");
    fold?.addEventListener("toggle", () => fold.open && !this.#fresh && this.show());
    document.addEventListener("htmx:afterRequest", this);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    document.removeEventListener("htmx:afterRequest", this);
  }

  /** A paragraph was saved. @param {Event} event */
  handleEvent(event) {
    const from = event.target instanceof Element && event.target.closest(".draft-form");
    if (!from) return;
    this.#fresh = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.querySelector("details")?.open && this.show(), PAUSE);
  }

  show() {
    const viewer = this.querySelector("pdf-viewer");
    if (!(viewer instanceof PdfViewer)) return;
    this.#fresh = true;
    viewer.open(`${this.getAttribute("src")}?at=${Date.now()}`, viewer.page);
  }
}

customElements.define("draft-preview", DraftPreview);
