// @ts-check
/**
 * <assign-here url="…"><a>…</a></assign-here>: a passage marked on this page becomes a task: the link appears near the
 * thumb and carries the words, the page's address and the nearest anchor. The server asks again who may see the page.
 */

const SHORTEST = 8, LONGEST = 1500, SETTLED = 250;

class AssignHere extends HTMLElement {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #look = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), SETTLED);
  };

  connectedCallback() {
    document.addEventListener("selectionchange", this.#look);
  }

  disconnectedCallback() {
    document.removeEventListener("selectionchange", this.#look);
  }

  #show() {
    const marked = document.getSelection(), link = this.querySelector("a");
    const words = (marked?.toString() ?? "").replace(/\s+/g, " ").trim();
    const place = marked?.rangeCount ? marked.getRangeAt(0).commonAncestorContainer : null;
    const node = place instanceof Element ? place : place?.parentElement;
    const inside = node?.closest("main") && !node.closest("form, textarea, input");
    this.hidden = !inside || words.length < SHORTEST;
    if (this.hidden || !link) return;
    const asked = new URLSearchParams({ quote: words.slice(0, LONGEST), source: location.pathname + this.#page(node) });
    const anchor = this.#anchor(node);
    if (anchor) asked.set("anchor", anchor);
    link.href = `${this.getAttribute("url")}?${asked}`;
  }

  /** The page of a paper on which the words stand. @param {Element | null | undefined} node @returns {string} */
  #page(node) {
    const viewer = /** @type {any} */ (node?.closest("pdf-viewer"));
    return Number(viewer?.page) > 0 ? `?page=${viewer.page}` : "";
  }

  /** The nearest element with an address of its own (“conclusion-12”). @param {Element | null | undefined} node */
  #anchor(node) {
    for (let one = node; one && one.id !== "main"; one = one.parentElement) if (/^[a-z]+-?\d+$/.test(one.id)) return one.id;
    return "";
  }
}

customElements.define("assign-here", AssignHere);
