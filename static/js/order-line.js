// @ts-check
/**
 * <order-line url="…">form</order-line>: a sentence that is understood while it is typed. The server says who leads, who
 * helps and until when; that fills the fields the person has not touched, and [data-understood] shows the words of the
 * deadline. A tapped day clears a written one. Without JavaScript the server reads the sentence when it is sent.
 */

const PAUSE = 350;

class OrderLine extends HTMLElement {
  /** Fields the person changed by hand: they are left alone. @type {Set<string>} */ #touched = new Set();
  #filling = false;
  #asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  connectedCallback() {
    this.addEventListener("input", (event) => this.#typed(event.target));
    this.addEventListener("change", (event) => this.#changed(event.target));
    for (const name of ["lead", "support", "due_on"]) if (this.#chosen(name).length) this.#touched.add(name);
    if (this.#field("title")?.value) this.#ask();
  }

  /** @param {string} name @returns {any} */
  #field(name) {
    return this.querySelector(`[name="${name}"]`);
  }

  /** @param {string} name @returns {string[]} what a field holds */
  #chosen(name) {
    const field = this.#field(name);
    if (field instanceof HTMLSelectElement) return [...field.selectedOptions].map((one) => one.value).filter(Boolean);
    return field?.value ? [field.value] : [];
  }

  /** @param {EventTarget | null} field */
  #typed(field) {
    if (!(field instanceof HTMLTextAreaElement) || field.name !== "title") return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  /** @param {EventTarget | null} field */
  #changed(field) {
    if (this.#filling || !(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
    this.#touched.add(field.name === "quick" ? "due_on" : field.name);
    if (field.name === "quick" && field.value) this.#put("due_on", "");
    if (field.name === "due_on" && field.value) this.#tap("");
  }

  async #ask() {
    const text = this.#field("title")?.value ?? "", turn = ++this.#asked;
    const url = `${this.getAttribute("url")}?${new URLSearchParams({ text: text.slice(0, 3000) })}`;
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      if (answer.ok && turn === this.#asked) this.#fill(await answer.json());
    } catch {
      // Without a connection the form is a plain form.
    }
  }

  /** @param {{lead: string, support: string[], due_on: string, due_time: string, said: string}} told */
  #fill(told) {
    this.#filling = true;
    if (!this.#touched.has("lead")) this.#put("lead", told.lead);
    if (!this.#touched.has("support")) this.#many("support", told.support);
    if (!this.#touched.has("due_on")) {
      const tapped = this.#tap(told.due_on);
      this.#put("due_on", tapped ? "" : told.due_on);
      this.#put("due_time", told.due_time);
    }
    const note = this.querySelector("[data-understood]");
    if (note) note.textContent = told.said;
    note?.toggleAttribute("hidden", !told.said);
    this.#filling = false;
  }

  /** Check the quick choice of that day. @param {string} day @returns {boolean} whether there is one */
  #tap(day) {
    for (const one of this.querySelectorAll('input[name="quick"]')) {
      if (one instanceof HTMLInputElement) one.checked = one.value === day;
    }
    const found = Boolean(day) && this.querySelector('input[name="quick"]:checked') !== null;
    const none = this.querySelector('input[name="quick"][value=""]');
    if (!found && none instanceof HTMLInputElement) none.checked = true;
    return found;
  }

  /** @param {string} name @param {string} value */
  #put(name, value) {
    const field = this.#field(name);
    if (!field || field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** @param {string} name @param {string[]} values */
  #many(name, values) {
    const field = this.#field(name);
    if (!(field instanceof HTMLSelectElement)) return;
    for (const option of field.options) option.selected = values.includes(option.value);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("order-line", OrderLine);
