"""A round of written opinions without a meeting: asked, approved and sent in one press, answered, signed, counted, told."""

import pytest
from playwright.sync_api import expect

from tests import world
from tests.journeys.press import fill, press


@pytest.mark.parametrize("size", ["embedded"], indirect=True, scope="session")
def test_a_decision_without_a_meeting(server, screens):
    here = server.url
    clerk, leader = screens.sign_in(here, "chi"), screens.sign_in(here, "an", "tablet")
    member = screens.sign_in(here, "binh", "phone")
    title = f"Kế hoạch trồng cây {id(clerk)}"

    clerk.goto(f"{here}/opinions/new/")
    form = clerk.locator("main form").first
    fill(
        form, title=title, questions="Thông qua kế hoạch\nKinh phí 2 tỷ đồng",
        unit="[Ủy ban nhân dân Thành phố]", leader="[Nguyễn Văn An]",
    )  # fmt: skip
    form.locator("[name=rule]").select_option("committee")
    for name in ("Nguyễn Văn An", "Trần Thị Bình"):
        form.locator("label", has_text=name).locator("input").check()
    form.locator("button.btn-primary").click()
    clerk.locator('#papers a[href$="/paper/"]').click()
    upload = {"name": "ke-hoach.pdf", "mimeType": "application/pdf", "buffer": world.pdf()}
    clerk.locator("[name=file]").set_input_files(upload)
    clerk.locator("main form button.btn-primary").click()
    expect(clerk.locator("#papers")).to_contain_text("ke-hoach")
    press(clerk, "/submit/", "#my_part")
    round_url = clerk.url

    member.goto(f"{here}/")
    expect(member.locator("#my_opinions")).not_to_contain_text(title)
    leader.goto(round_url)
    press(leader, "/approve-and-send/", "#my_part")
    expect(member.locator("#my_opinions")).to_contain_text(title)

    leader.locator('#my_part a[href$="/answer/"]').click()
    for box in leader.locator('input[value="agree"]').all():
        box.check()
    leader.locator('button[value="send"]').click()
    expect(clerk.locator("#progress")).to_contain_text("1/2")

    member.locator("#my_opinions a.row-item", has_text=title).click()
    member.locator('#my_part a[href$="/answer/"]').click()
    member.locator('input[value="other"]').first.check()
    member.locator("textarea").first.fill("Nên trồng cây bản địa")
    member.locator('input[value="agree"]').last.check()
    with member.expect_response(lambda answer: answer.url.endswith("/keep/")):
        member.locator("textarea").first.blur()
    member.reload()
    expect(member.locator("textarea").first).to_have_value("Nên trồng cây bản địa")
    member.locator('button[value="sign"]').click()
    member.locator("[name=pin]").fill(world.PIN)
    member.locator("main form button.btn-primary").click()
    expect(member.locator("#my_part .chip")).to_have_attribute("data-kind", "good")
    expect(clerk.locator("#progress progress")).to_have_attribute("data-kind", "good")

    press(clerk, "/close-complete/", "#my_part")
    press(clerk, "/count/", "#my_part")
    clerk.locator('#my_part a[href$="/announce/"]').click()
    clerk.locator("main form button.btn-primary").click()
    expect(member.locator("#result .tally").first).to_be_visible()
    expect(member.locator("#papers")).to_contain_text("Kết quả lấy ý kiến")
    clerk.locator('#result a[href$="/table/"]').click()
    expect(clerk.locator(".compare-row")).to_contain_text("Nên trồng cây bản địa")
