// @ts-check
/**
 * <auto-dialog><details><summary class="btn">…</summary><div>…</div></details></auto-dialog>: without JavaScript the
 * details fold out, with it they open as a dialog. The attribute "now" opens it at once. [data-close] closes it; so
 * does an htmx request of its form that succeeded.
 */

class AutoDialog extends HTMLElement {
  /** @type {HTMLDialogElement | null} */ #dialog = null;

  connectedCallback() {
    this.querySelector("summary")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.open();
    });
    this.addEventListener("htmx:afterRequest", (event) => {
      const { successful, xhr } = /** @type {CustomEvent} */ (event).detail;
      if (successful && xhr.status !== 422) this.#dialog?.close();
    });
    if (this.hasAttribute("now")) this.open();
  }

  open() {
    const dialog = (this.#dialog ??= this.#build());
    if (!dialog.open) dialog.showModal();
  }

  /** @returns {HTMLDialogElement} the folded content, moved into a dialog */
  #build() {
    const details = this.querySelector("details");
    const dialog = document.createElement("dialog");
    const heading = details?.querySelector("h2, h3, summary");
    dialog.setAttribute("aria-label", heading?.textContent?.trim() ?? "");
    dialog.append(...[...(details?.children ?? [])].filter((child) => child.localName !== "summary"));
    dialog.addEventListener("click", (event) => {
      const closes = event.target === dialog || (event.target instanceof Element && event.target.closest("[data-close]"));
      if (closes) dialog.close();
    });
    for (const closer of dialog.querySelectorAll("[data-close]")) closer.removeAttribute("hidden");
    this.append(dialog);
    return dialog;
  }
}

customElements.define("auto-dialog", AutoDialog);
