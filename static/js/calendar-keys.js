// <calendar-keys>: the links inside that name a key (data-key) are followed by that key, except while somebody types.
class CalendarKeys extends HTMLElement {
  /** @type {(event: KeyboardEvent) => void} */
  press = (event) => this.go(event);

  connectedCallback() {
    document.addEventListener("keydown", this.press);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.press);
  }

  /** @param {KeyboardEvent} event */
  go(event) {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, dialog, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const link = this.querySelector(`a[data-key="${CSS.escape(key)}"]`);
    if (link instanceof HTMLAnchorElement) link.click();
  }
}

customElements.define("calendar-keys", CalendarKeys);
