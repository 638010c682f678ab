// @ts-check
/**
 * <mention-field url="…">textarea and [role=listbox]</mention-field>: after an @ the server offers people whose names hold
 * what was typed, without regard to tone marks. Arrows choose, Enter or Tab takes, Escape closes. Without JavaScript the
 * name is simply written: the server reads it.
 */

const NAMING_PAUSE = 150;
const LONGEST_NAME = 40;

class MentionField extends HTMLElement {
  #asked = 0;
  #timer = 0;

  connectedCallback() {
    this.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(), NAMING_PAUSE);
    });
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("click", (event) => {
      const picked = event.target instanceof Element ? event.target.closest("[data-name]") : null;
      if (picked instanceof HTMLElement) this.#take(picked);
    });
    this.addEventListener("focusout", () => setTimeout(() => this.contains(document.activeElement) || this.#close(), NAMING_PAUSE));
  }

  /** @returns {HTMLTextAreaElement | null} */
  get text() {
    return this.querySelector("textarea");
  }

  /** @returns {HTMLElement | null} */
  get list() {
    return this.querySelector("[role=listbox]");
  }

  /** @returns {HTMLElement[]} */
  get offers() {
    return [...this.querySelectorAll("[data-name]")].filter((one) => one instanceof HTMLElement);
  }

  /** What stands between the last @ and the cursor; null when nobody is being named. @returns {string | null} */
  get typed() {
    const before = this.text?.value.slice(0, this.text.selectionStart) ?? "";
    const found = before.match(/(?:^|[\s(,;:])@([^@\n,;:!?()]*)$/u);
    return found?.[1] && found[1].length <= LONGEST_NAME ? found[1] : null;
  }

  async #ask() {
    const typed = this.typed;
    if (!typed?.trim()) return this.#close();
    const number = ++this.#asked;
    const answer = await fetch(`${this.getAttribute("url")}?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (!answer?.ok || number !== this.#asked || this.typed !== typed) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.list?.replaceChildren(...page.body.childNodes);
    this.list?.toggleAttribute("hidden", !this.offers.length);
    this.#mark(0);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || !this.list || this.list.hidden) return;
    const at = this.offers.findIndex((one) => one.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown") this.#mark(at + 1);
    else if (event.key === "ArrowUp") this.#mark(at - 1);
    else if (event.key === "Escape") this.#close();
    else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) this.#take(this.offers[at]);
    else return;
    event.preventDefault();
  }

  /** @param {number} place */
  #mark(place) {
    const all = this.offers;
    const at = all.length ? (place + all.length) % all.length : -1;
    all.forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
    all[at]?.scrollIntoView({ block: "nearest" });
  }

  /** Two people of one name are told apart by the sign-in name. @param {HTMLElement | undefined} picked */
  #take(picked) {
    const text = this.text;
    const typed = this.typed;
    if (!picked || !text || typed === null) return;
    const same = this.offers.filter((one) => one.dataset.name === picked.dataset.name).length > 1;
    const name = (same ? picked.dataset.username : picked.dataset.name) ?? "";
    const end = text.selectionStart;
    text.setRangeText(`${name} `, end - typed.length, end, "end");
    text.focus();
    text.dispatchEvent(new Event("change", { bubbles: true }));
    this.#close();
  }

  #close() {
    this.#asked++;
    this.list?.setAttribute("hidden", "");
  }
}

customElements.define("mention-field", MentionField);
