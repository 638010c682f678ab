"""On the floor: a half-written question outlives what happens around it, is called and answered; the session changes hands."""

import pytest
from playwright.sync_api import expect

from tests.journeys.press import press

pytestmark = pytest.mark.parametrize("size", ["embedded"], indirect=True)


def test_a_question_an_announcement_and_another_hand(scene, open_page):
    meeting = scene("in_session")
    chair, member = open_page("an", meeting), open_page("binh", meeting, "tablet")
    half = "Bao giờ thông xe tuyến đường ven sông"
    member.locator("#ask-question > summary").click()
    text, to = (
        member.locator("#ask-question [name=text]"),
        member.locator("#ask-question [name=to]"),
    )
    to.select_option(label="Nguyễn Văn An – Chủ tịch")
    text.fill(half)
    chair.locator("#announce > summary").click()
    chair.locator("#announce [name=text]").fill("Giải lao 15 phút")
    press(chair, "/announce/", "#announce")
    notice = member.locator("#announcements [data-note]")
    expect(notice).to_contain_text("Giải lao 15 phút")
    expect(chair.locator("#announce [name=text]")).to_have_value("")
    expect(text).to_have_value(half)
    notice.locator("[data-put-away]").click()
    expect(notice).to_be_hidden()
    expect(chair.locator("#announcements")).to_contain_text("1 người đã xem")

    text.press_sequentially("?")
    press(member, "/question/", "#ask-question")
    expect(chair.locator("#speakers")).to_contain_text(f"{half}?")
    press(chair, "/call/", "#speakers")
    expect(member.locator("#mine count-down")).to_be_visible()
    expect(member.locator("#announcements [data-note]")).to_be_hidden()

    chair.locator('#floor-forms a[href$="/hand-over/"]').click()
    chair.locator("[name=seat]").select_option(label="Trần Thị Bình – Giám đốc")
    chair.locator("main form button.btn-primary").last.click()
    expect(chair.locator("#status")).to_contain_text("Trần Thị Bình")
    expect(chair.locator('#speakers form[action$="/end/"]')).to_have_count(0)
    expect(member.locator('#speakers form[action$="/end/"]')).to_be_visible(timeout=8_000)
    press(member, "/end/", "#speakers")
    expect(chair.locator('#speakers [aria-current="true"]')).to_have_count(0)
