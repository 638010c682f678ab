// @ts-check
/**
 * Every form that acts: one id for each act (a repeated POST after a lost answer is the same act), the CSRF word
 * where a pushed part could not carry it, and one press is one press.
 */

/** @param {HTMLFormElement} form @param {string} name @returns {HTMLInputElement} */
function hidden(form, name) {
  const found = form.querySelector(`input[name="${name}"]`);
  if (found instanceof HTMLInputElement) return found;
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name });
  return form.appendChild(input);
}

/** @returns {string} a random UUID; also where crypto.randomUUID is missing (plain HTTP on a local network) */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** @returns {string} the CSRF word of this page */
export function csrf() {
  return JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] ?? "";
}

/** @param {Event} event @returns {HTMLFormElement | null} the form that posts */
function acting(event) {
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  const posts = form && (form.method === "post" || form.hasAttribute("hx-post"));
  return posts ? form : null;
}

/** @param {HTMLFormElement} form */
function prepare(form) {
  const act = hidden(form, "act");
  act.value ||= uuid();
  const word = hidden(form, "csrfmiddlewaretoken");
  word.value ||= csrf();
}

document.addEventListener(
  "submit",
  (event) => {
    const form = acting(event);
    if (!form) return;
    if (form.dataset.sent) return event.preventDefault();
    prepare(form);
    if (form.hasAttribute("hx-post") || form.method === "dialog") return;
    form.dataset.sent = "1";
    setTimeout(() => event.defaultPrevented && delete form.dataset.sent);
  },
  true,
);

// Back from the history: the form may be sent again, as a new act.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    form.removeAttribute("data-sent");
    renew(/** @type {HTMLFormElement} */ (form));
  }
});

// htmx: an answer, whatever it says, ends the act; a lost one keeps its id for the next press.
document.addEventListener("htmx:afterRequest", (event) => {
  const form = acting(event);
  if (form && /** @type {CustomEvent} */ (event).detail.xhr?.status) renew(form);
});

/** @param {HTMLFormElement} form */
function renew(form) {
  const act = form.querySelector('input[name="act"]');
  if (act instanceof HTMLInputElement) act.value = uuid();
}
