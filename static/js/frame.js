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
  handOver() || location.reload();
}

/** @returns {HTMLInputElement[]} the fields in which something typed would be lost */
function halfWritten() {
  /** @type {NodeListOf<HTMLInputElement>} */
  const fields = document.querySelectorAll("textarea, input:not([type=hidden], [type=search], [type=checkbox], [type=radio])");
  return [...fields].filter((one) => one.value !== one.defaultValue);
}

/**
 * What is half written is handed over to wait, sealed, for the person's next signing in; nothing is done with it.
 * @returns {boolean} whether there was something, and the page is being left with it
 */
function handOver() {
  const form = halfWritten().map((one) => one.form).find((one) => one?.querySelector("[name=csrfmiddlewaretoken]"));
  if (!form) return false;
  const to = new URL(form.getAttribute("action") ?? form.getAttribute("hx-post") ?? "", location.href);
  form.querySelectorAll("[type=password], [type=file]").forEach((one) => one.setAttribute("disabled", ""));
  form.setAttribute("action", `/sign-in/keep/?to=${encodeURIComponent(to.pathname + to.search)}`);
  HTMLFormElement.prototype.submit.call(form);
  return true;
}

live.addEventListener("signed-out", askAgain);
live.addEventListener("other-rights", () => halfWritten().length || setTimeout(() => location.reload(), 200));
document.addEventListener("refused", askAgain);

// Only on secure ground (HTTPS or this machine itself) do browsers keep the offline page.
if ("serviceWorker" in navigator) addEventListener("load", () => navigator.serviceWorker.register("/worker.js").catch(() => {}));
