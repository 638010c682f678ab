"""Take the pictures of the README from a running demonstration: docs/pictures/*.png, each at most 200 KB.

With ``make run`` in one window: ``.venv/bin/python tools/take_pictures.py [ADDRESS]`` in another.
"""

import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
LIMIT, COLOURS = 200_000, (256, 128, 64)  # bytes; palettes tried until the picture is small enough
CHROMIUM, ARGUMENTS = (
    "/usr/bin/chromium",
    ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
)
WINDOWS = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "tablet": {"device": "iPad Pro 11", "device_scale_factor": 1},
    "tablet-wide": {"device": "iPad Pro 11 landscape", "device_scale_factor": 1},
    "phone": {"device": "iPhone 13", "device_scale_factor": 2},
}


@dataclass(frozen=True)
class Picture:
    """One picture: its file's name, who looks, on what, and how to get there."""

    name: str
    person: str
    window: str
    way: Callable[[Page], object]


def main(address: str) -> None:
    """Take every picture; says what it took."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for picture in PICTURES:
            with _page(playwright, browser, address, picture) as page:
                picture.way(page)
                page.wait_for_timeout(1200)  # live parts, the PDF's first page
                size = _keep(picture.name, page.screenshot())
                print(f"{picture.name}.png  {size // 1000} KB")
        browser.close()


@contextmanager
def _page(
    playwright: Playwright, browser: Browser, address: str, picture: Picture
) -> Iterator[Page]:
    """Open a page as the person, in Vietnamese."""
    wanted = dict(WINDOWS[picture.window])
    device = wanted.pop("device", None)
    options = {**(playwright.devices[str(device)] if device else {}), **wanted}
    options.pop("default_browser_type", None)
    context = browser.new_context(base_url=address, locale="vi-VN", **options)
    page = context.new_page()
    if picture.person:
        page.goto("/sign-in/")
        page.locator(f"form[action$='/demo/{picture.person}/'] button").click()
        page.wait_for_load_state()
    yield page
    context.close()


def _keep(name: str, screenshot: bytes) -> int:
    """Write the picture with as many colours as the limit allows; returns its size in bytes."""
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB")
    for colours in COLOURS:
        small = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
        if small.tell() <= LIMIT:
            break
    (FOLDER / f"{name}.png").write_bytes(small.getvalue())
    return small.tell()


def _meeting(page: Page) -> None:
    """Go to the meeting in session."""
    page.goto("/meetings/")
    page.get_by_role("link", name=re.compile("thường kỳ tháng")).first.click()
    page.wait_for_load_state()


def _part(page: Page, words: str, part: str) -> None:
    """Go to one of the pages of the meeting whose title holds the words."""
    page.goto("/meetings/")
    link = page.get_by_role("link", name=re.compile(words)).first.get_attribute("href") or ""
    page.goto(f"{link}{part}/")


def _route(page: Page, words: str) -> None:
    """Open the decision whose title holds the words."""
    page.goto("/signing/?tab=ended")
    page.locator("a.row-item").filter(has_text=words).first.click()
    page.wait_for_load_state()


def _batch(page: Page) -> None:
    """Show the papers that wait, the first one drawn."""
    page.goto("/signing/batch/sign/")
    page.wait_for_load_state("networkidle")


def _verified(page: Page) -> None:
    """Let the issued decision be verified, dropped as anybody would."""
    _route(page, "Tổ công tác")
    saved = page.locator("a[href*='file.pdf']").last.get_attribute("href") or ""
    content = page.request.get(saved).body()
    page.goto("/verify/")
    page.locator("input[type=file]").set_input_files(
        {"name": "quyet-dinh.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    page.locator("form.card button.btn-primary").click()
    answer = page.locator("#answer .card, #answer .notice").first
    answer.wait_for()
    answer.evaluate("(it) => it.scrollIntoView({ block: 'start' })")


def _task(page: Page) -> None:
    page.goto("/tasks/")
    page.locator("main a[href^='/tasks/']").filter(has_text="vật liệu đắp nền").first.click()
    page.wait_for_load_state()


def _proposals(page: Page) -> None:
    """Show the proposals beside their sentences."""
    page.goto("/tasks/readings/1/")
    page.locator("mark").first.evaluate("(it) => it.scrollIntoView({ block: 'center' })")


PICTURES = (
    Picture("dang-nhap", "", "desktop", lambda page: page.goto("/sign-in/")),
    Picture("ban-lam-viec", "vinh", "desktop", lambda page: page.goto("/")),
    Picture("chu-toa", "vinh", "desktop", _meeting),
    Picture("dai-bieu", "ngoc", "tablet-wide", _meeting),
    Picture("dien-thoai", "ngoc", "phone", _meeting),
    Picture("dieu-hanh", "vinh", "phone", lambda page: _part(page, "thường kỳ tháng", "chair")),
    Picture("cho-ngoi", "vinh", "desktop", lambda page: _part(page, "thường kỳ tháng", "seats")),
    Picture("doc-truoc", "ngoc", "tablet", lambda page: _part(page, "quy hoạch phân khu", "read")),
    Picture("nhiem-vu", "vinh", "desktop", lambda page: page.goto("/tasks/given/")),
    Picture("mot-nhiem-vu", "ngoc", "tablet", _task),
    Picture("bang-theo-doi", "vinh", "desktop", lambda page: page.goto("/tasks/board/")),
    Picture("de-xuat", "phuong", "desktop", _proposals),
    Picture("hom-nay", "ngoc", "phone", lambda page: page.goto("/tasks/")),
    Picture("trinh-ky", "vinh", "desktop", lambda page: _route(page, "Tổ công tác")),
    Picture("xac-minh", "vinh", "desktop", _verified),
    Picture("luong-trinh", "vinh", "tablet-wide", _batch),
    Picture("van-ban-di", "phuong", "desktop", lambda page: page.goto("/registry/outgoing/")),
    Picture("van-ban-den", "phuong", "desktop", lambda page: page.goto("/registry/incoming/")),
)

if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
