// <print-here hidden><button>…</button></print-here>: shows itself where pages can be printed, and prints this one.
class PrintHere extends HTMLElement {
  connectedCallback() {
    this.hidden = typeof window.print !== "function";
    this.addEventListener("click", () => window.print());
  }
}

customElements.define("print-here", PrintHere);
