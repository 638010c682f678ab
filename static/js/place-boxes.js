// @ts-check
/**
 * <place-boxes>: boxes on a drawn page (SVG in millimetres) that are dragged, resized at their grip, or moved by the arrow
 * keys (with Shift: resized); the numbers beside them say the same and are what is sent. Escape ends a drag, the form's
 * reset puts all back. Without it the numbers are typed.
 */
const STEP = 1, FINE = 0.2, LEAST = 4, GRIP = 3;
/** @typedef {{left: number, top: number, width: number, height: number}} Box */
const SIDES = /** @type {(keyof Box)[]} */ (["left", "top", "width", "height"]);
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class PlaceBoxes extends HTMLElement {
  /** @type {{g: SVGGElement, box: Box, x: number, y: number, resize: boolean} | null} */ #drag = null;

  connectedCallback() {
    this.#redraw();
    if (this.hasAttribute("data-fixed")) return;
    this.addEventListener("pointerdown", (event) => this.#grab(event));
    this.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel"]) this.addEventListener(end, () => (this.#drag = null));
    this.addEventListener("reset", () => setTimeout(() => this.#redraw())); // the numbers are put back first
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("input", (event) => this.#typed(event));
    this.addEventListener("focusin", (event) => this.#light(event));
  }

  get #sheet() { return /** @type {SVGSVGElement} */ (this.querySelector(".place-sheet")); }
  #redraw() {
    for (const g of this.querySelectorAll(".place-box")) this.#draw(g, this.#read(g));
  }

  /** @param {Element} g */
  #inputs(g) {
    const row = this.querySelector(`.place-row[data-field="${g.getAttribute("data-field")}"]`);
    return (/** @type {string} */ side) => /** @type {HTMLInputElement} */ (row?.querySelector(`[data-side="${side}"]`));
  }

  /** @param {Element} g @returns {Box} */
  #read(g) {
    const input = this.#inputs(g);
    const [left, top, width, height] = SIDES.map((side) => Number(input(side).value.replace(",", ".")) || 0);
    return { left, top, width, height };
  }

  /** Keep a box on the page and write it into the numbers. @param {Element} g @param {Box} box */
  #put(g, box) {
    const { width, height } = this.#sheet.viewBox.baseVal, input = this.#inputs(g);
    box.width = Math.min(Math.max(box.width, LEAST), width);
    box.height = Math.min(Math.max(box.height, LEAST), height);
    box.left = Math.min(Math.max(box.left, 0), width - box.width);
    box.top = Math.min(Math.max(box.top, 0), height - box.height);
    for (const side of SIDES) input(side).value = box[side].toFixed(1);
    this.#draw(g, box);
  }

  /** @param {Element} g @param {Box} box */
  #draw(g, box) {
    const [rect, grip] = g.querySelectorAll("rect"), round = g.querySelector("ellipse");
    set(rect, { x: box.left, y: box.top, width: box.width, height: box.height });
    set(grip, { x: box.left + box.width - GRIP, y: box.top + box.height - GRIP });
    this.dispatchEvent(new Event("moved"));
    if (round) set(round, { cx: box.left + box.width / 2, cy: box.top + box.height / 2, rx: box.width / 2, ry: box.height / 2 });
  }

  /** @param {PointerEvent} event */
  #at(event) {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.#sheet.getScreenCTM()?.inverse());
    return { x, y };
  }

  /** @param {PointerEvent} event */
  #grab(event) {
    const target = /** @type {Element} */ (event.target), g = /** @type {SVGGElement | null} */ (target.closest(".place-box"));
    if (!g) return;
    g.focus();
    this.#sheet.setPointerCapture(event.pointerId);
    this.#drag = { g, box: this.#read(g), ...this.#at(event), resize: target.classList.contains("grip") };
    event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.#drag) return;
    const { g, box, x, y, resize } = this.#drag, spot = this.#at(event);
    this.#put(g, shifted(box, spot.x - x, spot.y - y, resize));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const g = /** @type {Element} */ (event.target).closest(".place-box"), arrow = ARROWS[event.key];
    if (event.key === "Escape" && this.#drag) this.#put(this.#drag.g, this.#drag.box), (this.#drag = null);
    if (!g || !arrow) return;
    event.preventDefault();
    const step = event.altKey ? FINE : STEP;
    this.#put(g, shifted(this.#read(g), arrow[0] * step, arrow[1] * step, event.shiftKey));
  }

  /** @param {Event} event */
  #typed(event) {
    const field = /** @type {Element} */ (event.target).closest(".place-row")?.getAttribute("data-field");
    const g = this.querySelector(`.place-box[data-field="${field}"]`);
    if (g) this.#draw(g, this.#read(g));
  }

  /** Show which numbers belong to the box in hand. @param {Event} event */
  #light(event) {
    const field = /** @type {Element} */ (event.target).closest("[data-field]")?.getAttribute("data-field");
    for (const row of this.querySelectorAll(".place-row")) row.toggleAttribute("data-here", row.getAttribute("data-field") === field);
  }
}

/** @param {Box} box @param {number} x @param {number} y @param {boolean} resize @returns {Box} */
const shifted = (box, x, y, resize) =>
  resize ? { ...box, width: box.width + x, height: box.height + y } : { ...box, left: box.left + x, top: box.top + y };

/** @param {Element} one @param {Record<string, number>} values */
const set = (one, values) => Object.entries(values).forEach(([name, value]) => one.setAttribute(name, String(value)));

customElements.define("place-boxes", PlaceBoxes);
