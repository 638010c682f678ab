// @ts-check
/** What every page has. */
import "./act-form.js";
import "./toast-region.js";
import "./offline-bar.js";
import "./live-topic.js";
import "./live-poll.js";
import "./count-down.js";
import "./auto-dialog.js";
import "./call-here.js";
import "./drop-zone.js";
import "./file-choice.js";
import "./menus.js";
import "./pdf-viewer.js";
import "./page-show.js";
import "./unsaved-text.js";
import { live } from "./live-socket.js";

// Signed out or no longer admitted: the server says so again with a page, at most once a minute.
function askAgain() {
  const last = Number(sessionStorage.getItem("asked-again"));
  if (Date.now() - last < 60000) return;
  sessionStorage.setItem("asked-again", String(Date.now()));
  location.reload();
}

/** @returns {boolean} whether something typed here would be lost */
function halfWritten() {
  const fields = document.querySelectorAll("textarea, input:not([type=hidden], [type=search], [type=checkbox], [type=radio])");
  return [...fields].some((one) => /** @type {HTMLInputElement} */ (one).value !== /** @type {HTMLInputElement} */ (one).defaultValue);
}

live.addEventListener("signed-out", askAgain);
live.addEventListener("other-rights", () => halfWritten() || setTimeout(() => location.reload(), 200));
document.addEventListener("refused", askAgain);

// Only on secure ground (HTTPS or this machine itself) do browsers keep the offline page.
if ("serviceWorker" in navigator) addEventListener("load", () => navigator.serviceWorker.register("/worker.js").catch(() => {}));
