// @ts-check
/** <split-here for="id of a text field"><form>…</form></split-here>: tells the form where the cursor stands in the field. */

class SplitHere extends HTMLElement {
  connectedCallback() {
    const field = document.getElementById(this.getAttribute("for") ?? "");
    const form = this.querySelector("form");
    if (!(field instanceof HTMLTextAreaElement) || !form) return;
    form.addEventListener(
      "submit",
      () => {
        const at = form.elements.namedItem("at");
        const place = field.selectionStart ?? 0;
        const inside = place > 0 && place < field.value.length && field.value === field.defaultValue;
        if (at instanceof HTMLInputElement) at.value = inside ? String([...field.value.slice(0, place)].length) : "";
      },
      true,
    );
  }
}

customElements.define("split-here", SplitHere);
