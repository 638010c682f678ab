// @ts-check
/**
 * <side-drawer><dialog><div id="drawer"></div></dialog></side-drawer>: what htmx puts into #drawer opens at the side. The
 * event "drawer-done" (of the answer to its form) closes it; forms with [data-clear] elsewhere are emptied by it.
 */

class SideDrawer extends HTMLElement {
  connectedCallback() {
    const { dialog } = this;
    dialog?.addEventListener("click", (event) => {
      const closes = event.target === dialog || (event.target instanceof Element && event.target.closest("[data-close]"));
      if (closes) dialog.close();
    });
    this.addEventListener("htmx:afterSwap", () => !dialog?.open && dialog?.showModal());
    document.addEventListener("drawer-done", (event) => this.#done(event.target));
  }

  get dialog() {
    return this.querySelector("dialog");
  }

  /** @param {EventTarget | null} target the form that was answered */
  #done(target) {
    this.dialog?.close();
    const form = target instanceof Element ? target.closest("form[data-clear]") : null;
    if (!(form instanceof HTMLFormElement)) return;
    form.reset();
    const first = form.querySelector('input:not([type="hidden"])');
    if (!(first instanceof HTMLInputElement)) return;
    first.value = "";
    first.focus();
  }
}

customElements.define("side-drawer", SideDrawer);
