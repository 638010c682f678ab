// @ts-check
/** pdf.js behind one door: opens a PDF (by ranges, so the first page comes first), draws a page, lays its words over it. */

const home = new URL("../vendor/pdfjs-dist/", import.meta.url).href;
const MOST_PIXELS = 16e6; // an iPad's limit for one canvas

/** @typedef {{canvas: HTMLCanvasElement, words: HTMLElement, width: number, height: number}} Drawn */

/** @type {Promise<any> | undefined} */
let library;

/** Load pdf.js once: the plain build where the browser knows all it uses, else the one for older tablets. */
function pdfjs() {
  const plain = "getOrInsertComputed" in Map.prototype && "try" in Promise && "fromBase64" in Uint8Array;
  const folder = `${home}${plain ? "build" : "legacy/build"}/`;
  return (library ??= import(`${folder}pdf.min.mjs`).then((lib) => {
    lib.GlobalWorkerOptions.workerSrc = `${folder}pdf.worker.min.mjs`;
    return lib;
  }));
}

export class Book {
  /** @param {any} lib @param {any} task */
  constructor(lib, task) {
    this.lib = lib;
    this.task = task;
    /** @type {any} */ this.file = null;
  }

  /** Open the PDF at the address. Rejects when it cannot be fetched or is no PDF. @param {string} url */
  static async open(url) {
    const lib = await pdfjs();
    const task = lib.getDocument({
      url,
      cMapUrl: `${home}cmaps/`,
      standardFontDataUrl: `${home}standard_fonts/`,
      wasmUrl: `${home}wasm/`,
      iccUrl: `${home}iccs/`,
      useSystemFonts: false,
      enableXfa: false,
      stopAtErrors: false,
      rangeChunkSize: 262144,
    });
    const book = new Book(lib, task);
    book.file = await task.promise;
    return book;
  }

  /** @returns {number} */
  get pages() {
    return this.file.numPages;
  }

  /** The page's size in points. @param {number} number @returns {Promise<{width: number, height: number}>} */
  async size(number) {
    return (await this.file.getPage(number)).getViewport({ scale: 1 });
  }

  /**
   * Draw a page. Rejects with "RenderingCancelledException" when the signal stops it.
   * @param {number} number @param {number} scale CSS pixels per point @param {AbortSignal} signal
   * @returns {Promise<Drawn>}
   */
  async draw(number, scale, signal) {
    const page = await this.file.getPage(number);
    const shown = page.getViewport({ scale });
    const sharp = Math.min(devicePixelRatio || 1, 3, Math.sqrt(MOST_PIXELS / (shown.width * shown.height)));
    const viewport = page.getViewport({ scale: scale * sharp });
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: Math.floor(viewport.width), height: Math.floor(viewport.height) });
    Object.assign(canvas.style, { width: `${shown.width}px`, height: `${shown.height}px` });
    signal.throwIfAborted();
    const work = page.render({ canvas, viewport });
    signal.addEventListener("abort", () => work.cancel());
    await work.promise;
    return { canvas, words: this.#words(page, shown), width: shown.width, height: shown.height };
  }

  /** @param {any} page @param {any} viewport @returns {HTMLElement} the page's words, invisible, to be read and selected */
  #words(page, viewport) {
    const layer = document.createElement("div");
    layer.className = "paper-words";
    layer.style.setProperty("--total-scale-factor", String(viewport.scale));
    const source = page.streamTextContent({ includeMarkedContent: true, disableNormalization: true });
    new this.lib.TextLayer({ textContentSource: source, container: layer, viewport }).render().catch(() => {});
    return layer;
  }

  close() {
    this.task.destroy();
  }
}
