// @ts-check
/** The offline page opens the page it stands for as soon as the server answers. */

async function look() {
  try {
    const answer = await fetch("/livez", { cache: "no-store" });
    if (answer.ok) location.reload();
  } catch {
    // Not yet.
  }
}

addEventListener("online", look);
setInterval(look, 3000);
