// @ts-check
/** One WebSocket connection that gives up by itself: when it does not open, does not answer, or falls silent. */

const ANSWER = 3000, GRACE = 1000;

/** @typedef {{opened(): void, heard(frame: any): void, silent(): void, ended(code: number): void}} Owner */

export class Line {
  beat = 15000;
  /** @type {Owner | null} */ #owner;
  #socket;
  /** When the last frame came, by performance.now(). */
  heardAt = performance.now();
  #asked = performance.now();
  #patience;
  #clock = setInterval(() => this.#watch(), 500);

  /** @param {Owner} owner @param {number} patience milliseconds until the first question must be answered */
  constructor(owner, patience) {
    this.#owner = owner;
    this.#patience = patience;
    this.#socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws/`);
    this.#socket.onopen = () => this.#owner?.opened();
    this.#socket.onclose = (event) => this.#end(event.code);
    this.#socket.onmessage = (event) => {
      this.heardAt = performance.now();
      this.#owner?.heard(JSON.parse(event.data));
    };
  }

  /** Send a question; an answer is due in time. @param {object} question */
  ask(question) {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#asked = performance.now();
    this.#socket.send(JSON.stringify(question));
  }

  /** The question was answered. @param {number} beat milliseconds between the server's heartbeats */
  answered(beat) {
    this.beat = beat;
    this.#asked = 0;
    this.#patience = ANSWER;
  }

  /** Close without a word to the owner. */
  close() {
    this.#owner = null;
    this.#end(0);
  }

  #watch() {
    const time = performance.now();
    if (this.#asked) time - this.#asked > this.#patience && this.#end(0);
    else if (time - this.heardAt > this.beat + GRACE) this.#owner?.silent();
  }

  /** @param {number} code the close code, 0 when nobody waits any longer */
  #end(code) {
    clearInterval(this.#clock);
    this.#socket.onclose = this.#socket.onmessage = this.#socket.onopen = null;
    this.#socket.close();
    this.#owner?.ended(code);
    this.#owner = null;
  }
}
