// @ts-check
/**
 * <drop-zone> around an <input type="file"> (inside a form, or with the form inside): drop files on .drop-target, see
 * their names in [data-names] (then the browser's own button, in the browser's language, is not shown), see the upload in <progress>. A form with hx-post is sent by htmx; a plain one is sent
 * here for the progress, and then the page the server answers with is opened.
 */
import { csrf } from "./act-form.js";
import { told } from "./file-choice.js";

class DropZone extends HTMLElement {
  connectedCallback() {
    this.toggleAttribute("data-names-here", !!this.querySelector(".drop-target > label ~ [data-names]"));
    this.addEventListener("dragover", (event) => this.#over(event, true));
    this.addEventListener("dragleave", (event) => this.#over(event, false));
    this.addEventListener("drop", (event) => this.#drop(event));
    this.addEventListener("change", () => this.#names());
    this.form?.addEventListener("htmx:xhr:progress", (event) => this.#progress(/** @type {CustomEvent} */ (event).detail));
    this.form?.addEventListener("htmx:afterRequest", () => this.#progress(null));
    this.form?.addEventListener("submit", (event) => this.#send(event));
  }

  get form() {
    return this.closest("form") ?? this.querySelector("form");
  }

  get input() {
    return /** @type {HTMLInputElement | null} */ (this.querySelector('input[type="file"]'));
  }

  /** @param {DragEvent} event @param {boolean} on */
  #over(event, on) {
    event.preventDefault();
    this.toggleAttribute("data-over", on);
  }

  /** @param {DragEvent} event */
  #drop(event) {
    this.#over(event, false);
    if (!this.input || !event.dataTransfer?.files.length) return;
    this.input.files = event.dataTransfer.files;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #names() {
    const place = this.querySelector("[data-names]");
    if (place) place.textContent = told(this.input?.files ?? []);
  }

  /** @param {{loaded: number, total: number} | null} state null: over */
  #progress(state) {
    const bar = this.querySelector("progress");
    if (!bar) return;
    bar.hidden = !state;
    if (state?.total) Object.assign(bar, { max: state.total, value: state.loaded });
  }

  /** @param {SubmitEvent} event */
  #send(event) {
    const form = this.form;
    if (!form || form.hasAttribute("hx-post") || event.defaultPrevented) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-CSRFToken", csrf());
    request.upload.onprogress = (step) => this.#progress(step);
    request.onerror = () => this.#lost();
    request.onload = () => this.#answered(request);
    request.send(new FormData(form, event.submitter));
  }

  /** @param {XMLHttpRequest} request */
  #answered(request) {
    this.#progress(null);
    if (request.status < 300) return location.assign(request.responseURL);
    const page = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
    if (!page) return;
    document.querySelector("main")?.replaceWith(document.adoptNode(page));
    const said = /** @type {HTMLElement | null} */ (page.querySelector("#refused"));
    (said ?? page).focus({ preventScroll: true });
    if (said) said.scrollIntoView({ block: "center" });
    else scrollTo(0, 0); // what is wrong stands above the form
  }

  #lost() {
    this.#progress(null);
    const text = document.querySelector("toast-region")?.getAttribute("data-lost") ?? "";
    document.dispatchEvent(new CustomEvent("toast", { detail: { text, kind: "error" } }));
  }
}

customElements.define("drop-zone", DropZone);
