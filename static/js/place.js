// @ts-check
/** Put a part's new HTML in place without taking the page out of somebody's hands. */

/** Parts that wait because somebody is typing in them or has a dialog of theirs open. @type {WeakMap<Element, string>} */
const waiting = new WeakMap();

/** Forms the server took, untouched since: what is typed in them is answered, not to be kept. @type {WeakSet<Element>} */
const taken = new WeakSet();
document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, successful } = /** @type {CustomEvent} */ (event).detail;
  if (successful && elt instanceof HTMLFormElement) taken.add(elt);
});
document.addEventListener("input", (event) => {
  const form = event.target instanceof Element && event.target.closest("form");
  if (form) taken.delete(form);
});

/** @param {Element} old the part in the page @param {string} html the whole part, one root element */
export function place(old, html) {
  if (isBusy(old)) return wait(old, html);
  const fresh = parse(html);
  if (!fresh || old.isEqualNode(fresh)) return;
  const back = remember(old);
  old.replaceWith(fresh);
  /** @type {any} */ (window).htmx?.process(fresh);
  back(fresh);
  fresh.dispatchEvent(new CustomEvent("placed", { bubbles: true }));
}

/** @param {string} html @returns {Element | null} */
function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
}

/** @param {Element} part */
function isBusy(part) {
  if (part.querySelector("dialog[open]")) return true;
  const at = document.activeElement;
  if (!part.contains(at)) return false;
  const form = at?.closest("form");
  if (form && taken.has(form)) return false;
  if (at instanceof HTMLTextAreaElement) return at.value !== at.defaultValue;
  return at instanceof HTMLInputElement && at.value !== at.defaultValue;
}

/** @param {Element} part @param {string} html */
function wait(part, html) {
  const first = !waiting.has(part);
  waiting.set(part, html);
  if (!first) return;
  const again = () =>
    setTimeout(() => {
      const latest = waiting.get(part);
      if (latest === undefined || isBusy(part)) return;
      waiting.delete(part);
      for (const name of ["focusout", "close"]) part.removeEventListener(name, again, true);
      if (part.isConnected) place(part, latest);
    });
  for (const name of ["focusout", "close"]) part.addEventListener(name, again, true);
}

/** @param {Element} old @returns {(fresh: Element) => void} gives focus, scrolling and opened details back */
function remember(old) {
  const at = document.activeElement;
  const focus = at && old.contains(at) ? pathTo(at) : "";
  const scrolled = [...old.querySelectorAll("[id], [data-scroll]")].filter((one) => one.scrollTop > 0);
  const tops = [old, ...scrolled].map((one) => /** @type {const} */ ([pathTo(one), one.scrollTop]));
  const opened = [...old.querySelectorAll("details[open][id]")].map((one) => one.id);
  return (fresh) => {
    for (const id of opened) fresh.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
    for (const [path, top] of tops) if (top) (path === pathTo(old) ? fresh : find(fresh, path))?.scrollTo({ top });
    if (focus) refocus(fresh, find(fresh, focus));
  };
}

/** @param {Element} part @param {Element | null} target */
function refocus(part, target) {
  const to = /** @type {HTMLElement} */ (target ?? part);
  if (!target) to.tabIndex = -1;
  to.focus({ preventScroll: true });
}

/** @param {Element} element @returns {string} a selector that also finds the element's successor */
function pathTo(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const marks = ["data-scroll", "name", "value", "href", "formaction", "aria-label"]
    .filter((name) => element.hasAttribute(name) && !(name === "value" && element.matches("[name=csrfmiddlewaretoken]")))
    .map((name) => `[${name}="${CSS.escape(element.getAttribute(name) ?? "")}"]`);
  const form = element.closest("form[action], form[hx-post]");
  const url = form?.getAttribute("action") ?? form?.getAttribute("hx-post");
  const inside = form && form !== element && url ? `form:is([action="${CSS.escape(url)}"], [hx-post="${CSS.escape(url)}"]) ` : "";
  return inside + element.localName + marks.join("");
}

/** @param {Element} root @param {string} path */
function find(root, path) {
  return root.matches(path) ? root : root.querySelector(path);
}
