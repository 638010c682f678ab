// @ts-check
/**
 * <drag-rows> around a list of [data-row]: a row can be dragged by mouse or pen to another place of its rank; the form
 * of its arrow is posted with `before`, the number of the row it is put before (empty: last). Fingers use the arrows.
 */

class DragRows extends HTMLElement {
  /** @type {HTMLElement | null} */ #held = null;

  connectedCallback() {
    for (const row of this.#rows()) row.draggable = row.querySelector('form[action$="/move/"]') !== null;
    this.addEventListener("dragstart", (event) => this.#take(event));
    this.addEventListener("dragover", (event) => this.#over(event));
    this.addEventListener("drop", (event) => this.#drop(event));
    this.addEventListener("dragend", () => this.#mark(null));
  }

  /** @returns {HTMLElement[]} */
  #rows() {
    return [...this.querySelectorAll("[data-row]")].filter((row) => row instanceof HTMLElement);
  }

  /** @param {Event} event @returns {HTMLElement | null} */
  #row(event) {
    const row = event.target instanceof Element ? event.target.closest("[data-row]") : null;
    return row instanceof HTMLElement ? row : null;
  }

  /** @param {DragEvent} event */
  #take(event) {
    this.#held = this.#row(event);
    event.dataTransfer?.setData("text/plain", this.#held?.dataset.row ?? "");
  }

  /** @param {DragEvent} event */
  #over(event) {
    const row = this.#row(event);
    if (!this.#held || !row || row.dataset.rank !== this.#held.dataset.rank) return;
    event.preventDefault();
    this.#mark(row);
  }

  /** @param {HTMLElement | null} target */
  #mark(target) {
    for (const row of this.#rows()) row.toggleAttribute("data-target", row === target && row !== this.#held);
  }

  /** @param {DragEvent} event */
  #drop(event) {
    const row = this.#row(event), held = this.#held;
    this.#mark(null);
    if (!row || !held || row === held) return;
    event.preventDefault();
    const form = held.querySelector('form[action$="/move/"]');
    if (!(form instanceof HTMLFormElement)) return;
    const rows = this.#rows();
    const down = rows.indexOf(held) < rows.indexOf(row);
    const before = down ? rows[rows.indexOf(row) + 1] : row;
    const place = document.createElement("input");
    Object.assign(place, { type: "hidden", name: "before", value: before?.dataset.rank === held.dataset.rank ? before.dataset.row : "" });
    form.append(place);
    form.requestSubmit();
    place.remove();
  }
}

customElements.define("drag-rows", DragRows);
