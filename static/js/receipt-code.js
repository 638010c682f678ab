// @ts-check
/**
 * <receipt-code vote="7">: the receipt of a secret vote. Inside the ballot's form it makes a random code on this screen and
 * sends it with the ballot; beside the answer it shows the code that this page has sent. The code is kept only in the
 * page's memory: leaving the page forgets it.
 */

const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 10;

/** @type {Map<string, {code: string, sent: boolean}>} */
const codes = new Map();

/** @returns {string} a random code, each letter equally likely */
function make() {
  const letters = [];
  const fair = 256 - (256 % LETTERS.length);
  while (letters.length < LENGTH) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < fair) letters.push(LETTERS[byte % LETTERS.length]);
  }
  return letters.join("");
}

class ReceiptCode extends HTMLElement {
  connectedCallback() {
    const vote = this.getAttribute("vote") ?? "";
    const form = this.closest("form");
    if (form) this.#sendWith(form, vote);
    else this.#show(codes.get(vote));
  }

  /** @param {HTMLFormElement} form @param {string} vote */
  #sendWith(form, vote) {
    const entry = codes.get(vote) ?? { code: make(), sent: false };
    codes.set(vote, entry);
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: "code", value: entry.code });
    this.replaceChildren(input);
    form.addEventListener("htmx:afterRequest", (event) => {
      if (/** @type {CustomEvent} */ (event).detail.successful) entry.sent = true;
    });
  }

  /** @param {{code: string, sent: boolean} | undefined} entry */
  #show(entry) {
    const place = this.querySelector("[data-code]");
    this.hidden = !entry?.sent || !place;
    if (entry && place) place.textContent = `${entry.code.slice(0, 5)}-${entry.code.slice(5)}`;
  }
}

customElements.define("receipt-code", ReceiptCode);
