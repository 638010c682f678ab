"""The clerk moves the seal before anybody has signed; the leader signs, the clerk seals, and the seal stands there."""

import io
import re

import pikepdf
import pytest
from playwright.sync_api import expect

from tests import world
from tests.journeys.press import press

MM = 72 / 25.4


@pytest.fixture
def embedded(size):
    """One size is enough: what is played is the same code."""
    if size != "embedded":
        pytest.skip("played in the embedded size")


def sign(page, url, act):
    page.goto(url)
    page.locator("#my_step [name=pin]").fill(world.PIN)
    press(page, act, "#my_step")
    expect(page.locator("#my_step [name=pin]")).to_have_count(0, timeout=30_000)


def seal_top(page, server):
    """How far the seal's upper edge is from the top of the page, in millimetres, in the file that is offered."""
    link = page.locator('#steps a[href$="?download"]')
    content = page.context.request.get(f"{server.url}{link.get_attribute('href')}").body()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fields = {str(one.T): one for one in pdf.Root.AcroForm.Fields}
        return (float(pdf.pages[-1].mediabox[3]) - float(fields["ConDau"].Rect[3])) / MM


def test_the_seal_stands_where_the_clerk_put_it(embedded, server, scene, open_page):
    route = scene("paper_sent")
    clerk, leader = open_page("chi", route), open_page("an", route)
    address = f"{server.url}{route.url}"
    clerk.goto(f"{address}places/")
    top = clerk.locator('[name="ConDau-top"]')
    before = float(top.input_value())

    box = clerk.locator('.place-box[data-field="ConDau"]')
    box.focus()
    for _press in range(3):
        box.press("ArrowDown")
    expect(top).to_have_value(f"{before + 3:.1f}")
    seen = box.locator("rect").first.bounding_box()
    clerk.mouse.move(seen["x"] + 6, seen["y"] + seen["height"] - 6)
    clerk.mouse.down()
    clerk.mouse.move(seen["x"] + 6, seen["y"] + seen["height"] - 300, steps=6)
    clerk.mouse.up()
    assert float(top.input_value()) < before - 20  # over the text now, and told at once
    told = clerk.locator('.place-row[data-field="ConDau"] [data-live]')
    expect(told).to_have_text(
        re.compile("The seal would cover text|Con dấu sẽ che phần chữ", re.IGNORECASE)
    )
    expect(clerk.locator('.place-row[data-wrong][data-field="ConDau"]')).to_be_visible()
    clerk.locator(
        "place-boxes button[type=reset]"
    ).click()  # all is put back: the number, and the box drawn
    expect(top).to_have_value(f"{before:.1f}")
    expect(told).to_have_text("")
    expect(clerk.locator(".place-box[data-wrong], .place-row[data-wrong]")).to_have_count(0)
    hand = clerk.locator('.place-box[data-field="ChuKy1"]')
    clerk.locator('[name="ChuKy1-left"]').fill("40")
    clerk.locator('[name="ChuKy1-top"]').fill("90")
    expect(hand).to_have_attribute("data-wrong", "")
    clerk.locator("place-boxes button[type=reset]").click()
    expect(hand).not_to_have_attribute("data-wrong", "")
    drawn = float(box.locator("rect").first.get_attribute("y"))
    assert abs(drawn - before) < 0.2
    top.fill(f"{before - 70:.1f}")
    press(clerk, "/move/")
    expect(clerk.locator('.place-row[data-wrong][data-field="ConDau"]')).to_be_visible(
        timeout=30_000
    )
    top.fill(f"{before + 3:.1f}")
    press(clerk, "/move/")
    expect(clerk.locator(".place-row[data-wrong]")).to_have_count(0, timeout=30_000)
    expect(top).to_have_value(f"{before + 3:.1f}")

    sign(leader, address, "/sign/")
    clerk.goto(f"{address}places/")
    expect(clerk.locator("place-boxes[data-fixed]")).to_be_visible()
    sign(clerk, address, "/seal/")
    expect(clerk.locator('#steps a[href$="?download"]')).to_be_visible()
    assert seal_top(clerk, server) == pytest.approx(before + 3, abs=0.2)
