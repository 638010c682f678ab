// @ts-check
/**
 * <row-filter rows="[data-person]">: the search field inside ([data-filter], shown only with JavaScript) leaves the rows
 * whose attribute holds every word typed, with or without diacritics; it holds for rows put in place later, too.
 */

class RowFilter extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("[data-filter]");
    if (field instanceof HTMLElement) field.hidden = false;
    const keep = () => this.#keep(field?.querySelector("input")?.value ?? "");
    field?.addEventListener("input", keep);
    this.addEventListener("placed", keep);
  }

  /** @param {string} typed */
  #keep(typed) {
    const words = fold(typed).split(" ").filter(Boolean);
    if (words.length) for (const list of this.querySelectorAll("details")) list.open ||= list.querySelector("[data-person]") !== null;
    for (const row of this.querySelectorAll(this.getAttribute("rows") ?? "[data-person]")) {
      const said = row.getAttribute("data-person") ?? "";
      /** @type {HTMLElement} */ (row).hidden = !words.every((word) => said.includes(word));
    }
  }
}

/** @param {string} text @returns {string} the same letters as core.folding */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().replace(/\s+/g, " ").trim();
}

customElements.define("row-filter", RowFilter);
