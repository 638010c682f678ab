"""An item comes from a unit to the table: proposed, returned, corrected, put on, its paper approved, late, convened."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from core.clock import today
from tests import world
from tests.journeys.press import fill, press

WHY = "Chưa có ý kiến thẩm định"


def test_an_item_comes_from_a_unit_to_the_table(server, screens):
    title, item = "Phiên họp có đăng ký nội dung", "Nâng cấp mười hai trường học"
    day = today() + timedelta(days=2)
    clerk, unit = screens.sign_in(server.url, "chi"), screens.sign_in(server.urls[-1], "dung", "tablet")  # fmt: skip
    _plan(clerk, server.url, title, day)
    planned = clerk.url

    unit.goto(f"{server.urls[-1]}/meetings/proposals/new/")
    form = unit.locator("main form").first
    fill(form, where=f"[{title} ({day:%d/%m/%Y})]", title="Nâng cấp trường", minutes="20")
    form.locator("button.btn-primary").click()
    file = {"name": "to-trinh.pdf", "mimeType": "application/pdf", "buffer": world.pdf("To trinh", 2)}  # fmt: skip
    paper = unit.locator("form[action$='/papers/']")
    fill(paper, title="Tờ trình trường học")
    paper.locator("[name=file]").set_input_files(file)
    paper.locator("button.btn-primary").click()
    expect(unit.locator("main")).to_contain_text("Tờ trình trường học")

    clerk.locator("#ready").get_by_text("Nâng cấp trường").click()  # came by itself
    clerk.locator("a[href$='/return/']").click()
    clerk.locator("[name=reason]").fill(WHY)
    clerk.locator("main form button.btn-danger").click()

    unit.reload()
    expect(unit.locator("main")).to_contain_text(WHY)
    unit.locator("a[href$='/edit/']").click()
    fill(unit.locator("main form").first, title=item)
    unit.locator("main form button.btn-primary").first.click()

    clerk.reload()
    press(clerk, "/place/")
    expect(clerk.locator("#plan")).to_contain_text(item)
    clerk.locator("#plan").get_by_text("Tờ trình trường học").click()
    expect(clerk.locator("pdf-viewer[data-state=shown]")).to_be_visible()
    press(clerk, "/approve/")
    expect(clerk.locator("#plan .standing[data-kind=late]").first).to_be_visible()

    press(clerk, "/convene/")
    expect(clerk.locator("toast-region")).to_contain_text(item)
    clerk.goto(f"{planned}late/")
    fill(clerk.locator("main form").first, all="Chủ trì đồng ý: phục vụ năm học mới")
    clerk.locator("main form button.btn-primary").click()
    press(clerk, "/convene/")
    expect(clerk).not_to_have_url(re.compile("/plan/"))

    member = screens.sign_in(server.urls[-1], "binh", "tablet")
    member.goto(f"{server.urls[-1]}{re.sub(r'^https?://[^/]+', '', clerk.url)}")
    expect(member.locator("#papers")).to_contain_text("Tờ trình trường học")


def _plan(clerk, url, title, day):
    """Plan a regular session so soon that papers are late, open to proposals until tomorrow; Bình is invited."""
    clerk.goto(f"{url}/meetings/new/")
    form = clerk.locator("main form").first
    fill(
        form, title=title, session_kind="[Phiên họp UBND thường kỳ]", place="Phòng họp số 1",
        unit="[Ủy ban nhân dân Thành phố]", chair="[Nguyễn Văn An]", starts_at=f"{day}T08:00",
        ends_at=f"{day}T11:00", proposals_until=f"{day - timedelta(days=1)}T17:00",
    )  # fmt: skip
    form.locator("button.btn-primary").click()
    expect(clerk).to_have_url(re.compile(r"/plan/$"))
    clerk.locator("a[hx-get$='/invite/']").click()
    people = clerk.locator("#drawer form[action$='/invite/']")
    people.get_by_label("Trần Thị Bình").check()
    people.locator("button.btn-primary").click()
    expect(clerk.locator("#ready")).to_contain_text("Trần Thị Bình")
