// @ts-check
/**
 * <qr-scan base="/verify/">: scans the QR of a printed document with this device's camera, where the browser knows how
 * (BarcodeDetector); elsewhere it stays hidden. Only the code in the address is used: whatever a QR says, the page that
 * opens is one of this site.
 */

const CODE = /\/verify\/([0-9A-Z]{12,16})\/?$/i;
const EVERY = 250; // milliseconds between two looks

class QrScan extends HTMLElement {
  /** @type {MediaStream | null} */
  #stream = null;

  async connectedCallback() {
    const Detector = /** @type {any} */ (globalThis).BarcodeDetector;
    if (!Detector || !navigator.mediaDevices?.getUserMedia) return;
    const kinds = await Detector.getSupportedFormats().catch(() => []);
    if (!kinds.includes("qr_code")) return;
    this.detector = new Detector({ formats: ["qr_code"] });
    this.hidden = false;
    this.querySelector(":scope > button")?.addEventListener("click", () => this.#open());
    this.querySelector("[data-close]")?.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.#stop());
  }

  disconnectedCallback() {
    this.#stop();
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  get video() {
    return /** @type {HTMLVideoElement} */ (this.querySelector("video"));
  }

  async #open() {
    this.dialog.showModal();
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      this.video.srcObject = this.#stream;
      await this.video.play();
      this.#look();
    } catch {
      this.querySelector("[data-none]")?.removeAttribute("hidden");
    }
  }

  async #look() {
    if (!this.dialog.open || !this.#stream) return;
    const found = await this.detector.detect(this.video).catch(() => []);
    for (const one of found) {
      const code = CODE.exec(one.rawValue)?.[1];
      if (code) return location.assign(`${this.getAttribute("base")}${code.toUpperCase()}/`);
    }
    setTimeout(() => this.#look(), EVERY);
  }

  #stop() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
  }
}

customElements.define("qr-scan", QrScan);
