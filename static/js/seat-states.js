// @ts-check
/**
 * <seat-states states="12:hV 13:r">: a few letters for each seat; put in place they colour the drawing and word the table.
 * Each letter's word stands in the legend inside: [data-word=letter][data-name=state].
 */
class SeatStates extends HTMLElement {
  #again = (/** @type {Event} */ event) => event.target !== this && this.#apply();

  connectedCallback() {
    this.topic = this.closest("live-topic");
    this.topic?.addEventListener("placed", this.#again);
    this.#apply();
  }

  disconnectedCallback() {
    this.topic?.removeEventListener("placed", this.#again);
  }

  #apply() {
    /** @type {Map<string, {name: string, said: string}>} */ const words = new Map();
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-word]"))) {
      const said = one.querySelector("span")?.textContent ?? "";
      words.set(one.dataset.word ?? "", { name: one.dataset.name ?? "", said });
    }
    for (const told of (this.getAttribute("states") ?? "").split(" ").filter(Boolean)) {
      const [seat, letters] = told.split(":");
      const [state, ...marks] = [...letters].map((letter) => words.get(letter) ?? { name: "", said: "" });
      for (const one of this.topic?.querySelectorAll(`[data-seat="${CSS.escape(seat)}"]`) ?? []) this.#paint(one, state, marks);
    }
  }

  /** @param {Element} one @param {{name: string, said: string}} state @param {{name: string, said: string}[]} marks */
  #paint(one, state, marks) {
    const names = marks.map((mark) => mark.name).join(" ");
    if (one.getAttribute("data-state") !== state.name) one.setAttribute("data-state", state.name);
    if (one.getAttribute("data-marks") !== names) one.setAttribute("data-marks", names);
    const cell = one.querySelector("[data-says]");
    const said = [state, ...marks].map((word) => word.said).join(" · ");
    if (cell && cell.textContent !== said) cell.textContent = said;
  }
}

customElements.define("seat-states", SeatStates);
