// @ts-check
/**
 * <count-down until="2026-11-22T09:30:00+07:00">: the time that remains, then the time that is over (data-over is set).
 * The clock is the server's. The digits go into [data-time]; [data-left] and [data-past] hold the words.
 */
import { serverNow } from "./clock.js";

class CountDown extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.#timer = window.setInterval(() => this.#tick(), 250);
    this.#tick();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #tick() {
    const until = Date.parse(this.getAttribute("until") ?? "");
    if (Number.isNaN(until)) return;
    const left = Math.ceil((until - serverNow()) / 1000);
    const over = left < 0;
    this.toggleAttribute("data-over", over);
    this.#show("[data-left]", !over);
    this.#show("[data-past]", over);
    const digits = this.querySelector("[data-time]") ?? this;
    const text = clockText(Math.abs(left));
    if (digits.textContent !== text) digits.textContent = text;
  }

  /** @param {string} which @param {boolean} on */
  #show(which, on) {
    this.querySelector(which)?.toggleAttribute("hidden", !on);
  }
}

/** @param {number} seconds @returns {string} "4:05", "1:02:07" */
export function clockText(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (!parts[0]) parts.shift();
  return parts.map((part, place) => String(part).padStart(place ? 2 : 1, "0")).join(":");
}

customElements.define("count-down", CountDown);
