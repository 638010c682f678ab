"""A refused form on a telephone: the text is in its field again, the sentence in focus, the file asked for in our words."""

import re

import pytest
from playwright.sync_api import expect

WORDS = "Đề nghị xem lại căn cứ; bổ sung phụ lục <2> & số liệu"


@pytest.fixture
def embedded(size):
    """One size is enough: what is played is the same code."""
    if size != "embedded":
        pytest.skip("played in the embedded size")


def test_nothing_typed_is_lost_when_a_file_is_refused(embedded, server, screens):
    clerk = screens.sign_in(server.url, "chi", "phone")
    clerk.goto(f"{server.url}/registry/incoming/new/")
    form = clerk.locator("main form").first
    choice = form.locator("file-choice")
    expect(choice.locator("[data-names]")).to_have_text("Chưa chọn tệp nào")
    form.locator("[name=files]").set_input_files(
        {"name": "cong-van.pdf", "mimeType": "application/pdf", "buffer": b"khong phai"}
    )
    expect(choice.locator("[data-names]")).to_have_text(re.compile(r"cong-van\.pdf \(1.kB\)"))
    form.locator("[name=subject]").fill(WORDS)
    form.locator("[name=issuer]").fill("Bộ Xây dựng")
    form.evaluate("form => form.noValidate = true")
    form.locator("button.btn-primary").click()
    said = clerk.locator("#refused")
    expect(said).to_be_focused()
    expect(said).to_be_in_viewport()
    expect(said).to_contain_text("chọn lại tệp")
    expect(clerk.locator("main [name=subject]")).to_have_value(WORDS)
    expect(clerk.locator("main [name=issuer]")).to_have_value("Bộ Xây dựng")
    expect(clerk.locator("main file-choice [data-names]")).to_have_text("Chưa chọn tệp nào")
