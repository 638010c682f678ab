"""The parts of the look on four screens: nothing sticks out, fingers find everything, axe finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = ("look", "people-sign_in", "404", "live")
SIZES = ((1280, 800), (834, 1194), (1194, 834), (390, 844))
SMALL = """() => [...document.querySelectorAll("a, button, select, summary, input:not([type=hidden])")]
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width && box.height && box.height < 43.5 && getComputedStyle(one).display !== "inline")
  .map(([one]) => one.outerHTML.slice(0, 120))"""
SURPLUS = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_every_screen(stand, screens, page):
    screen = screens.open("tablet")
    screen.goto(f"{stand.url}/page/{page}/")
    wrong = {}
    for width, height in SIZES:
        screen.set_viewport_size({"width": width, "height": height})
        found = screen.evaluate(SMALL) + [screen.evaluate(SURPLUS)] * (screen.evaluate(SURPLUS) > 0)
        wrong |= {(width, height): found} if found else {}
    axe = Axe().run(screen).response["violations"]
    assert wrong == {}
    assert [(fault["id"], fault["nodes"][0]["html"][:150]) for fault in axe] == []
