// @ts-check
/** The page's only socket. It listens: topics join it, it says where they stand, and hands them what is new. */
import { setServerNow } from "./clock.js";
import { Line } from "./line.js";

/**
 * @typedef {{topic: string, since?: number, rev?: number, parts?: Record<string, string>, stale?: string[], facts?: Record<string, unknown>}} Change
 * @typedef {{topic: string, rev: number, take(change: Change): void, refused(): void}} Listener
 * @typedef {"idle" | "live" | "lost" | "polling"} LiveState
 */

const FIRST = 1000, SLOWEST = 5000, OPENING = 6000;

/** Events: "state" (see .state), "signed-out", "other-rights". */
class LiveSocket extends EventTarget {
  /** @type {Set<Listener>} */ listeners = new Set();
  /** @type {LiveState} */ state = "idle";
  /** When the page was last known to be right, by performance.now(). */
  rightAt = performance.now();
  /** @type {Line | null} */ #line = null;
  #tries = 0;
  /** A signed word with which this session comes back without a question to the database. */ #ticket = "";
  #retry = 0;

  constructor() {
    super();
    addEventListener("online", () => this.again(Math.random() * FIRST));
    addEventListener("offline", () => this.again(Math.random() * SLOWEST));
    addEventListener("pagehide", () => this.#line?.close());
    addEventListener("pageshow", (event) => /** @type {PageTransitionEvent} */ (event).persisted && this.again(0));
    document.addEventListener("visibilitychange", () => document.hidden || this.ask());
  }

  /** @param {Listener} listener */
  join(listener) {
    this.listeners.add(listener);
    if (this.state === "live") this.ask();
    else if (!this.#line) this.again(0);
  }

  /** @param {Listener} listener */
  leave(listener) {
    this.listeners.delete(listener);
  }

  /** Let the line go and connect anew. @param {number} wait milliseconds @param {number} rightAt until when all was well */
  again(wait, rightAt = performance.now()) {
    if (this.state === "live") this.rightAt = rightAt;
    this.#line?.close();
    this.#line = null;
    if (this.state !== "polling") this.say("lost");
    clearTimeout(this.#retry);
    this.#retry = window.setTimeout(() => this.#open(), wait);
  }

  /** @param {LiveState} state */
  say(state) {
    if (this.state === state || !this.listeners.size) return;
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }

  #open() {
    if (this.#line || !this.listeners.size) return;
    const owner = {
      opened: () => this.ask(),
      heard: /** @param {any} frame */ (frame) => this.#hear(frame),
      silent: () => this.ask(),
      ended: /** @param {number} code */ (code) => this.#ended(code),
    };
    this.#line = new Line(owner, OPENING + Math.min(this.#tries, 3) * 1000);
  }

  /** Say where every topic stands; the answer is what was missed, then "ready". */
  ask() {
    if (!this.#line) return this.again(0);
    const topics = Object.fromEntries([...this.listeners].map((one) => [one.topic, one.rev]));
    this.#line.ask({ t: "hello", v: 1, topics, lang: document.documentElement.lang, ticket: this.#ticket });
  }

  /** @param {any} frame */
  #hear(frame) {
    if (frame.now) setServerNow(frame.now);
    if (frame.t === "ready") this.#ready(frame);
    else if (frame.t === "hb") this.#compare(frame.heads ?? {});
    else if (frame.topic) this.#each(frame.topic, (one) => one.take(frame));
  }

  /** @param {{hb?: number, refused?: string[], ticket?: string}} frame */
  #ready(frame) {
    this.#tries = 0;
    this.#ticket = frame.ticket ?? "";
    this.#line?.answered((frame.hb ?? 15) * 1000);
    for (const topic of frame.refused ?? []) this.#each(topic, (one) => one.refused());
    this.say("live");
  }

  /** A heartbeat names the newest revisions: one still missing after a second was lost. @param {Record<string, number>} heads */
  #compare(heads) {
    const behind = () => [...this.listeners].some((one) => (heads[one.topic] ?? 0) > one.rev);
    if (behind()) setTimeout(() => behind() && this.ask(), 1000);
  }

  /** @param {string} topic @param {(one: Listener) => void} act */
  #each(topic, act) {
    for (const one of this.listeners) if (one.topic === topic) act(one);
  }

  /** @param {number} code */
  #ended(code) {
    if (code === 4401) this.dispatchEvent(new Event("signed-out"));
    if (code === 4403) for (const one of this.listeners) one.rev = 0; // what stands here was drawn for other rights
    if (code === 4403) this.dispatchEvent(new Event("other-rights"));
    const longest = Math.min(FIRST * 2 ** this.#tries++, SLOWEST);
    this.again(Math.random() * longest, code ? undefined : this.#line?.heardAt);
  }
}

export const live = new LiveSocket();
