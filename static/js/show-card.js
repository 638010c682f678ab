// @ts-check
/** <show-card> around <page-show>: appears with what the chair shows, goes away when the showing ends, and names it. */

class ShowCard extends HTMLElement {
  #onFact = (/** @type {any} */ event) => event.detail.name === "show" && this.#hear(event.detail.value);

  connectedCallback() {
    this.topic = this.closest("live-topic");
    this.topic?.addEventListener("fact", this.#onFact);
  }

  disconnectedCallback() {
    this.topic?.removeEventListener("fact", this.#onFact);
  }

  /** @param {{version: number, page: number, title?: string} | null} shown */
  #hear(shown) {
    this.hidden = !shown;
    const title = this.querySelector("[data-title]");
    if (title && shown?.title) title.textContent = shown.title;
  }
}

customElements.define("show-card", ShowCard);
