// @ts-check
/** When sockets cannot live here (a proxy forbids them), the page asks every few seconds and shows what changed. */
import { live } from "./live-socket.js";
import { place } from "./place.js";

const AFTER = 8000, EVERY = 5000;
let asking = false;
let due = 0;

setInterval(() => {
  const time = performance.now();
  if (live.state === "live" || live.state === "idle" || document.hidden || asking || time < due) return;
  if (time - live.rightAt < AFTER) return;
  due = time + EVERY * (0.8 + Math.random() * 0.4);
  poll();
}, 1000);

async function poll() {
  asking = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(EVERY) });
    if (answer.ok && !answer.redirected) renew(await answer.text());
    live.say(answer.ok ? "polling" : "lost");
  } catch {
    live.say("lost");
  }
  asking = false;
}

/** @param {string} html the same page, fresh */
function renew(html) {
  if (live.state === "live") return;
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const topic of document.querySelectorAll("live-topic")) {
    const other = fresh.querySelector(`live-topic[topic="${CSS.escape(topic.getAttribute("topic") ?? "")}"]`);
    if (other) renewTopic(/** @type {import("./live-topic.js").LiveTopic} */ (topic), other);
  }
}

/** @param {import("./live-topic.js").LiveTopic} topic @param {Element} other the same topic in the fresh page */
function renewTopic(topic, other) {
  const rev = Number(other.getAttribute("rev"));
  for (const word of (topic.getAttribute("parts") ?? "").split(" ").filter(Boolean)) {
    const html = other.querySelector(`#${CSS.escape(word)}`)?.outerHTML;
    const part = topic.held(word);
    if (html && part) place(part, html);
  }
  const facts = JSON.parse(other.getAttribute("facts") || "{}");
  topic.take({ topic: topic.topic, rev, facts });
}
