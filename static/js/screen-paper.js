// @ts-check
/**
 * <screen-paper file="/meetings/7/screen/paper/0/">: the page on show, as large as the screen allows, in front of the stage
 * when the stage yields to it (`data-yields` of #stage: "now"; "later": to the next page that is turned).
 */
import { Book } from "./pdf-book.js";

/** @typedef {{version: number, page: number, title?: string}} Show */

class ScreenPaper extends HTMLElement {
  /** @type {Show | null} */ #shown = null;
  /** @type {Book | null} */ #book = null;
  #version = 0;
  #turned = false;
  /** @type {AbortController | null} */ #work = null;
  #onFact = (/** @type {any} */ event) => event.detail.name === "show" && this.#hear(event.detail.value, true);
  #onPlaced = () => this.#arrange(false);

  connectedCallback() {
    this.topic = this.closest("live-topic");
    this.topic?.addEventListener("fact", this.#onFact);
    this.topic?.addEventListener("placed", this.#onPlaced);
    new ResizeObserver(() => this.#draw()).observe(this);
    this.#hear(JSON.parse(this.topic?.getAttribute("facts") || "{}").show ?? null, false);
  }

  disconnectedCallback() {
    this.topic?.removeEventListener("fact", this.#onFact);
    this.topic?.removeEventListener("placed", this.#onPlaced);
    this.#book?.close();
  }

  /** @param {Show | null} shown @param {boolean} news */
  #hear(shown, news) {
    const same = shown?.version === this.#shown?.version && shown?.page === this.#shown?.page;
    if (news && same) return;
    this.#shown = shown;
    this.#arrange(news);
    this.#draw();
  }

  /** Decide what is in front. @param {boolean} turned a page was turned since the stage was drawn */
  #arrange(turned) {
    const stage = this.topic?.querySelector("#stage");
    this.#turned = turned;
    const yields = stage?.getAttribute("data-yields");
    const gives = yields === "now" || (yields === "later" && this.#turned);
    const front = this.#shown && gives ? "paper" : "stage";
    if (this.topic?.getAttribute("data-front") !== front) this.topic?.setAttribute("data-front", front);
  }

  async #draw() {
    const shown = this.#shown;
    if (!shown || !this.clientWidth) return;
    this.#work?.abort();
    const stop = (this.#work = new AbortController());
    try {
      const book = await this.#open(shown.version);
      const page = Math.max(1, Math.min(shown.page, book.pages));
      const { width, height } = await book.size(page);
      const drawn = await book.draw(page, Math.min(this.clientWidth / width, this.clientHeight / height), stop.signal);
      if (shown === this.#shown && !stop.signal.aborted) this.replaceChildren(drawn.canvas);
    } catch (error) {
      const stopped = ["RenderingCancelledException", "AbortError", "AbortException"].includes(/** @type {Error} */ (error).name);
      if (!stopped) setTimeout(() => shown === this.#shown && this.#draw(), 5000);
    }
  }

  /** @param {number} version @returns {Promise<Book>} */
  async #open(version) {
    if (this.#book && this.#version === version) return this.#book;
    const book = await Book.open((this.getAttribute("file") ?? "").replace("/0/", `/${version}/`));
    this.#book?.close();
    this.#book = book;
    this.#version = version;
    return book;
  }
}

customElements.define("screen-paper", ScreenPaper);
