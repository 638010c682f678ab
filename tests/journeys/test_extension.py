"""More time from a phone: asked with one tap, granted from the giver's list; an explanation demanded and answered, live."""

import pytest
from playwright.sync_api import expect

from tests.journeys.press import fill, press

pytestmark = pytest.mark.parametrize("size", ["embedded"], indirect=True)


def test_more_time_and_an_explanation(server, screens):
    here, said = server.url, f"Rà soát hồ sơ cấp nước {id(screens)}"
    address = f"{here}{server.world('task_given', said).url}"
    giver, lead = screens.sign_in(here, "an"), screens.sign_in(here, "binh", "phone")
    giver.goto(address)
    lead.goto(address)
    press(lead, "/accept/", "#my_acts")
    lead.locator('#my_acts a[href$="/extension/"]').click()
    fill(lead.locator("main form").first, reason="Chờ số liệu của Sở Tài chính")
    lead.locator("main form button.btn-primary").first.click()
    expect(lead.locator("#requests")).to_contain_text("Chờ số liệu")

    expect(giver.locator("#my_acts")).to_contain_text("Chờ số liệu")  # nobody reloaded the page
    giver.goto(f"{here}/tasks/given/")
    row = giver.locator('[data-ask="extension"]', has_text=said)
    row.locator('form[action$="/grant/"] button').click()
    expect(row).to_have_count(0)
    expect(lead.locator("#requests")).to_be_hidden()
    expect(lead.locator("#reports s")).to_be_visible()

    giver.goto(address)
    giver.locator("#more_acts summary").click()
    press(giver, "/demand-now/", "#more_acts")
    lead.locator('#my_acts a[href$="/answer/"]').click()
    fill(lead.locator("main form").first, text="Mưa lũ kéo dài")
    lead.locator("main form button.btn-primary").first.click()
    expect(giver.locator('#my_acts [data-need="judge"]')).to_contain_text("Mưa lũ")

    words = giver.locator("mention-field textarea")
    words.press_sequentially("Nhờ @pham v", delay=30)
    giver.locator("mention-field [data-name]").first.click()
    expect(words).to_have_value("Nhờ @Phạm Văn Dũng ")
    giver.locator('form[action$="/comment/"] button.btn-outline-primary').click()
    expect(lead.locator("#reports")).to_contain_text("Nhờ @Phạm Văn Dũng")
