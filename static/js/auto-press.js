// @ts-check
/** <auto-press>: presses the one button inside by itself, once, when somebody really looks at the page. */

class AutoPress extends HTMLElement {
  connectedCallback() {
    const press = () => {
      if (document.visibilityState !== "visible" || this.dataset.done) return;
      this.dataset.done = "1";
      this.querySelector("form")?.requestSubmit();
    };
    document.addEventListener("visibilitychange", press);
    setTimeout(press, 150);
  }
}

customElements.define("auto-press", AutoPress);
