// @ts-check
/**
 * A paragraph (.draft-form) whose text could not be sent stays marked, is sent again when the connection is back, and
 * keeps the page from being left without a question. Nothing of it is kept in the browser.
 */
import { live } from "./live-socket.js";

const MARK = "data-unsaved", AGAIN = 10000;
/** @type {number | undefined} */ let timer;

/** @param {Event} event @returns {HTMLFormElement | null} */
function paragraph(event) {
  return event.target instanceof Element ? event.target.closest("form.draft-form") : null;
}

/** @param {Event} event */
function keep(event) {
  paragraph(event)?.setAttribute(MARK, "");
}

/** The server, or what stands before it, is away and nothing else may tell when it is back. @param {Event} event */
function keepAndTry(event) {
  if (!paragraph(event)) return;
  keep(event);
  clearTimeout(timer);
  timer = window.setTimeout(sendAgain, AGAIN);
}

function sendAgain() {
  for (const form of document.querySelectorAll(`.draft-form[${MARK}]`)) {
    form.querySelector("textarea")?.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** @param {Event} event @returns {boolean} whether the paragraph's own address answered, not a page the request was led on to */
function own(event) {
  const form = paragraph(event), url = /** @type {CustomEvent} */ (event).detail.xhr?.responseURL;
  return !!form && !!url && new URL(url).pathname === new URL(form.action).pathname;
}

document.addEventListener("htmx:sendError", keep);
document.addEventListener("htmx:timeout", keepAndTry);
document.addEventListener("htmx:responseError", (event) => {
  const { status } = /** @type {CustomEvent} */ (event).detail.xhr;
  if (status >= 500) keepAndTry(event);
  else if (status === 401 || status === 403) keep(event);
});
// The session ended: the sign-in page comes instead of the paragraph's state.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!paragraph(event) || own(event)) return;
  keep(event);
  /** @type {CustomEvent} */ (event).detail.shouldSwap = false;
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (/** @type {CustomEvent} */ (event).detail.successful && own(event)) paragraph(event)?.removeAttribute(MARK);
});
live.addEventListener("state", () => live.state === "live" && sendAgain());
addEventListener("online", () => setTimeout(sendAgain, 500));
addEventListener("beforeunload", (event) => document.querySelector(`.draft-form[${MARK}]`) && event.preventDefault());
