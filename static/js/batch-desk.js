// @ts-check
/**
 * <batch-desk running="/signing/batch/of/…/">: many papers read one after the other and signed with one press. J and K go
 * to the next and the previous paper, X ticks the one being read, [data-tick] does both; the button counts the ticks; while
 * the press goes on, the results that are there already are shown. Without JavaScript the page is a list with forms.
 */

const LOOK = 1000;

class BatchDesk extends HTMLElement {
  #current = "";
  /** @type {ReturnType<typeof setInterval> | undefined} */ #looking;

  connectedCallback() {
    this.#current = this.querySelector('[data-step][aria-current="true"]')?.getAttribute("data-step") ?? "";
    this.querySelector("[data-all]")?.removeAttribute("hidden");
    document.addEventListener("keydown", this);
    for (const name of ["change", "click", "htmx:beforeRequest", "htmx:afterRequest", "htmx:afterSwap"]) this.addEventListener(name, this);
    this.#count();
    if (document.readyState === "complete") this.#open();
    else addEventListener("load", () => this.#open(), { once: true });
  }

  /** The paper that lies open when the page comes is read, too. */
  #open() {
    const mark = this.querySelector(`[data-step="${this.#current}"] .read-mark:not([data-read])`);
    const button = mark?.closest("[data-step]")?.querySelector("[data-open] button");
    if (button instanceof HTMLElement) button.click();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
    clearInterval(this.#looking);
  }

  /** @param {any} event */
  handleEvent(event) {
    if (event.type === "keydown") return this.#key(event);
    if (event.type === "click" && event.target instanceof Element && event.target.closest("[data-all]")) this.#all();
    if (event.type === "click" && event.target instanceof Element && event.target.closest("[data-tick]")) this.#tick();
    if (event.type === "htmx:beforeRequest") this.#begun(event.target);
    if (event.type === "htmx:afterRequest" && event.target instanceof Element && event.target.id === "batch-form") clearInterval(this.#looking);
    this.#count();
  }

  /** @returns {HTMLInputElement[]} */
  get #boxes() {
    return [...this.querySelectorAll('input[name="step"]')].filter((one) => one instanceof HTMLInputElement);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const at = event.target;
    const typing = at instanceof HTMLInputElement && at.type !== "checkbox";
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "x") {
      const box = this.#boxes.find((one) => one.value === this.#current);
      if (box) box.checked = !box.checked;
      this.#count();
    } else if (key === "j" || key === "k") {
      const button = this.querySelector(`#reader [data-key="${key === "j" ? "next" : "prev"}"]`);
      if (button instanceof HTMLElement) button.click();
    } else return;
    event.preventDefault();
  }

  /** Tick all that were read; all of them when none needs to be read. Ticked already, the ticks are taken away. */
  #all() {
    const marks = this.hasAttribute("reads");
    const boxes = this.#boxes.filter((box) => !marks || this.querySelector(`#read-${box.value}[data-read]`));
    const on = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = on;
  }

  /** @param {EventTarget | null} form */
  #begun(form) {
    if (!(form instanceof HTMLElement)) return;
    if (form.id === "batch-form") return this.#look();
    this.#current = form.dataset.open ?? this.#current;
    for (const row of this.querySelectorAll("[data-step]")) {
      if (row.getAttribute("data-step") === this.#current) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  }

  /** Tick the paper being read and go on to the next; after the last, to the PIN. */
  #tick() {
    for (const box of this.#boxes) if (box.value === this.#current) box.checked = true;
    const next = this.querySelector('#reader [data-key="next"]');
    const goal = next ?? this.querySelector("#batch-form :is([name=pin], button)");
    if (next instanceof HTMLElement) next.click();
    else if (goal instanceof HTMLElement) goal.focus();
  }

  #look() {
    clearInterval(this.#looking);
    const htmx = /** @type {any} */ (window).htmx;
    this.#looking = setInterval(() => htmx?.ajax("GET", this.getAttribute("running"), { target: "#progress", swap: "innerHTML" }), LOOK);
  }

  #count() {
    const number = this.#boxes.filter((box) => box.checked).length;
    this.querySelector("[data-tick]")?.removeAttribute("hidden");
    const place = this.querySelector("[data-count]");
    if (place) place.textContent = number ? `(${number})` : "";
  }
}

customElements.define("batch-desk", BatchDesk);
