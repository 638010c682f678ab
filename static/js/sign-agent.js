// @ts-check
/**
 * <sign-agent url="wss://127.0.0.1:8987/" verb="NghiSu" question="{…}" talk="attempt-7">: asks the signing program at this
 * machine, once; the talk outlives this element, because the page draws its part anew while the person enters the PIN.
 * Words stand in the page (data-say), here are none. No PIN, no key and no file passes through the browser.
 */

const PATIENCE = 5000; // milliseconds until a program that does not answer counts as not running
const PARTS = "my_step steps document"; // fetched anew when the program has answered; a page may name its own

/** @typedef {{state: string, message: string, socket: WebSocket | null, answer: any}} Talk */
/** @type {Map<string, Talk>} */
const talks = new Map();

class SignAgent extends HTMLElement {
  connectedCallback() {
    this.querySelector("[data-again]")?.addEventListener("click", this);
    document.addEventListener("sign-agent", this);
    if (!talks.has(this.#name) && !this.hasAttribute("wait")) this.#begin();
    this.#show();
  }

  disconnectedCallback() {
    document.removeEventListener("sign-agent", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "click") this.#begin();
    this.#show();
  }

  get #name() {
    return this.getAttribute("talk") ?? "";
  }

  #begin() {
    /** @type {Talk} */
    const talk = { state: "calling", message: "", socket: null, answer: null };
    talks.get(this.#name)?.socket?.close();
    talks.set(this.#name, talk);
    const address = `${this.getAttribute("url") ?? ""}${this.getAttribute("verb") ?? ""}`;
    try {
      talk.socket = new WebSocket(address);
    } catch {
      return this.#now(talk, "absent");
    }
    const late = setTimeout(() => talk.state === "calling" && this.#now(talk, "absent"), PATIENCE);
    talk.socket.onopen = () => {
      clearTimeout(late);
      talk.socket?.send(this.getAttribute("question") || "{}");
      this.#now(talk, "asked");
    };
    talk.socket.onmessage = (message) => this.#answered(talk, String(message.data));
    talk.socket.onclose = () => {
      clearTimeout(late);
      if (talk.state === "calling") this.#now(talk, "absent");
      else if (talk.state === "asked") this.#now(talk, "broken");
    };
  }

  /** @param {Talk} talk @param {string} text */
  #answered(talk, text) {
    try {
      talk.answer = JSON.parse(text);
    } catch {
      return this.#now(talk, "failed");
    }
    const { Status, Word, Message } = talk.answer;
    talk.message = Status === 0 ? "" : String(Message ?? "");
    this.#now(talk, Status === 0 ? "done" : this.querySelector(`[data-say="${CSS.escape(Word ?? "")}"]`) ? Word : "failed");
    talk.socket?.close();
    document.dispatchEvent(new CustomEvent("acted", { detail: { parts: (this.getAttribute("parts") ?? PARTS).split(" ") } }));
  }

  /** @param {Talk} talk @param {string} state */
  #now(talk, state) {
    talk.state = state;
    document.dispatchEvent(new CustomEvent("sign-agent"));
  }

  #show() {
    const talk = talks.get(this.#name);
    const state = talk?.state ?? (this.hasAttribute("once") ? "waiting" : "idle");
    this.dataset.state = state;
    for (const one of this.querySelectorAll("[data-say]")) {
      /** @type {HTMLElement} */ (one).hidden = one.getAttribute("data-say") !== state;
    }
    const again = /** @type {HTMLElement | null} */ (this.querySelector("[data-again]"));
    if (again) again.hidden = !["idle", "absent", "failed", "broken", "cancelled", "refused", "wrong_pin", "no_token"].includes(state) || this.hasAttribute("once");
    const said = this.querySelector("[data-message]");
    if (said) said.textContent = talk?.message ?? "";
    if (state === "done") this.#fill(talk?.answer);
  }

  /** Certificates that were asked for go into the form around. @param {any} answer */
  #fill(answer) {
    const field = /** @type {HTMLInputElement | null} */ (this.querySelector("input[name$=certificates]"));
    if (!field || field.value || !Array.isArray(answer?.Certificates)) return;
    field.value = answer.Certificates.join(" ");
    const proof = /** @type {HTMLInputElement | null} */ (this.querySelector("input[name$=proof]"));
    if (proof) proof.value = String(answer.Proof ?? "");
    this.closest("form")?.requestSubmit();
  }
}

customElements.define("sign-agent", SignAgent);
