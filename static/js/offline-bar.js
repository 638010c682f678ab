// @ts-check
/** <offline-bar>: says that the connection is lost, and that it is back. Its words are in its <p data-say>. */
import { live } from "./live-socket.js";

const PATIENCE = 1500, THANKS = 3500;

class OfflineBar extends HTMLElement {
  #timer = 0;
  #said = "";

  connectedCallback() {
    live.addEventListener("state", () => this.#hear());
    addEventListener("offline", () => this.#say("lost"));
    addEventListener("online", () => live.listeners.size || this.#back());
    if (!navigator.onLine) this.#say("lost");
  }

  #hear() {
    clearTimeout(this.#timer);
    const patience = Math.max(0, live.rightAt + PATIENCE - performance.now());
    if (live.state === "lost") this.#timer = window.setTimeout(() => this.#say("lost"), patience);
    else this.#back();
  }

  #back() {
    if (this.#said !== "lost") return;
    this.#say("back");
    this.#timer = window.setTimeout(() => this.#say(""), THANKS);
  }

  /** @param {string} word "lost", "back" or "" */
  #say(word) {
    clearTimeout(this.#timer);
    this.#said = word;
    this.dataset.state = word;
    for (const line of this.querySelectorAll("[data-say]")) line.toggleAttribute("hidden", line.getAttribute("data-say") !== word);
  }
}

customElements.define("offline-bar", OfflineBar);
