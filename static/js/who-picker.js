// @ts-check
/**
 * <who-picker>label and select</who-picker>: a long list of units and people by a few letters, tone marks not needed.
 * What is chosen stands as chips; the first group of the select (used last) is offered for one tap. One or several as
 * the select says. Words: `placeholder`, `remove`. Without JavaScript the select is a select.
 */

const MOST = 8, OFFERED = 5;

/** @param {string} text @returns {string} without tone marks and capitals */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();
}

class WhoPicker extends HTMLElement {
  /** @type {HTMLSelectElement | null} */ #select = null;
  #input = document.createElement("input");
  #chips = document.createElement("div");
  #list = document.createElement("ul");
  /** @type {{option: HTMLOptionElement, folded: string}[]} */ #rows = [];

  connectedCallback() {
    this.#select = this.querySelector("select");
    if (!this.#select || this.#input.isConnected) return;
    this.#rows = [...this.#select.options].filter((option) => option.value).map((option) => ({ option, folded: ` ${fold(option.text)}` }));
    Object.assign(this.#input, { type: "search", className: "form-control", autocomplete: "off", placeholder: this.getAttribute("placeholder") ?? "" });
    this.#input.setAttribute("role", "combobox");
    this.#input.setAttribute("aria-label", `${this.querySelector("label")?.textContent ?? ""} ${this.#input.placeholder}`);
    this.#chips.className = "who-chips";
    this.#list.className = "who-list";
    this.#list.setAttribute("role", "listbox");
    this.#select.classList.add("visually-hidden");
    this.#select.tabIndex = -1;
    this.#select.after(this.#chips, this.#input, this.#list);
    this.#select.addEventListener("change", () => this.#draw());
    this.#input.addEventListener("input", () => this.#offer());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("blur", () => setTimeout(() => this.#list.replaceChildren(), 200));
    this.#draw();
  }

  /** The chips: first what is chosen, then what was used last. */
  #draw() {
    const select = /** @type {HTMLSelectElement} */ (this.#select);
    const chosen = this.#rows.filter(({ option }) => option.selected);
    const group = select.querySelector("optgroup");
    const near = chosen.length && !select.multiple ? [] : this.#rows.filter(({ option }) => option.parentElement === group && !option.selected);
    this.#chips.replaceChildren(...chosen.map((row) => this.#chip(row.option, true)), ...near.slice(0, OFFERED).map((row) => this.#chip(row.option, false)));
    this.#input.hidden = chosen.length > 0 && !select.multiple;
    this.toggleAttribute("data-chosen", chosen.length > 0);
  }

  /** @param {HTMLOptionElement} option @param {boolean} chosen */
  #chip(option, chosen) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "who-chip", textContent: option.text });
    button.setAttribute("aria-pressed", String(chosen));
    if (chosen) button.setAttribute("aria-label", `${option.text}. ${this.getAttribute("remove") ?? ""}`);
    button.addEventListener("click", () => this.#set(option, !chosen));
    return button;
  }

  /** @param {HTMLOptionElement} option @param {boolean} on */
  #set(option, on) {
    const select = /** @type {HTMLSelectElement} */ (this.#select);
    option.selected = on;
    if (!on && !select.multiple) select.value = "";
    this.#input.value = "";
    this.#list.replaceChildren();
    select.dispatchEvent(new Event("change", { bubbles: true }));
    if (!on) this.#input.focus();
  }

  #offer() {
    const words = fold(this.#input.value).split(/\s+/).filter(Boolean);
    const fits = this.#rows.filter(({ option, folded }) => words.length && !option.selected && words.every((word) => folded.includes(word)));
    const best = fits.sort((a, b) => Number(b.folded.includes(` ${words[0]}`)) - Number(a.folded.includes(` ${words[0]}`))).slice(0, MOST);
    this.#list.replaceChildren(...best.map(({ option }, place) => {
      const row = document.createElement("li");
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(place === 0));
      row.textContent = option.text;
      row.addEventListener("pointerdown", (event) => event.preventDefault());
      row.addEventListener("click", () => this.#set(option, true));
      return row;
    }));
    this.#input.setAttribute("aria-expanded", String(best.length > 0));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const rows = [...this.#list.children];
    const here = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
    if (event.isComposing) return;
    if (event.key === "Escape") this.#list.replaceChildren();
    if (event.key === "Enter") {
      event.preventDefault();
      const row = rows[here];
      if (row instanceof HTMLElement) row.click();
    }
    if (!rows.length || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    const there = (here + (event.key === "ArrowDown" ? 1 : rows.length - 1)) % rows.length;
    rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === there)));
    rows[there].scrollIntoView({ block: "nearest" });
  }
}

customElements.define("who-picker", WhoPicker);
