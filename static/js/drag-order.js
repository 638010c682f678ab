// @ts-check
/**
 * <drag-order> around a list of <li data-item="7">: taken by its [data-handle], with mouse, pen or finger, an item is
 * put behind the one above it. The form of the item posts "after" (0: first); the answer tells the page what to fetch.
 */
import { csrf, uuid } from "./act-form.js";

const EDGE = 90, STEP = 12;

class DragOrder extends HTMLElement {
  /** @type {HTMLElement | null} */ #taken = null;
  /** @type {Element | null} what stood behind it at the beginning */ #was = null;

  connectedCallback() {
    this.addEventListener("pointerdown", (event) => this.#take(event));
    this.addEventListener("pointermove", (event) => this.#move(event));
    this.addEventListener("pointerup", () => this.#drop());
    this.addEventListener("pointercancel", () => this.#back());
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.#back());
  }

  /** @param {PointerEvent} event */
  #take(event) {
    const handle = event.target instanceof Element ? event.target.closest("[data-handle]") : null;
    const item = handle?.closest("[data-item]");
    if (!(item instanceof HTMLElement) || event.button > 0) return;
    event.preventDefault();
    handle?.setPointerCapture(event.pointerId);
    this.#taken = item;
    this.#was = item.nextElementSibling;
    item.toggleAttribute("data-dragged", true);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const item = this.#taken;
    if (!item) return;
    if (event.clientY < EDGE) scrollBy(0, -STEP);
    if (event.clientY > innerHeight - EDGE) scrollBy(0, STEP);
    for (const other of item.parentElement?.children ?? []) {
      if (other === item) continue;
      const box = other.getBoundingClientRect();
      if (event.clientY < box.top || event.clientY > box.bottom) continue;
      event.clientY < box.top + box.height / 2 ? other.before(item) : other.after(item);
      return;
    }
  }

  #back() {
    if (this.#taken?.parentElement) this.#taken.parentElement.insertBefore(this.#taken, this.#was);
    this.#end();
  }

  #end() {
    this.#taken?.removeAttribute("data-dragged");
    this.#taken = null;
  }

  #drop() {
    const item = this.#taken;
    if (!item) return;
    const moved = item.nextElementSibling !== this.#was;
    this.#end();
    if (moved) this.#post(item);
  }

  /** @param {HTMLElement} item */
  async #post(item) {
    const body = new FormData();
    let above = item.previousElementSibling;
    if (above instanceof HTMLElement && above.dataset.part !== undefined) body.set("section", above.dataset.part);
    while (above && !(above instanceof HTMLElement && above.dataset.item)) above = above.previousElementSibling;
    body.set("after", above instanceof HTMLElement ? (above.dataset.item ?? "0") : "0");
    body.set("act", uuid());
    const url = item.querySelector("form")?.getAttribute("action") ?? "";
    const headers = { "X-CSRFToken": csrf(), "HX-Request": "true" };
    const answer = await fetch(url, { method: "POST", body, headers }).catch(() => null);
    this.#told(answer?.headers.get("HX-Trigger") ?? "", answer?.ok ?? false);
  }

  /** @param {string} trigger @param {boolean} done */
  #told(trigger, done) {
    const region = document.querySelector("toast-region")?.getAttribute("data-lost") ?? "";
    const told = trigger ? JSON.parse(trigger) : done ? {} : { toast: { text: region, kind: "error" } };
    for (const [name, detail] of Object.entries(told)) document.dispatchEvent(new CustomEvent(name, { detail }));
    if (!done) document.dispatchEvent(new CustomEvent("acted", { detail: { parts: ["plan"] } }));
  }
}

customElements.define("drag-order", DragOrder);
