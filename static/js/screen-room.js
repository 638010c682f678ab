// @ts-check
/**
 * <screen-room> around a projector's page: keeps the screen awake, hides the pointer, tells the time in every [data-clock],
 * fetches every img[data-fresh] anew, switches dark and light ([data-do="light"]) and full screen ([data-do="full"]).
 */
import { serverNow } from "./clock.js";
import { live } from "./live-socket.js";

const IDLE = 3000, THEME = "screen-theme";

class ScreenRoom extends HTMLElement {
  #idle = 0;
  #minute = "";

  connectedCallback() {
    const chosen = new URLSearchParams(location.search).get("theme") ?? localStorage.getItem(THEME);
    this.#paint(chosen === "light" ? "light" : "dark");
    for (const name of ["pointermove", "pointerdown", "keydown"]) addEventListener(name, () => this.#wake());
    this.addEventListener("click", (event) => this.#do(event));
    document.addEventListener("visibilitychange", () => this.#stayAwake());
    document.addEventListener("placed", () => this.#tick(true));
    live.addEventListener("signed-out", () => this.#askAgain());
    document.addEventListener("refused", () => this.#askAgain());
    setInterval(() => this.#tick(false), 500);
    this.#tick(true);
    this.#wake();
    this.#stayAwake();
  }

  /** Revoked, or over: the server says so with a page; not more often than every half minute. */
  #askAgain() {
    const last = Number(sessionStorage.getItem("asked-again"));
    sessionStorage.setItem("asked-again", String(Date.now()));
    setTimeout(() => location.reload(), Date.now() - last < 30000 ? 30000 : 0);
  }

  #wake() {
    this.removeAttribute("data-idle");
    clearTimeout(this.#idle);
    this.#idle = window.setTimeout(() => this.setAttribute("data-idle", ""), IDLE);
  }

  async #stayAwake() {
    if (document.hidden) return;
    try {
      await /** @type {any} */ (navigator).wakeLock?.request("screen");
    } catch {
      // Not allowed here (plain HTTP, low battery): the television's own setting decides.
    }
  }

  /** @param {boolean} anew */
  #tick(anew) {
    const at = new Date(serverNow());
    const text = at.toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
    if (anew || text !== this.#minute) for (const one of this.querySelectorAll("[data-clock]")) one.textContent = text;
    this.#minute = text;
    for (const image of /** @type {NodeListOf<HTMLImageElement>} */ (this.querySelectorAll("img[data-fresh]"))) this.#renew(image);
  }

  /** Show the newer picture once it is there, never a broken one. @param {HTMLImageElement} image */
  #renew(image) {
    const due = Number(image.dataset.due) || Date.now() + Number(image.dataset.fresh) * 1000;
    image.dataset.due = String(due);
    if (Date.now() < due) return;
    image.dataset.due = String(Date.now() + Number(image.dataset.fresh) * 1000);
    const fresh = new Image();
    fresh.onload = () => (image.src = fresh.src);
    fresh.src = `${image.src.split("?")[0]}?${Date.now()}`;
  }

  /** @param {Event} event */
  #do(event) {
    const what = event.target instanceof Element ? event.target.closest("[data-do]")?.getAttribute("data-do") : null;
    if (what === "full") document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
    if (what === "light") this.#paint(this.dataset.theme === "light" ? "dark" : "light");
  }

  /** @param {string} theme */
  #paint(theme) {
    this.dataset.theme = theme;
    localStorage.setItem(THEME, theme);
  }
}

customElements.define("screen-room", ScreenRoom);
