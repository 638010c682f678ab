// @ts-check
/** When a stale part is fetched: spread over a moment; told twice meanwhile, once; a calm one (attribute "calm") at most every two seconds. */

const SPREAD = 300, CALM = 2000;

/** @type {WeakMap<Element, Set<string>>} */ const waiting = new WeakMap();
/** @type {WeakMap<Element, Map<string, number>>} */ const fetched = new WeakMap();

/** @param {Element} topic @param {string} word @param {() => void} work */
export function soon(topic, word, work) {
  const words = waiting.get(topic) ?? new Set();
  waiting.set(topic, words);
  if (words.has(word)) return;
  words.add(word);
  const times = fetched.get(topic) ?? new Map();
  fetched.set(topic, times);
  const calm = (topic.getAttribute("calm") ?? "").split(" ").includes(word);
  const rest = calm ? (times.get(word) ?? -CALM) + CALM - performance.now() : 0;
  const now = () => {
    words.delete(word);
    times.set(word, performance.now());
    work();
  };
  setTimeout(now, Math.max(rest, Math.random() * SPREAD));
}
