"""From an opened vote to a signed resolution in one sitting, in less than three minutes."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import world
from tests.journeys.press import fill, press

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 180  # seconds from opening the vote to the sealed resolution


@pytest.fixture
def embedded(size):
    """One size is enough: what is played is the same code."""
    if size != "embedded":
        pytest.skip("played in the embedded size")


def sign(page, url, title, act):
    """Open what waits, enter the PIN, sign."""
    page.goto(f"{url}/signing/")
    page.get_by_text(title).first.click()
    page.locator("#my_step [name=pin]").fill(world.PIN)
    press(page, act, "#my_step")
    expect(page.locator("#my_step [name=pin]")).to_have_count(0, timeout=30_000)


def test_a_vote_becomes_a_signed_resolution(embedded, server, scene, open_page, tmp_path):
    meeting = scene("committee_session")
    chair, member, clerk = (
        open_page("an", meeting),
        open_page("binh", meeting, "tablet"),
        open_page("chi", meeting),
    )
    title = f"Mức hỗ trợ tổ công nghệ số số {meeting.pk}"
    chair.goto(f"{server.url}{meeting.url}votes/new/")
    fill(chair.locator("main form").first, question=f"Thông qua {title}")
    began = time.monotonic()
    chair.locator("button[name=open]").click()
    for page in (member, chair):
        page.locator("#mine form.ballot button[value=agree]").click()
        expect(page.locator("#mine form.ballot")).to_have_count(0)
    press(chair, "/close/", "#vote")
    expect(chair.locator("#vote .tally [data-kind=good] dd")).to_have_text("2")

    clerk.goto(f"{server.url}{meeting.url}after/")
    press(clerk, "/act/")
    expect(clerk.locator("#text textarea").last).to_be_visible()
    press(clerk, "/send/", "#acts")
    expect(clerk.locator('#acts form[action$="/send/"]')).to_have_count(0, timeout=30_000)
    sign(chair, server.url, title[:20], "/sign/")
    sign(clerk, server.url, title[:20], "/seal/")
    took = time.monotonic() - began

    link = clerk.locator('#steps a[href$="?download"]')
    expect(link).to_be_visible()
    content = clerk.context.request.get(f"{server.url}{link.get_attribute('href')}").body()
    signed = tmp_path / "nghi-quyet.pdf"
    signed.write_bytes(content)
    said = subprocess.run(["pdfsig", signed], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid.") == 2, said
    assert str(signed) in server.manage("verify", str(signed))
    print(f"vote opened → signed resolution: {took:.0f} s", file=sys.stderr)
    assert took < LONGEST
    clerk.goto(f"{server.url}{meeting.url}after/")
    expect(clerk.locator("#left")).to_contain_text("NQ-UBND")
