// @ts-check
/**
 * <push-switch data-key="…">: a form that lets this browser be pushed to. It asks the browser first and puts what it
 * answers into the form's hidden fields. Shown only where there is a service worker and where pushes exist.
 */

class PushSwitch extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
    if (!form || !able) return;
    this.hidden = false;
    form.addEventListener("submit", (event) => {
      if (this.dataset.ready) return;
      event.preventDefault();
      this.#subscribe(form).catch(() => this.#refused(true));
    });
  }

  /** @param {HTMLFormElement} form */
  async #subscribe(form) {
    this.#refused(false);
    if ((await Notification.requestPermission()) !== "granted") return this.#refused(true);
    const worker = await navigator.serviceWorker.ready;
    const key = bytes(this.dataset.key ?? "");
    const old = await worker.pushManager.getSubscription();
    if (old && !same(old.options.applicationServerKey, key)) await old.unsubscribe();
    const found = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const said = found.toJSON();
    put(form, "endpoint", found.endpoint);
    put(form, "key", said.keys?.p256dh ?? "");
    put(form, "secret", said.keys?.auth ?? "");
    this.dataset.ready = "1";
    form.requestSubmit();
  }

  /** @param {boolean} refused */
  #refused(refused) {
    const words = /** @type {HTMLElement | null} */ (this.querySelector("[data-refused]"));
    if (words) words.hidden = !refused;
  }
}

/** @param {HTMLFormElement} form @param {string} name @param {string} value */
function put(form, name, value) {
  /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = value;
}

/** @param {string} text base64url @returns {Uint8Array<ArrayBuffer>} */
function bytes(text) {
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(raw, (sign) => sign.charCodeAt(0));
}

/** @param {ArrayBuffer | null} one @param {Uint8Array} other */
function same(one, other) {
  return Boolean(one) && String(new Uint8Array(/** @type {ArrayBuffer} */ (one))) === String(other);
}

customElements.define("push-switch", PushSwitch);
