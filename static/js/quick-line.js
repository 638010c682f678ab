// @ts-check
/**
 * <quick-line units="id of a datalist">form</quick-line>: conclusions at the speed of speech. Enter in the text saves
 * (Shift+Enter breaks the line); the fields “lead” and “supporters” offer units without regard to tone marks:
 * arrows choose, Enter or Tab takes, Escape closes. Without JavaScript the form is a plain form.
 */

const MOST = 8;

/** @param {string} text @returns {string} without tone marks and capitals */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();
}

class QuickLine extends HTMLElement {
  /** @type {{name: string, folded: string}[]} */ #units = [];
  /** @type {HTMLUListElement | null} */ #list = null;
  /** @type {HTMLInputElement | null} */ #field = null;

  connectedCallback() {
    const source = document.getElementById(this.getAttribute("units") ?? "");
    this.#units = [...(source?.querySelectorAll("option") ?? [])].map((option) => ({
      name: option.value,
      folded: fold(`${option.value} ${option.textContent}`),
    }));
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("input", (event) => this.#offer(event.target));
    this.addEventListener("focusout", () => setTimeout(() => document.activeElement !== this.#field && this.#close(), 150));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    if (this.#list && this.#choose(event)) return event.preventDefault();
    const inText = event.target instanceof HTMLTextAreaElement;
    if (event.key !== "Enter" || event.shiftKey || !inText) return;
    event.preventDefault();
    this.querySelector("form")?.requestSubmit();
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was for the list */
  #choose(event) {
    const rows = [...(this.#list?.children ?? [])];
    const here = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const there = (here + (event.key === "ArrowDown" ? 1 : rows.length - 1)) % rows.length;
      rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === there)));
      rows[there].scrollIntoView({ block: "nearest" });
      return true;
    }
    if (event.key === "Escape") {
      this.#close();
      return true;
    }
    if (event.key !== "Enter" && event.key !== "Tab") return false;
    this.#take(rows[here]?.textContent ?? "");
    return event.key === "Enter";
  }

  /** @param {EventTarget | null} field */
  #offer(field) {
    if (!(field instanceof HTMLInputElement) || !["lead", "supporters"].includes(field.name)) return;
    this.#close();
    const typed = fold(field.value.split(/[,;]/).at(-1) ?? "");
    const found = typed ? this.#units.filter((unit) => unit.folded.includes(typed)).slice(0, MOST) : [];
    if (!found.length) return;
    this.#field = field;
    const list = document.createElement("ul");
    list.className = "quick-choices";
    list.setAttribute("role", "listbox");
    found.forEach((unit, place) => {
      const row = document.createElement("li");
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(place === 0));
      row.textContent = unit.name;
      row.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        this.#take(unit.name);
      });
      list.append(row);
    });
    field.closest(".field")?.append(list);
    this.#list = list;
  }

  /** @param {string} name */
  #take(name) {
    const field = this.#field;
    if (field && name) {
      const before = field.value.split(/[,;]/).slice(0, -1).map((part) => part.trim());
      field.value = field.name === "lead" ? name : [...before, name].join(", ");
    }
    this.#close();
  }

  #close() {
    this.#list?.remove();
    this.#list = null;
  }
}

customElements.define("quick-line", QuickLine);
