// @ts-check
/**
 * <pdf-viewer src="/papers/5/file.pdf" page="3">: one page at a time, as wide as the desk (templates/frame/pdf_viewer.html).
 * Dispatches "turned" ({page, pages}) when a person turned the page; `go(page)` and `open(src, page)` turn it for others.
 */
import { Book } from "./pdf-book.js";
import { Sheet } from "./pdf-sheet.js";
import { listen } from "./pdf-touch.js";

const ZOOMS = [1, 1.25, 1.5, 2, 3], MARGIN = 24;
const STOPPED = ["RenderingCancelledException", "AbortException", "AbortError"];

export class PdfViewer extends HTMLElement {
  stage = /** @type {HTMLElement} */ (this.querySelector(".paper-stage"));
  page = 1;
  pages = 0; // 0: not known yet
  /** @type {Book | null} */ #book = null;
  /** @type {Sheet | null} */ #sheet = null;
  #zoom = 0;
  #width = this.stage.clientWidth;

  connectedCallback() {
    this.page = Number(this.getAttribute("page")) || 1;
    this.#sheet ??= this.#prepare();
    this.open(this.getAttribute("src") ?? "", this.page);
  }

  disconnectedCallback() {
    this.#book?.close();
  }

  /** Open another PDF. @param {string} src @param {number} page */
  async open(src, page) {
    if (!src) return;
    this.setAttribute("src", src);
    Object.assign(this, { page, pages: 0 });
    this.#state("waiting");
    try {
      const book = await Book.open(src);
      if (src !== this.getAttribute("src") || !this.isConnected) return book.close();
      this.#book?.close();
      this.#book = book;
      this.pages = book.pages;
      this.#sheet?.use(book);
      await this.go(this.page);
    } catch {
      if (src === this.getAttribute("src")) this.#state("trouble");
    }
  }

  /** Show a page; a number out of range becomes the nearest. @param {number} page */
  async go(page) {
    this.page = Math.max(1, this.pages ? Math.min(page, this.pages) : page);
    this.#numbers();
    if (!this.#book || !this.pages) return;
    this.#state("waiting");
    try {
      const { width } = await this.#book.size(this.page);
      const scale = ((this.#width - MARGIN) / width) * ZOOMS[this.#zoom];
      if (await this.#sheet?.show(this.page, scale)) this.#state("shown");
    } catch (error) {
      if (!STOPPED.includes(/** @type {Error} */ (error).name)) this.#state("trouble");
    }
  }

  /** A person turns to a page. @param {number} page */
  turn(page) {
    const before = this.page;
    this.go(page);
    if (this.page === before) return;
    this.stage.scrollTo({ top: 0 });
    this.dispatchEvent(new CustomEvent("turned", { bubbles: true, detail: { page: this.page, pages: this.pages } }));
  }

  #prepare() {
    const field = this.querySelector("[data-page]");
    field?.addEventListener("change", () => this.turn(Number(/** @type {HTMLInputElement} */ (field).value) || this.page));
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("[data-do]") : null;
      if (button) this.#do(button.getAttribute("data-do") ?? "");
    });
    listen(this.stage, (by) => this.turn(this.page + by), (to) => this.turn(to === "first" ? 1 : this.pages));
    new ResizeObserver(() => this.#fit()).observe(this.stage);
    return new Sheet(/** @type {HTMLElement} */ (this.querySelector(".paper-sheet")));
  }

  #fit() {
    if (Math.abs(this.stage.clientWidth - this.#width) < 2 || !this.stage.clientWidth) return;
    this.#width = this.stage.clientWidth;
    this.go(this.page);
  }

  /** @param {string} what */
  #do(what) {
    const turn = { next: 1, prev: -1 }[what];
    if (turn) return this.turn(this.page + turn);
    if (what === "again") return this.open(this.getAttribute("src") ?? "", this.page);
    if (what === "full") return document.fullscreenElement ? document.exitFullscreen() : (this.closest("page-show") ?? this).requestFullscreen?.();
    this.#zoom = what === "in" ? Math.min(this.#zoom + 1, ZOOMS.length - 1) : Math.max(0, this.#zoom - 1);
    this.go(this.page);
  }

  #numbers() {
    const field = /** @type {HTMLInputElement | null} */ (this.querySelector("[data-page]"));
    const total = this.querySelector("[data-total]");
    if (field) Object.assign(field, { value: String(this.page), max: String(this.pages) });
    if (total && this.pages) total.textContent = String(this.pages);
    const ends = { prev: this.page <= 1, next: this.page >= this.pages, out: !this.#zoom };
    for (const [name, end] of Object.entries(ends)) this.querySelector(`[data-do="${name}"]`)?.toggleAttribute("disabled", end);
  }

  /** @param {"waiting" | "shown" | "trouble"} state */
  #state(state) {
    this.dataset.state = state;
    this.querySelector(".paper-say")?.toggleAttribute("hidden", state !== "trouble");
    this.querySelector(".paper-wait")?.toggleAttribute("hidden", state !== "waiting");
  }
}

customElements.define("pdf-viewer", PdfViewer);
