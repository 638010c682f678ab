"""A member of the committee sends a substitute, the chair consents, the substitute checks in and has no vote."""

import pytest
from playwright.sync_api import expect

from tests.journeys.press import fill, press


@pytest.fixture
def embedded(size):
    """The story is the same in every size."""
    if size != "embedded":
        pytest.skip("played in the embedded size")


def test_a_substitute_comes_speaks_and_does_not_vote(embedded, scene, open_page):
    meeting = scene("committee_convened")
    member = open_page("binh", meeting, "tablet")
    member.locator('#mine a[href$="/decline/"]').click()
    expect(member.locator(".notice")).to_contain_text("không có quyền biểu quyết")
    form = member.locator("main form").first
    fill(form, reason="Đi công tác theo lịch của Bộ", substitute="[Phạm Văn Dũng]")
    form.locator("button.btn-primary").click()
    expect(member.locator("#mine")).to_contain_text("chờ ý kiến")

    chair = open_page("an", meeting)
    chair.goto(f"{chair.url}people/")
    expect(chair.locator("main")).to_contain_text("Đi công tác theo lịch của Bộ")
    press(chair, "/agree/")
    expect(chair.locator("main")).to_contain_text("dự thay Trần Thị Bình")

    expect(member.locator("#mine")).to_contain_text("Phạm Văn Dũng")
    substitute = open_page("dung", meeting, "phone")
    expect(substitute.locator("#mine")).to_contain_text("dự thay Trần Thị Bình")
    press(substitute, "/arrive/", "#mine")
    expect(substitute.locator("#mine")).to_contain_text("Đã điểm danh")

    chair.goto(chair.url.replace("people/", ""))
    press(chair, "/arrive/", "#mine")
    expect(chair.locator("#attendance")).to_contain_text("Người dự thay: Phạm Văn Dũng")
    expect(member.locator('#mine form[action$="/arrive/"]')).to_have_count(0)
    expect(substitute.locator('#mine form[action$="/cast/"]')).to_have_count(0)
