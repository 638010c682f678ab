// @ts-check
/** Open menus (<details data-menu>) fold when somebody presses elsewhere or Escape; messages stay above a whole-screen reader. */

/** @param {(menu: Element) => boolean} which */
function fold(which) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (which(menu)) menu.removeAttribute("open");
}

document.addEventListener("click", (event) => fold((menu) => !(event.target instanceof Node && menu.contains(event.target))));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement?.closest("details[data-menu][open]");
  fold(() => true);
  open?.querySelector("summary")?.focus();
});

document.addEventListener("fullscreenchange", () => {
  for (const bar of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("offline-bar, toast-region"))) {
    if (!document.fullscreenElement) bar.removeAttribute("popover");
    else if ("popover" in bar) Object.assign(bar, { popover: "manual" }).showPopover();
  }
});

for (const here of document.querySelectorAll(".tabs [aria-current]")) here.scrollIntoView({ inline: "center", block: "nearest" });
