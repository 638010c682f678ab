// @ts-check
/**
 * <seat-editor place="/…/0/place/" [move="/…/"]>: tap a person (or a taken place), then tap the place; drag does the same;
 * with the keyboard Enter picks up and puts down, Escape lets go. With [data-moving] a place itself is picked up and put
 * down anywhere on the sheet, or moved step by step with the arrow keys. Each move is one POST; the page is then fetched anew.
 */
import { csrf, uuid } from "./act-form.js";

const STEP = 20, FAR = 12;

class SeatEditor extends HTMLElement {
  /** @type {Element | null} */ #held = null;
  /** @type {{x: number, y: number, on: Element} | null} */ #down = null;

  connectedCallback() {
    this.addEventListener("pointerdown", (event) => (this.#down = { x: event.clientX, y: event.clientY, on: this.#thing(event.target) ?? this }));
    this.addEventListener("pointerup", (event) => this.#up(event));
    this.addEventListener("keydown", (event) => this.#key(event));
  }

  get moving() {
    return this.hasAttribute("data-moving");
  }

  /** @param {EventTarget | null} target @returns {Element | null} a place or a person */
  #thing(target) {
    return target instanceof Element ? target.closest(".place, [data-person]") : null;
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const from = this.#down;
    this.#down = null;
    const to = document.elementFromPoint(event.clientX, event.clientY);
    if (!from || !to || !this.contains(to) || to.closest("button:not([data-person]), a, input, select")) return;
    const dragged = Math.hypot(event.clientX - from.x, event.clientY - from.y) > FAR;
    if (dragged && from.on === this) return;
    if (dragged) this.#hold(from.on);
    this.#tap(to, event.clientX, event.clientY);
  }

  /** @param {Element} to @param {number} x @param {number} y */
  #tap(to, x, y) {
    const thing = this.#thing(to), held = this.#held;
    if (held && held === thing) return this.#hold(null);
    if (held && this.moving && !thing) return this.#shift(held, ...this.#onSheet(x, y));
    if (held && !this.moving && thing?.matches(".place")) return this.#seat(held, thing);
    this.#hold(thing && (this.moving ? thing.matches(".place") : thing.hasAttribute("data-seat") || thing.hasAttribute("data-person")) ? thing : null);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const on = this.#thing(event.target);
    if (event.key === "Escape") this.#hold(null);
    else if (by && this.#held && this.moving) this.#shift(this.#held, ...this.#next(this.#held, by));
    else if ((event.key === "Enter" || event.key === " ") && on?.matches(".place")) this.#tap(on, 0, 0);
    else return;
    event.preventDefault();
  }

  /** @param {Element} place @param {number[]} by @returns {[number, number]} */
  #next(place, by) {
    const [x, y] = (place.getAttribute("transform") ?? "").match(/-?\d+/g)?.map(Number) ?? [0, 0];
    const on = (/** @type {number} */ n) => Math.round(n / STEP) * STEP;
    return [on(x) + by[0] * STEP, on(y) + by[1] * STEP];
  }

  /** @param {number} x @param {number} y @returns {[number, number]} */
  #onSheet(x, y) {
    const svg = /** @type {SVGSVGElement} */ (this.querySelector("svg"));
    const point = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()?.inverse());
    return [Math.round(point.x / STEP) * STEP, Math.round(point.y / STEP) * STEP];
  }

  /** @param {Element | null} thing */
  #hold(thing) {
    this.#held?.removeAttribute("data-held");
    this.#held = thing;
    thing?.setAttribute("data-held", "");
    this.toggleAttribute("data-holding", !!thing);
  }

  /** @param {Element} held @param {Element} place */
  #seat(held, place) {
    const seat = held.getAttribute("data-seat") ?? held.getAttribute("data-person") ?? "";
    this.#hold(null);
    this.#post((this.getAttribute("place") ?? "").replace("/0/", `/${seat}/`), { place: place.getAttribute("data-place") ?? "" });
  }

  /** @param {Element} place @param {number} x @param {number} y */
  async #shift(place, x, y) {
    place.setAttribute("transform", `translate(${x} ${y})`);
    await this.#post(this.getAttribute("move") ?? "", { number: place.getAttribute("data-place") ?? "", x: String(x), y: String(y) }, true);
  }

  /** @param {string} url @param {Record<string, string>} fields */
  async #post(url, fields, quiet = false) {
    const body = new URLSearchParams({ ...fields, act: uuid() });
    const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrf(), "HX-Request": "true" } }).catch(() => null);
    const toast = JSON.parse(answer?.headers.get("HX-Trigger") || "{}").toast;
    if (toast) document.dispatchEvent(new CustomEvent("toast", { detail: toast }));
    if (!answer?.ok || !quiet) location.reload();
  }
}

customElements.define("seat-editor", SeatEditor);
