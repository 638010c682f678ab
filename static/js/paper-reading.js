// @ts-check
/**
 * <paper-reading report="/meetings/items/3/read/5/seen/"> around a <pdf-viewer> and notes: reports which pages were looked
 * at (a page counts after two seconds, at most one report every 20 s and one on leaving), gives a new note the page and
 * the selected words, and finds the words a note was written on in this version.
 */
import { csrf } from "./act-form.js";

const LOOKED = 2000, PACE = 20000;

class PaperReading extends HTMLElement {
  /** @type {Set<number>} all that was seen in this visit: a lost report is made good by the next */ #seen = new Set();
  #last = 0;
  #said = "";
  #reported = 0;
  /** @type {number | undefined} */ #looking;
  /** @type {number | undefined} */ #sending;

  connectedCallback() {
    this.addEventListener("turned", () => this.#look());
    this.addEventListener("click", (event) => {
      const to = event.target instanceof Element ? event.target.closest("[data-go-page]") : null;
      if (to) this.viewer?.turn(Number(to.getAttribute("data-go-page")));
    });
    document.addEventListener("selectionchange", () => this.#select());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#report() : this.#look()));
    addEventListener("pagehide", () => this.#report());
    this.#look();
    this.#report();
  }

  get viewer() {
    return /** @type {import("./pdf-viewer.js").PdfViewer | null} */ (this.querySelector("pdf-viewer"));
  }

  #look() {
    const page = this.viewer?.page ?? Number(this.querySelector("pdf-viewer")?.getAttribute("page")) ?? 1;
    this.#last = page;
    const field = this.querySelector("[data-note-page]");
    if (field instanceof HTMLInputElement && !this.#writing()) field.value = String(page);
    clearTimeout(this.#looking);
    this.#looking = setTimeout(() => {
      this.#seen.add(page);
      this.#later();
    }, LOOKED);
  }

  /** A note being written keeps the page it was begun on. */
  #writing() {
    const text = this.querySelector("#note-new");
    return text instanceof HTMLTextAreaElement && text.value.trim() !== "";
  }

  #later() {
    this.#sending ??= setTimeout(() => this.#report(), Math.max(0, this.#reported + PACE - Date.now()));
  }

  #report() {
    clearTimeout(this.#sending);
    this.#sending = undefined;
    this.#reported = Date.now();
    const pages = [...this.#seen].slice(-200).join(",");
    const words = `${pages};${this.#last}`;
    if (words === this.#said) return;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", csrf());
    body.set("pages", pages);
    body.set("last", String(this.#last || 1));
    if (navigator.sendBeacon(this.getAttribute("report") ?? "", body)) this.#said = words;
  }

  #select() {
    const chosen = getSelection();
    const inside = chosen?.anchorNode?.parentElement?.closest(".paper-words");
    const words = inside ? chosen?.toString().replace(/\s+/g, " ").trim().slice(0, 500) : "";
    const field = this.querySelector("[data-quote]");
    const shown = this.querySelector("[data-quote-shown]");
    if (!words || !(field instanceof HTMLInputElement) || !(shown instanceof HTMLElement)) return;
    field.value = words;
    shown.textContent = `“${words}”`;
    shown.hidden = false;
  }
}

customElements.define("paper-reading", PaperReading);
