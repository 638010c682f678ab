// @ts-check
/**
 * <page-show version="5" page="18" file="/papers/0/file.pdf" [leads turn="/meetings/7/show/"]> around a <pdf-viewer>:
 * the chair's turns are posted to `turn`; everybody else's viewer follows the fact "show" until its owner leaves.
 * Shown by [data-when]: "following", "left" (its [data-shown-page] gets the chair's page), "leading".
 */
import { csrf, uuid } from "./act-form.js";

const PACE = 120;

/** @typedef {{version: number | null, page: number}} Show */

class PageShow extends HTMLElement {
  /** @type {Show} what the chair shows */ #shown = { version: null, page: 1 };
  #version = 0;
  #following = true;
  #posting = false;
  /** @type {number | null} */ #next = null;
  #onFact = (/** @type {any} */ event) => event.detail.name === "show" && this.#hear(event.detail.value);

  connectedCallback() {
    this.#version = Number(this.getAttribute("version"));
    this.#shown = { version: this.#version || null, page: Number(this.getAttribute("page")) || 1 };
    this.#following = !this.hasAttribute("apart");
    this.topic = this.closest("live-topic");
    this.topic?.addEventListener("fact", this.#onFact);
    this.addEventListener("turned", (event) => this.#turned(/** @type {CustomEvent} */ (event).detail.page));
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("[data-follow]") : null;
      if (button) this.follow(button.getAttribute("data-follow") !== "off");
    });
    this.#tell();
  }

  disconnectedCallback() {
    this.topic?.removeEventListener("fact", this.#onFact);
  }

  get leads() {
    return this.hasAttribute("leads");
  }

  get viewer() {
    return /** @type {import("./pdf-viewer.js").PdfViewer | null} */ (this.querySelector("pdf-viewer"));
  }

  /** Follow the chair, or leave. @param {boolean} on */
  follow(on) {
    this.#following = on;
    if (on) this.#match();
    this.#tell();
  }

  /** @param {Show | null} shown */
  #hear(shown) {
    if (!shown || (this.leads && (this.#posting || this.#next !== null))) return;
    this.#shown = shown;
    if (this.#following) this.#match();
    this.#tell();
  }

  /** Show what the chair shows. */
  #match() {
    const { version, page } = this.#shown;
    if (!version || !this.viewer) return;
    if (version === this.#version) return void (page !== this.viewer.page && this.viewer.go(page));
    this.#version = version;
    this.viewer.open((this.getAttribute("file") ?? "").replace("/0/", `/${version}/`), page);
  }

  /** The person turned the page: the chair takes everybody along, a member leaves. @param {number} page */
  #turned(page) {
    if (this.leads) return this.#post(page);
    this.#following = false;
    this.#tell();
  }

  /** Post the turn; while one is on its way only the newest waits. @param {number} page */
  async #post(page) {
    this.#next = page;
    if (this.#posting) return;
    this.#posting = true;
    while (this.#next !== null) {
      const turn = this.#next;
      this.#next = null;
      await Promise.all([this.#send(turn), new Promise((done) => setTimeout(done, PACE))]);
    }
    this.#posting = false;
  }

  /** @param {number} page */
  async #send(page) {
    const body = new URLSearchParams({ version: String(this.#version), page: String(page), act: uuid() });
    const headers = { "X-CSRFToken": csrf(), "HX-Request": "true" };
    try {
      const answer = await fetch(this.getAttribute("turn") ?? "", { method: "POST", body, headers });
      const toast = JSON.parse(answer.headers.get("HX-Trigger") || "{}").toast;
      if (toast) document.dispatchEvent(new CustomEvent("toast", { detail: toast }));
      if (answer.ok) this.#shown = { version: this.#version, page };
    } catch {
      const text = document.querySelector("toast-region")?.getAttribute("data-lost");
      document.dispatchEvent(new CustomEvent("toast", { detail: { text, kind: "error" } }));
    }
  }

  #tell() {
    const state = this.leads ? "leading" : this.#following ? "following" : "left";
    this.dataset.state = state;
    for (const one of this.querySelectorAll("[data-when]")) one.toggleAttribute("hidden", one.getAttribute("data-when") !== state);
    for (const one of this.querySelectorAll("[data-shown-page]")) one.textContent = String(this.#shown.page);
  }
}

customElements.define("page-show", PageShow);
