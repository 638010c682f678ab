// @ts-check
/**
 * A paragraph (.draft-form) whose text could not be sent stays marked, is sent again when the connection is back, and
 * keeps the page from being left without a question. Nothing of it is kept in the browser.
 */
import { live } from "./live-socket.js";

const MARK = "data-unsaved";

/** @param {Event} event @returns {Element | null} */
function paragraph(event) {
  return event.target instanceof Element ? event.target.closest(".draft-form") : null;
}

function sendAgain() {
  for (const form of document.querySelectorAll(`.draft-form[${MARK}]`)) {
    form.querySelector("textarea")?.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

document.addEventListener("htmx:sendError", (event) => paragraph(event)?.setAttribute(MARK, ""));
document.addEventListener("htmx:afterRequest", (event) => {
  if (/** @type {CustomEvent} */ (event).detail.successful) paragraph(event)?.removeAttribute(MARK);
});
live.addEventListener("state", () => live.state === "live" && sendAgain());
addEventListener("online", () => setTimeout(sendAgain, 500));
addEventListener("beforeunload", (event) => document.querySelector(`.draft-form[${MARK}]`) && event.preventDefault());
