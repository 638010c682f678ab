// @ts-check
/** <toast-region>: short messages. Hears "toast" events ({text, kind}) and requests that failed; words are in its data. */

const STAY = 7000;

class ToastRegion extends HTMLElement {
  connectedCallback() {
    document.addEventListener("toast", (event) => this.#hear(/** @type {CustomEvent} */ (event).detail));
    document.addEventListener("htmx:sendError", () => this.show(this.dataset.lost, "error"));
    document.addEventListener("htmx:timeout", () => this.show(this.dataset.lost, "error"));
    document.addEventListener("htmx:responseError", (event) => {
      const { xhr } = /** @type {CustomEvent} */ (event).detail;
      if (!xhr.getResponseHeader("HX-Trigger")) this.show(this.#sentence(xhr.status), "error");
    });
    this.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("[data-close]")) event.target.closest(".toast-card")?.remove();
    });
    for (const card of this.querySelectorAll(":scope > .toast-card")) this.#leave(card);
  }

  /** @param {{text?: string, value?: string, kind?: string}} detail */
  #hear(detail) {
    this.show(detail.text ?? detail.value, detail.kind ?? "");
  }

  /** @param {number} status */
  #sentence(status) {
    if (status === 403) return this.dataset.forbidden;
    return status === 404 ? this.dataset.gone : this.dataset.broken;
  }

  /** @param {string | undefined} text @param {string} kind success, refused, error or "" */
  show(text, kind) {
    const template = this.querySelector("template");
    const card = /** @type {HTMLElement | null} */ (template?.content.firstElementChild?.cloneNode(true));
    if (!card || !text) return;
    for (const same of this.querySelectorAll(":scope > .toast-card")) if (same.querySelector("p")?.textContent === text) same.remove();
    card.dataset.kind = kind;
    card.setAttribute("role", kind === "refused" || kind === "error" ? "alert" : "status");
    const words = card.querySelector("p");
    if (words) words.textContent = text;
    this.append(card);
    this.#leave(card);
  }

  /** @param {Element} card leaves by itself, but not while somebody points at it or is in it */
  #leave(card) {
    const later = setInterval(() => {
      if (card.matches(":hover, :focus-within")) return;
      clearInterval(later);
      card.remove();
    }, STAY);
  }
}

customElements.define("toast-region", ToastRegion);
