"""Real browsers: Chromium as a desktop, a tablet held upright, a phone."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    expect,
)

from tests.services import need
from tests.world import PASSWORD

expect.set_options(timeout=12_000)  # milliseconds: a busy machine is slow, not wrong
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# What a browser says on its own when a server is away or refuses (409, 422): the page is asked, not the console.
FORGIVEN = (
    "net::ERR_",
    "htmx:sendError",
    "htmx:afterRequest",
    "WebSocket connection to",
    "status of 409",
    "status of 422",
    "status of 503",
)
SCREENS = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "tablet": {"device": "iPad Pro 11"},
    "tablet-wide": {"device": "iPad Pro 11 landscape"},
    "phone": {"device": "iPhone 13"},
}

# (address, person) -> the cookies of their session there
SIGNED_IN: dict[tuple[str, str], list] = {}


def launch(playwright: Playwright) -> Browser:
    """Start the system's Chromium; the test is left out where there is none."""
    return playwright.chromium.launch(
        executable_path=need("chromium", "chromium"), args=list(ARGUMENTS)
    )


@dataclass
class Screens:
    """Opens screens for one test and notes what their consoles complain of."""

    playwright: Playwright
    browser: Browser
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=lambda: list(FORGIVEN))

    def open(self, kind: str = "desktop", *, language: str = "vi", **options: object) -> Page:
        """A new screen of its own, signed in as nobody."""
        chosen = dict(SCREENS[kind])
        device = self.playwright.devices[chosen.pop("device")] if "device" in chosen else {}
        device = {name: value for name, value in device.items() if name != "default_browser_type"}
        context = self.browser.new_context(**{"locale": language, **device, **chosen, **options})
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def sign_in(self, url: str, username: str, kind: str = "desktop", **options: object) -> Page:
        """A new screen on which the person has signed in: the first time through the form, later with its cookies."""
        page = self.open(kind, **options)
        if (url, username) in SIGNED_IN:
            page.context.add_cookies(SIGNED_IN[url, username])
            return page
        page.goto(f"{url}/sign-in/")
        page.locator("input[name=username]").fill(username)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        expect(page.locator("input[name=password]")).to_have_count(0)
        SIGNED_IN[url, username] = page.context.cookies()
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(sign in message.text for sign in self.forgiven):
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def close(self) -> None:
        """Close all screens."""
        for context in self.contexts:
            with contextlib.suppress(Error):
                context.close()


def screens_of(playwright: Playwright, browser: Browser) -> Iterator[Screens]:
    """Screens for one test; a complaint of a console at the end fails it."""
    screens = Screens(playwright, browser)
    try:
        yield screens
    finally:
        screens.close()
    assert not screens.complaints, screens.complaints
