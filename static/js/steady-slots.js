// @ts-check
/**
 * <steady-slots> around a live part with [data-slot][data-act]: when what a slot's button does has changed under the finger,
 * the slot is deaf for a moment, so that nobody presses what was not there when the finger went down.
 */
const MOMENT = 900;

class SteadySlots extends HTMLElement {
  /** @type {Map<string, string>} */ #acts = new Map();

  connectedCallback() {
    this.#read();
    this.addEventListener("placed", () => this.#settle());
  }

  #settle() {
    const before = this.#acts;
    this.#read();
    for (const slot of this.querySelectorAll("[data-slot]")) {
      const name = slot.getAttribute("data-slot") ?? "";
      if (before.get(name) === slot.getAttribute("data-act")) continue;
      slot.toggleAttribute("inert", true);
      setTimeout(() => slot.removeAttribute("inert"), MOMENT);
    }
  }

  #read() {
    const slots = [...this.querySelectorAll("[data-slot]")];
    this.#acts = new Map(slots.map((slot) => [slot.getAttribute("data-slot") ?? "", slot.getAttribute("data-act") ?? ""]));
  }
}

customElements.define("steady-slots", SteadySlots);
