// @ts-check
/** <people-picker>: a long list of people with boxes; its search box narrows it, its groups tick many, the button counts. */

/** @param {string} text @returns {string} without tone marks and case, as the server folds */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
}

class PeoplePicker extends HTMLElement {
  connectedCallback() {
    for (const part of this.querySelectorAll("[data-search], [data-groups]")) part.removeAttribute("hidden");
    this.addEventListener("input", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === "search") this.#narrow(event.target.value);
      this.#count();
    });
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("[data-people]") : null;
      if (button instanceof HTMLElement) this.#tick((button.dataset.people ?? "").split(" "));
    });
    this.addEventListener("keydown", (event) => {
      const searching = event.target instanceof HTMLInputElement && event.target.type === "search";
      if (searching && event.key === "Enter") event.preventDefault();
    });
    this.#count();
  }

  /** @returns {HTMLInputElement[]} */
  get boxes() {
    return [...this.querySelectorAll('input[type="checkbox"]')].filter((box) => box instanceof HTMLInputElement);
  }

  /** @param {string} words */
  #narrow(words) {
    const wanted = fold(words).split(/\s+/);
    for (const row of this.querySelectorAll("[data-words]")) {
      const said = row.getAttribute("data-words") ?? "";
      row.toggleAttribute("hidden", !wanted.every((word) => said.includes(word)));
    }
    for (const unit of this.querySelectorAll("fieldset")) unit.toggleAttribute("hidden", !unit.querySelector("[data-words]:not([hidden])"));
  }

  /** Ticks everybody of the group; when all are ticked already, takes the ticks away. @param {string[]} people */
  #tick(people) {
    const boxes = this.boxes.filter((box) => people.includes(box.value));
    const on = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = on;
    this.#count();
  }

  #count() {
    const number = this.boxes.filter((box) => box.checked).length;
    const place = this.querySelector("[data-count]");
    if (place) place.textContent = number ? `(${number})` : "";
  }
}

customElements.define("people-picker", PeoplePicker);
