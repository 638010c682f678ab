// @ts-check
/**
 * <sound-switch default="on|off">: a button that lets the speakers' clock be heard on this screen. It hears "time-warn"
 * and "time-over" of every <count-down warn> of the page: one soft tone a minute before the end, two at the end.
 * Browsers let nothing sound before the first press on a page: until then the switch says so (data-state="waiting").
 */

const KEY = "speech-sound";

class SoundSwitch extends HTMLElement {
  /** @type {AudioContext | null} */ #audio = null;
  #wake = () => this.#unlock();
  #hear = (/** @type {Event} */ event) => this.#ring(event.type === "time-over" ? 2 : 1);

  connectedCallback() {
    this.hidden = !("AudioContext" in window);
    this.querySelector("button")?.addEventListener("click", () => this.#turn(!this.on));
    for (const name of ["time-warn", "time-over"]) document.addEventListener(name, this.#hear);
    for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, this.#wake, { capture: true });
    this.#tell();
    if (!this.hidden && this.on) this.#unlock(); // at once where the browser lets pages sound by themselves (a kiosk)
  }

  disconnectedCallback() {
    for (const name of ["time-warn", "time-over"]) document.removeEventListener(name, this.#hear);
    for (const name of ["pointerdown", "keydown"]) document.removeEventListener(name, this.#wake, { capture: true });
    this.#audio?.close();
  }

  /** @returns {boolean} */
  get on() {
    return (sessionStorage.getItem(KEY) ?? this.getAttribute("default")) === "on";
  }

  /** @param {boolean} on */
  async #turn(on) {
    sessionStorage.setItem(KEY, on ? "on" : "off");
    if (on) await this.#unlock();
    if (on) this.#ring(1);
    this.#tell();
  }

  /** The first press on the page, wherever it falls, opens the sound. */
  async #unlock() {
    if (!this.on) return;
    this.#audio ??= new AudioContext();
    if (this.#audio.state === "suspended") await this.#audio.resume().catch(() => {});
    if (this.#audio.state === "running") document.removeEventListener("pointerdown", this.#wake, { capture: true });
    this.#tell();
  }

  /** @param {number} times */
  #ring(times) {
    this.dataset.rang = String(Number(this.dataset.rang ?? 0) + (this.on ? times : 0));
    const audio = this.#audio;
    if (!this.on || audio?.state !== "running") return this.#tell();
    for (let n = 0; n < times; n++) tone(audio, audio.currentTime + n * 0.45, times > 1 ? 660 : 880);
  }

  #tell() {
    const running = this.#audio?.state === "running";
    this.dataset.state = this.on ? (running ? "on" : "waiting") : "off";
    const button = this.querySelector("button");
    button?.setAttribute("aria-pressed", String(this.on));
    for (const word of this.querySelectorAll("[data-word]")) word.toggleAttribute("hidden", word.getAttribute("data-word") !== this.dataset.state);
  }
}

/** @param {AudioContext} audio @param {number} at @param {number} pitch hertz */
function tone(audio, at, pitch) {
  const voice = audio.createOscillator(), volume = audio.createGain();
  voice.frequency.value = pitch;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.25, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.4);
  voice.connect(volume).connect(audio.destination);
  voice.start(at);
  voice.stop(at + 0.42);
}

customElements.define("sound-switch", SoundSwitch);
