// @ts-check
/**
 * <file-choice> around an <input type="file"> and .file-words: the choice in the product's own words instead of the
 * browser's. The input stays what is clicked, focused and read out; it lies unseen over the words. What was chosen is
 * told with its size in [data-names] (said to screen readers), or its words for “nothing yet”.
 */

/** @param {Iterable<File>} files @returns {string} names and sizes, in the page's language */
export function told(files) {
  return [...files].map((file) => `${file.name} (${size(file.size)})`).join(", ");
}

/** @param {number} bytes @returns {string} */
function size(bytes) {
  const [unit, number] = bytes < 1e6 ? ["kilobyte", Math.max(1, Math.round(bytes / 1e3))] : ["megabyte", bytes / 1e6];
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: String(unit), maximumFractionDigits: 1 }).format(Number(number));
}

class FileChoice extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector('input[type="file"]'), names = this.querySelector("[data-names]");
    if (!(input instanceof HTMLInputElement) || !names || this.children.length !== 2) return; // a file kept before has its own line
    this.toggleAttribute("data-here", true);
    const none = names.textContent;
    const tell = () => {
      names.textContent = input.files?.length ? told(input.files) : none;
      this.toggleAttribute("data-chosen", !!input.files?.length);
    };
    input.addEventListener("change", tell);
    input.form?.addEventListener("reset", () => setTimeout(tell));
    tell(); // back from the history, the browser may have kept the choice
  }
}

customElements.define("file-choice", FileChoice);
