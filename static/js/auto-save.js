// @ts-check
/**
 * <auto-save><form>…</form></auto-save>: what is typed is saved by itself a moment later. A text that could not be saved
 * stays in the form, says so, and is tried again; nothing of it is kept in the browser (a tablet may be shared).
 * States, shown by [data-when]: typing, saving, saved, lost, refused ([data-why] gets the sentence).
 */
import { csrf, uuid } from "./act-form.js";

const PAUSE = 1200, AGAIN = 5000;

class AutoSave extends HTMLElement {
  form = /** @type {HTMLFormElement} */ (this.querySelector("form"));
  /** @type {number | undefined} */ #timer;
  #saved = "";
  #busy = false;

  connectedCallback() {
    this.#saved = this.text;
    this.dataset.state = "";
    this.form.addEventListener("input", () => this.#typed());
    this.form.addEventListener("submit", (event) => this.#press(event));
    addEventListener("online", () => this.dirty && this.save());
    addEventListener("beforeunload", (event) => this.#leave(event));
  }

  get field() {
    return /** @type {HTMLTextAreaElement} */ (this.form.elements.namedItem("text"));
  }

  get text() {
    return this.field.value.trim();
  }

  get dirty() {
    return this.text !== this.#saved;
  }

  #typed() {
    clearTimeout(this.#timer);
    if (!this.dirty) return this.#say("");
    this.#say("typing");
    this.#timer = setTimeout(() => this.save(), PAUSE);
  }

  /** @param {Event} event */
  #press(event) {
    event.preventDefault();
    event.stopPropagation();
    this.save();
  }

  async save() {
    clearTimeout(this.#timer);
    if (this.#busy || !this.dirty || (!this.text && !this.#saved)) return;
    this.#busy = true;
    const sent = this.text;
    this.#say("saving");
    try {
      const body = new FormData(this.form);
      body.set("csrfmiddlewaretoken", csrf());
      const answer = await fetch(this.form.action, { method: "POST", body, headers: { "X-Saves": "itself", "HX-Request": "true" } });
      if (answer.ok && answer.headers.get("Content-Type")?.includes("json")) this.#done(sent, await answer.json());
      else if (answer.status === 409) this.#refused(answer);
      else this.#lost();
    } catch {
      this.#lost();
    }
    this.#busy = false;
    if (this.dataset.state === "saved" && this.dirty) this.#typed();
  }

  /** @param {string} sent @param {{note: number, edition: number, url: string}} told */
  #done(sent, told) {
    this.#saved = sent;
    this.field.defaultValue = this.field.value;
    this.form.action = told.url;
    const edition = this.form.elements.namedItem("edition");
    if (edition instanceof HTMLInputElement) edition.value = String(told.edition);
    const act = this.form.elements.namedItem("act");
    if (act instanceof HTMLInputElement) act.value = uuid();
    this.#say("saved");
  }

  /** @param {Response} answer */
  #refused(answer) {
    const told = JSON.parse(answer.headers.get("HX-Trigger") ?? "{}");
    const why = this.querySelector("[data-why]");
    if (why) why.textContent = told.toast?.text ?? "";
    this.#say("refused");
  }

  #lost() {
    this.#say("lost");
    this.#timer = setTimeout(() => this.save(), AGAIN);
  }

  /** @param {BeforeUnloadEvent} event */
  #leave(event) {
    if (!this.dirty || !this.isConnected) return;
    this.save();
    if (this.dataset.state === "lost") event.preventDefault();
  }

  /** @param {string} state */
  #say(state) {
    this.dataset.state = state;
    for (const one of this.querySelectorAll("[data-when]")) one.toggleAttribute("hidden", one.getAttribute("data-when") !== state);
  }
}

customElements.define("auto-save", AutoSave);
