// @ts-check
/**
 * <announce-board dismissed="3 5" url="/meetings/announcements/0/seen/">: announcements can be put away on one's own
 * screens. The shared part knows nobody, so the board adds the button (its <template>) and hides what was put away.
 */
import { csrf, uuid } from "./act-form.js";

class AnnounceBoard extends HTMLElement {
  /** @type {Set<string>} */ #gone = new Set();

  connectedCallback() {
    this.#gone = new Set((this.getAttribute("dismissed") ?? "").split(" ").filter(Boolean));
    this.addEventListener("placed", () => this.#look());
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element && event.target.closest("[data-put-away]");
      const note = button && button.closest("[data-note]")?.getAttribute("data-note");
      if (note) this.#put(note);
    });
    this.#look();
  }

  #look() {
    const button = this.querySelector("template")?.content.firstElementChild;
    let shown = 0;
    for (const note of this.querySelectorAll("[data-note]")) {
      const gone = this.#gone.has(note.getAttribute("data-note") ?? "");
      /** @type {HTMLElement} */ (note).hidden = gone;
      if (!gone) shown++;
      if (button && !note.querySelector("[data-put-away]")) note.append(button.cloneNode(true));
    }
    this.toggleAttribute("data-empty", !shown);
  }

  /** @param {string} note */
  async #put(note) {
    this.#gone.add(note);
    this.#look();
    const url = (this.getAttribute("url") ?? "").replace("/0/", `/${note}/`);
    const body = new URLSearchParams({ act: uuid() });
    const headers = { "X-CSRFToken": csrf(), "HX-Request": "true" };
    await fetch(url, { method: "POST", body, headers }).catch(() => {}); // told again from the next page when it was lost
  }
}

customElements.define("announce-board", AnnounceBoard);
