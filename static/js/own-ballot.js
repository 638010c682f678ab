// @ts-check
/**
 * <own-ballot>: where one's ballot stands. When a vote opens, all tablets are sent the same blank ballot with the list of
 * seats that vote (<template id="ballot">); who is on the list takes a copy at once, nobody needs to ask the server.
 */

export class OwnBallot extends HTMLElement {
  connectedCallback() {
    document.addEventListener("placed", this);
    const blank = document.getElementById("ballot");
    if (blank instanceof HTMLTemplateElement && this.#listed(blank)) this.#take(blank); // this part is older than the vote
  }

  disconnectedCallback() {
    document.removeEventListener("placed", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    const blank = event.target;
    if (blank instanceof HTMLTemplateElement && blank.id === "ballot" && blank.dataset.vote) this.#take(blank);
  }

  /** @param {HTMLTemplateElement} blank */
  #take(blank) {
    const mine = this.closest("section");
    if (!mine || mine.dataset.vote === blank.dataset.vote) return;
    if (!this.#listed(blank)) return document.dispatchEvent(new CustomEvent("acted", { detail: { parts: ["mine"] } }));
    mine.dataset.vote = blank.dataset.vote;
    mine.toggleAttribute("data-live", true);
    this.replaceChildren(blank.content.cloneNode(true));
    /** @type {any} */ (window).htmx?.process(this);
  }

  /** @param {HTMLTemplateElement} blank */
  #listed(blank) {
    const seat = this.closest("section")?.dataset.seat;
    return Boolean(seat) && (blank.dataset.seats ?? "").split(" ").includes(seat ?? "");
  }
}

customElements.define("own-ballot", OwnBallot);
