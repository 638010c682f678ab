// @ts-check
/**
 * While a box is moved on the drawn page (<place-boxes>): says at once that it would cover text, by the rules that the
 * server keeps when the places are sent (signing/pdf/moving.py). Lengths are millimetres from the upper left corner.
 */
const POINT = 25.4 / 72, AIR = 1.5 * POINT, TOUCH = 0.5 * POINT, SPOT = 2 * POINT * POINT;
const BESIDE = 12, BLOCK = 34, CORNER = 0.146; // as in signing/pdf/hands.py
/** @typedef {{left: number, top: number, right: number, bottom: number}} Edges */

/** @param {number[]} box left, top, width, height @returns {Edges} */
const edges = ([left, top, width, height]) => ({ left, top, right: left + width, bottom: top + height });

/** @param {Edges} a @param {Edges} b */
const wide = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left);
/** @param {Edges} a @param {Edges} b */
const high = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);

/** Is this the title above or the name below the signature? The seal may lie over these. @param {Edges} word @param {Edges} hand */
function ofBlock(word, hand) {
  const middle = (word.left + word.right) / 2;
  const near = hand.left - BESIDE < middle && middle < hand.right + BESIDE;
  return near && word.bottom > hand.top - BLOCK && word.top < hand.bottom + BLOCK;
}

/** @param {Edges} seal @param {Edges[]} words @param {Edges | null} hand the last signature, if it is on this page */
export function sealCovers(seal, words, hand) {
  const inner = (CORNER * (seal.right - seal.left)) / 2;
  const round = { ...seal, left: seal.left + inner, right: seal.right - inner };
  const over = words.filter((word) => !(hand && ofBlock(word, hand)) && wide(round, word) > TOUCH && high(round, word) > TOUCH);
  return over.reduce((sum, word) => sum + wide(round, word) * high(round, word), 0) > SPOT;
}

/** @param {Edges} box @param {Edges[]} words */
export const handCovers = (box, words) => words.some((word) => wide(box, word) > AIR && high(box, word) > AIR);

/** @param {HTMLElement} desk the <place-boxes> */
function watch(desk) {
  const words = JSON.parse(desk.dataset.words ?? "[]").map(edges);
  const said = { hand: desk.dataset.covers ?? "", initial: desk.dataset.covers ?? "", seal: desk.dataset.seal ?? "", text: "" };
  const rows = /** @type {HTMLElement[]} */ ([...desk.querySelectorAll(".place-row")]);
  const value = (/** @type {Element} */ row, /** @type {string} */ side) =>
    Number(/** @type {HTMLInputElement} */ (row.querySelector(`[data-side="${side}"]`)).value.replace(",", "."));
  const here = (/** @type {Element} */ row) => String(value(row, "page")) === desk.dataset.page;
  const place = (/** @type {Element} */ row) => edges(["left", "top", "width", "height"].map((side) => value(row, side)));

  const look = () => {
    const last = rows.filter((row) => row.dataset.kind === "hand").at(-1);
    const hand = last && here(last) ? place(last) : null;
    for (const row of rows) {
      const kind = /** @type {keyof typeof said} */ (row.dataset.kind);
      const covers = kind !== "text" && here(row) && (kind === "seal" ? sealCovers(place(row), words, hand) : handCovers(place(row), words));
      tell(desk, row, covers ? said[kind] : "");
    }
  };
  let drawn = 0;
  const soon = () => (drawn ||= requestAnimationFrame(() => ((drawn = 0), look())));
  for (const name of ["moved", "input"]) desk.addEventListener(name, soon);
  look();
}

/** @param {Element} desk @param {HTMLElement} row @param {string} text "" when the place is free */
function tell(desk, row, text) {
  const line = /** @type {HTMLElement} */ (row.querySelector("[data-live]"));
  if (line.textContent === text) return;
  row.querySelector("p:not([data-live])")?.remove(); // what the server said of the place as it was
  line.textContent = text;
  for (const one of [row, desk.querySelector(`.place-box[data-field="${row.dataset.field}"]`)]) one?.toggleAttribute("data-wrong", Boolean(text));
}

for (const desk of document.querySelectorAll("place-boxes:not([data-fixed])")) watch(/** @type {HTMLElement} */ (desk));
