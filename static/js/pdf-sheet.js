// @ts-check
/** The sheet on the desk: draws the page asked for, keeps its neighbours ready so that turning is immediate. */

const KEPT = 5;

export class Sheet {
  /** @type {Map<string, Promise<import("./pdf-book.js").Drawn>>} */ #drawn = new Map();
  /** @type {Map<string, AbortController>} */ #work = new Map();
  #wanted = "";

  /** @param {HTMLElement} holder */
  constructor(holder) {
    this.holder = holder;
  }

  /** @param {import("./pdf-book.js").Book | null} book */
  use(book) {
    for (const stop of this.#work.values()) stop.abort();
    this.#drawn.clear();
    this.#work.clear();
    this.book = book;
  }

  /**
   * Show a page at a scale. Resolves true when it lies on the desk, false when another page was asked for meanwhile.
   * @param {number} number @param {number} scale @returns {Promise<boolean>}
   */
  async show(number, scale) {
    const key = (this.#wanted = `${number}@${scale.toFixed(4)}`);
    for (const [other, stop] of this.#work) if (other !== key) stop.abort();
    const drawn = await this.#draw(number, scale);
    if (key !== this.#wanted) return false;
    this.holder.replaceChildren(drawn.canvas, drawn.words);
    this.#ready(number, scale);
    return true;
  }

  /** Draw the pages before and after while nothing else is to be done. @param {number} number @param {number} scale */
  async #ready(number, scale) {
    const key = this.#wanted;
    for (const next of [number + 1, number - 1]) {
      const exists = this.book && next >= 1 && next <= this.book.pages;
      if (exists && key === this.#wanted) await this.#draw(next, scale).catch(() => {});
    }
  }

  /** @param {number} number @param {number} scale @returns {Promise<import("./pdf-book.js").Drawn>} */
  #draw(number, scale) {
    const key = `${number}@${scale.toFixed(4)}`;
    const known = this.#drawn.get(key);
    if (known) return this.#keep(key, known);
    if (!this.book) return Promise.reject(new Error("no book"));
    const stop = new AbortController();
    const drawn = this.book.draw(number, scale, stop.signal);
    this.#work.set(key, stop);
    drawn.catch(() => this.#drawn.delete(key)).finally(() => this.#work.delete(key));
    return this.#keep(key, drawn);
  }

  /** @param {string} key @param {Promise<import("./pdf-book.js").Drawn>} drawn */
  #keep(key, drawn) {
    this.#drawn.delete(key);
    this.#drawn.set(key, drawn);
    for (const old of [...this.#drawn.keys()].slice(0, -KEPT)) this.#drawn.delete(old);
    return drawn;
  }
}
