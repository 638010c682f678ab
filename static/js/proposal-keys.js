// @ts-check
/**
 * <proposal-keys>: proposals by keyboard: j and k go on and back, Enter confirms, x dismisses, e corrects, u brings back.
 * Each act is a form or link of the card with `data-key`. After an act the next waiting proposal is in hand.
 */

class ProposalKeys extends HTMLElement {
  /** The id of the card in hand. */ #here = "";

  connectedCallback() {
    document.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("click", (event) => this.#take(event.target instanceof Element ? event.target.closest(".proposal") : null));
    new MutationObserver(() => this.#mark()).observe(this, { childList: true, subtree: true });
  }

  /** @returns {HTMLElement[]} */
  get #cards() {
    return [...this.querySelectorAll(".proposal")].filter((card) => card instanceof HTMLElement);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, dialog, a, button");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "k") return this.#go(event.key === "j" ? 1 : -1, event);
    const card = this.#cards.find((one) => one.id === this.#here);
    const act = card?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!act) return;
    event.preventDefault();
    if (act instanceof HTMLAnchorElement) return act.click();
    const next = this.#next(card);
    if (act instanceof HTMLFormElement) act.requestSubmit();
    if (next) this.#take(next);
  }

  /** @param {number} step @param {Event} event */
  #go(step, event) {
    const cards = this.#cards, here = cards.findIndex((card) => card.id === this.#here);
    event.preventDefault();
    this.#take(cards[here < 0 ? 0 : Math.min(Math.max(here + step, 0), cards.length - 1)]);
  }

  /** @param {HTMLElement | undefined} card @returns {HTMLElement | undefined} the next one that waits */
  #next(card) {
    const cards = this.#cards, here = card ? cards.indexOf(card) : -1;
    return [...cards.slice(here + 1), ...cards.slice(0, Math.max(here, 0))].find((one) => one.dataset.state === "waiting");
  }

  /** @param {Element | null | undefined} card */
  #take(card) {
    if (!(card instanceof HTMLElement) || card.id === this.#here) return;
    this.#here = card.id;
    this.#mark();
    card.scrollIntoView({ block: "center", behavior: "smooth" });
  }

  #mark() {
    for (const card of this.#cards) {
      const here = card.id === this.#here;
      if (card.hasAttribute("data-here") !== here) card.toggleAttribute("data-here", here);
    }
  }
}

customElements.define("proposal-keys", ProposalKeys);
