"""A clerk drops a document on the page that checks its form, and reads there what deviates, with its clause."""

import pytest
from playwright.sync_api import expect

from tests.signing import forms


@pytest.fixture
def embedded(size):
    """One size is enough: what is played is the same code."""
    if size != "embedded":
        pytest.skip("played in the embedded size")


def test_the_clerk_reads_what_deviates_on_the_page(embedded, server, scene, open_page, tmp_path):
    paper = tmp_path / "bao-cao.pdf"
    paper.write_bytes(forms.right("report", number="5"))
    route = scene("paper_sent")
    page = open_page("chi", route)
    page.goto(f"{server.url}/signing/check-form/")
    page.locator("main input[type=file]").set_input_files(paper)
    page.locator("main form button.btn-primary").click()
    found = page.locator("#form_result")
    expect(found).to_contain_text("bao-cao.pdf", timeout=40_000)
    expect(found).to_contain_text("01 … 09")
    expect(found).to_be_in_viewport()
    paper.write_bytes(b"hello")
    page.locator("main input[type=file]").set_input_files(paper)
    page.locator("main form button.btn-primary").click()
    expect(found).not_to_contain_text("01 … 09")
    expect(page.locator("main input[type=file]")).to_have_count(1)
