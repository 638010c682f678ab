// @ts-check
/**
 * <many-papers guess="…" most="40">: after files are chosen, asks what their names say (nothing is sent but names) and
 * shows a line for each: item, type and title can be changed before the files are sent with the form.
 */

class ManyPapers extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === "file") this.#look(event.target);
    });
  }

  /** @param {HTMLInputElement} input */
  async #look(input) {
    const files = [...(input.files ?? [])].slice(0, Number(this.getAttribute("most")));
    const query = new URLSearchParams(files.map((file) => ["name", file.name]));
    const answer = await fetch(`${this.getAttribute("guess")}?${query}`).catch(() => null);
    const said = answer?.ok ? (await answer.json()).files : files.map((file) => ({ name: file.name, title: file.name }));
    const place = this.querySelector("[data-lines]");
    place?.replaceChildren(...said.map(this.#line.bind(this)));
  }

  /** @param {{name: string, item?: number, type?: number, title: string}} file @param {number} number @returns {Node} */
  #line(file, number) {
    const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
    const line = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    const name = line.querySelector("[data-name]");
    if (name) name.textContent = file.name;
    /** @type {Record<string, string>} */
    const values = { item: String(file.item ?? ""), type: String(file.type ?? ""), title: file.title };
    for (const field of line.querySelectorAll("[data-field]")) {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
      const word = field.dataset.field ?? "";
      field.name = `${word}_${number}`;
      field.value = values[word] ?? "";
    }
    return line;
  }
}

customElements.define("many-papers", ManyPapers);
