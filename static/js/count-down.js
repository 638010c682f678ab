// @ts-check
/**
 * <count-down until="2026-11-22T09:30:00+07:00">: the time that remains, then the time that is over (data-over is set).
 * The clock is the server's. The digits go into [data-time]; [data-left] and [data-past] hold the words.
 * With warn="60" it sets data-warn in the last 60 seconds, and says "time-warn" and "time-over" once each: also when
 * the part around it is put in place anew just then, and never again for the same moment.
 */
import { serverNow } from "./clock.js";

/** What each moment was last seen to have left, seconds. @type {Map<string, number>} */
const seen = new Map();

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
    this.#warn(left);
    this.#show("[data-left]", !over);
    this.#show("[data-past]", over);
    const digits = this.querySelector("[data-time]") ?? this;
    const text = clockText(Math.abs(left));
    if (digits.textContent !== text) digits.textContent = text;
  }

  /** @param {number} left seconds */
  #warn(left) {
    const warn = Number(this.getAttribute("warn"));
    if (!warn) return;
    const key = this.getAttribute("until") ?? "";
    const before = seen.get(key) ?? left;
    seen.set(key, left);
    this.toggleAttribute("data-warn", left <= warn && left >= 0);
    if (before > warn && left <= warn && left > 0) this.#say("time-warn");
    if (before > 0 && left <= 0) this.#say("time-over");
  }

  /** @param {string} name */
  #say(name) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true }));
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
