"""The clerk receives a signed letter, looks at its signature, registers and submits it; the leader directs; the work settles it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core.clock import today
from tests import world
from tests.journeys.press import fill, press
from tests.signing.makers import openssl_signs, self_signed

SUBJECT = "V/v báo cáo tiến độ cấp nước sạch nông thôn"


@pytest.fixture
def embedded(size):
    """One size is enough: what is played is the same code."""
    if size != "embedded":
        pytest.skip("played in the embedded size")


def submit(page, **values):
    form = page.locator("main form.card").first
    fill(form, **values)
    form.locator("button.btn-primary").click()


def test_a_letter_goes_from_the_post_to_dealt_with(embedded, server, screens, tmp_path):
    clerk = screens.sign_in(server.url, "chi", "desktop")
    clerk.goto(f"{server.url}/registry/incoming/new/")
    key, certificate = self_signed("Bo Xay dung")
    signed = openssl_signs(world.pdf("Cong van", 1), key, certificate, tmp_path)
    clerk.locator("[name=files]").set_input_files({"name": "cong-van.pdf", "mimeType": "application/pdf", "buffer": signed})  # fmt: skip
    submit(clerk, subject=SUBJECT, issuer="Bộ Xây dựng", notation="3120/BXD-HTKT", dated_on=f"{today():%Y-%m-%d}")  # fmt: skip
    expect(clerk.locator("#found")).to_contain_text("Bo Xay dung")
    clerk.locator('a[href$="/register/"]').click()
    submit(clerk)
    clerk.locator('a[href$="/submit/"]').click()
    submit(clerk, leader="[Nguyễn Văn An]", proposal="Đề nghị giao Sở Nội vụ chủ trì.")

    leader = screens.sign_in(server.url, "an", "tablet")
    leader.goto(f"{server.url}/registry/incoming/")
    leader.get_by_text(SUBJECT).first.click()
    leader.locator('.buttons a[href$="/direct/"]').click()
    due = f"{today() + timedelta(days=9):%Y-%m-%d}"
    order = "Giao Sở Nội vụ chủ trì, tổng hợp tiến độ, dự thảo văn bản trả lời Bộ."
    submit(leader, text=order, lead="[Sở Nội vụ]", due_on=due)
    entry = leader.url

    lead = screens.sign_in(server.url, "binh", "tablet")
    lead.goto(f"{server.url}/tasks/")
    lead.get_by_text("tổng hợp tiến độ").first.click()
    press(lead, "/accept/", "#my_acts")
    lead.locator('#my_acts a[href$="/report/"]').click()
    work = lead.locator("main form").first
    fill(work, text="Đã có văn bản trả lời.")
    work.locator("button.btn-primary").click()
    task = lead.url
    leader.goto(task)
    press(leader, "/accept-result/", "#my_acts")
    expect(leader.locator("#state progress[data-kind=good]")).to_be_visible()
    leader.goto(entry)
    expect(leader.locator('.chip[data-kind="good"]').first).to_be_visible()
