// @ts-check
/** <fresh-form> around a form that posts by htmx: empty again after it was taken; the <details> around it closes (or opens by its address). */

class FreshForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener("htmx:afterRequest", (/** @type {any} */ event) => {
      const status = event.detail.xhr?.status ?? 0;
      if (status >= 200 && status < 300) this.#again();
    });
    addEventListener("hashchange", () => this.#open());
    this.#open();
  }

  #again() {
    const form = this.querySelector("form");
    form?.reset();
    const list = this.closest("details");
    if (list) list.open = false;
    else /** @type {HTMLElement | null} */ (form?.querySelector("input:not([type=hidden])"))?.focus();
  }

  #open() {
    const list = this.closest("details");
    if (!list?.id || location.hash !== `#${list.id}`) return;
    list.open = true;
    /** @type {HTMLElement | null} */ (this.querySelector("select, textarea, input:not([type=hidden])"))?.focus();
  }
}

customElements.define("fresh-form", FreshForm);
