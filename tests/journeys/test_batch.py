"""A leader on a tablet reads six papers and signs five of them with one PIN; the sixth stays where it was."""

import pytest
from playwright.sync_api import expect

from tests import world

SIX = "from tests.signing.ways import six_waiting; six_waiting()"


@pytest.fixture
def embedded(size):
    """One size is enough: what is played is the same code."""
    if size != "embedded":
        pytest.skip("played in the embedded size")


def test_five_of_six_with_one_pin_on_a_tablet(embedded, server, screens):
    server.shell(SIX)
    page = screens.sign_in(server.url, "an", "tablet")
    page.goto(f"{server.url}/signing/")
    page.locator("main a", has_text="6").last.click()
    rows = page.locator(".batch-list [data-step]")
    expect(rows).to_have_count(6)
    expect(page.locator(".read-mark[data-read]")).to_have_count(1)  # the one that lies open
    for read in range(2, 7):
        page.locator("#reader [data-tick]").click()
        expect(page.locator(".read-mark[data-read]")).to_have_count(read)
    expect(page.locator("[data-count]")).to_have_text("(5)")  # the last one is read, not ticked
    page.locator("[data-all]").click()
    left = rows.last.locator("strong").inner_text()
    rows.last.locator("input[name=step]").uncheck()
    expect(page.locator("[data-count]")).to_have_text("(5)")
    page.locator("#batch-form [name=pin]").fill(world.PIN)
    page.locator("#batch-form button").last.click()
    done = page.locator('#lines .chip[data-kind="good"]')
    expect(done).to_have_count(5, timeout=60_000)
    expect(page.locator("#lines")).not_to_contain_text(left)
    page.goto(f"{server.url}/signing/")
    expect(page.locator("main .rows > li")).to_have_count(1)
    expect(page.locator("main .rows")).to_contain_text(left)
