// @ts-check
/**
 * <session-pace planned="…" rest="1800" left="240" [until="…"] [running]>: how far the session is behind its plan, minute by minute.
 * `until`: when the current item's time is over (its clock runs); else `left` seconds of it wait. `rest`: seconds of what waits.
 */
import { serverNow } from "./clock.js";

class SessionPace extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.#timer = window.setInterval(() => this.#tick(), 1000);
    this.#tick();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #tick() {
    const planned = this.#time("planned"), until = this.#time("until");
    if (Number.isNaN(planned) || !this.hasAttribute("running")) return;
    const left = Math.max(0, Number(this.getAttribute("left")) || 0) * 1000;
    const free = Number.isNaN(until) ? serverNow() + left : Math.max(serverNow(), until);
    const end = free + (Number(this.getAttribute("rest")) || 0) * 1000;
    const behind = Math.round((end - planned) / 60000);
    this.#say(behind > 0 ? "late" : behind < 0 ? "early" : "fine", Math.abs(behind), end);
  }

  /** @param {string} name @returns {number} */
  #time(name) {
    return Date.parse(this.getAttribute(name) ?? "");
  }

  /** @param {string} word @param {number} minutes @param {number} end */
  #say(word, minutes, end) {
    this.dataset.pace = word;
    for (const one of this.querySelectorAll("[data-when]")) one.toggleAttribute("hidden", one.getAttribute("data-when") !== word);
    for (const one of this.querySelectorAll("[data-minutes]")) one.textContent = String(minutes);
    const at = new Date(end).toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
    for (const one of this.querySelectorAll("[data-end]")) one.textContent = at;
  }
}

customElements.define("session-pace", SessionPace);
