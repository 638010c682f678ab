// @ts-check
/**
 * <live-topic topic="meeting.7" rev="128" url="/meetings/7/" parts="agenda vote my_ballot">: the parts inside stay true.
 * Dispatches "fact" ({name, value}) and "refused"; children listen on their closest("live-topic").
 */
import { live } from "./live-socket.js";
import { place } from "./place.js";
import { soon } from "./soon.js";

const ACTED = 1200;

export class LiveTopic extends HTMLElement {
  /** @type {Map<string, number>} revision of each part in the page */ #revs = new Map();
  /** @type {Map<string, AbortController>} */ #fetching = new Map();
  /** @type {Set<string>} stale words that could not be fetched */ #owed = new Set();
  /** @type {Record<string, unknown>} the latest facts */ facts = {};
  rev = 0;

  get topic() {
    return this.getAttribute("topic") ?? "";
  }

  connectedCallback() {
    this.rev = Number(this.getAttribute("rev"));
    live.join(this);
    live.addEventListener("state", this);
    document.addEventListener("acted", this);
  }

  disconnectedCallback() {
    live.leave(this);
    live.removeEventListener("state", this);
    document.removeEventListener("acted", this);
  }

  /** @param {any} event */
  handleEvent(event) {
    if (event.type === "acted") this.#acted(event.detail?.parts ?? []);
    else if (live.state === "live") for (const word of [...this.#owed]) this.#fetch(word);
  }

  /** @param {import("./live-socket.js").Change} change */
  take(change) {
    const missed = (change.since ?? 0) > this.rev;
    const rev = change.rev ?? this.rev;
    if (change.since === 0 && rev < this.rev) this.#beginAnew(rev);
    for (const [word, html] of Object.entries(change.parts ?? {})) this.put(word, html, rev);
    for (const word of change.stale ?? []) soon(this, word, () => this.#stale(word));
    for (const [name, value] of Object.entries(change.facts ?? {})) this.#fact(name, value);
    if (missed) return live.ask();
    this.rev = Math.max(this.rev, rev);
    this.setAttribute("rev", String(this.rev));
  }

  /** The server's book is shorter than ours: an older copy was put back. @param {number} rev */
  #beginAnew(rev) {
    this.#revs.clear();
    this.rev = rev;
  }

  /** Put a part in place unless the page already has a newer one. @param {string} word @param {string} html @param {number} rev */
  put(word, html, rev) {
    const part = this.held(word);
    if (!part || rev < (this.#revs.get(word) ?? this.rev)) return;
    this.#revs.set(word, rev);
    place(part, html);
  }

  /** @param {string} word @returns {Element | null} */
  held(word) {
    return this.querySelector(`#${CSS.escape(word)}`);
  }

  refused() {
    this.dispatchEvent(new CustomEvent("refused", { bubbles: true }));
  }

  /** @param {string} name @param {unknown} value */
  #fact(name, value) {
    this.facts[name] = value;
    this.dispatchEvent(new CustomEvent("fact", { detail: { name, value } }));
  }

  /** Something personal changed: here, or (told by the person's own topic) in another topic of the page. @param {string} word */
  #stale(word) {
    if (this.held(word)) this.#fetch(word);
    else document.dispatchEvent(new CustomEvent("acted", { detail: { parts: [word] } }));
  }

  /** This page acted: a live one gets the news by itself, one without a socket asks for it. @param {string[]} words */
  #acted(words) {
    const before = this.rev;
    const personal = (this.getAttribute("personal") ?? "").split(" ");
    for (const word of words) if (personal.includes(word)) this.#fetch(word);
    const ask = () => (this.rev === before || live.state !== "live") && words.forEach((word) => this.#fetch(word));
    setTimeout(ask, live.state === "live" ? ACTED : 0);
  }

  /** @param {string} word */
  async #fetch(word) {
    if (!this.held(word) || !this.hasAttribute("url")) return;
    this.#fetching.get(word)?.abort();
    const abort = new AbortController();
    this.#fetching.set(word, abort);
    this.#owed.add(word);
    try {
      const answer = await fetch(`${this.getAttribute("url")}parts/${word}/`, { headers: { "HX-Request": "true" }, signal: abort.signal });
      if (answer.status < 500) this.#owed.delete(word);
      const part = this.held(word);
      const html = await answer.text();
      const acting = part?.querySelector(".htmx-request");
      if (acting) acting.addEventListener("htmx:afterRequest", () => this.#fetch(word), { once: true }); // its answer comes first
      else if (answer.ok && part) place(part, html);
    } catch {
      // The line is away: what is owed is fetched when it is back.
    }
  }
}

customElements.define("live-topic", LiveTopic);
