"""A task from a phone: given in a sentence, seen at once, reported, returned, done; nobody reloads a page."""

from playwright.sync_api import expect

from tests import world
from tests.journeys.press import fill, press


def test_a_task_from_a_bare_sentence(server, screens):
    here, there = server.url, server.urls[-1]
    giver, lead = (
        screens.sign_in(here, "an", "phone"),
        screens.sign_in(there, "binh", "tablet"),
    )
    said = f"Báo cáo tình hình cấp nước sạch {id(giver)}"
    lead.goto(f"{there}/tasks/")
    expect(lead.locator("#my_work")).not_to_contain_text(said)

    giver.goto(f"{here}/tasks/")
    giver.locator('.action-bar a[href$="/tasks/new/"]').click()
    form = giver.locator("main form").first
    fill(form, title=said, lead="[Sở Nội vụ]")
    form.locator("[name=quick]").first.check()
    form.locator("button.btn-primary").first.click()
    expect(giver.locator("#state")).to_contain_text("Sở Nội vụ")

    row = lead.locator("#my_work .day-line", has_text=said)
    expect(row).to_be_visible()
    expect(lead.locator("#bell .count")).not_to_be_empty()
    row.locator("a.grow").click()
    press(lead, "/accept/", "#my_acts")
    expect(lead.locator('#my_acts a[href$="/report/"]')).to_be_visible()
    expect(giver.locator("#history summary")).to_contain_text("2")

    lead.locator('#my_acts a[href$="/report/"]').click()
    work = lead.locator("main form").first
    fill(work, text="Đã báo cáo tại văn bản 15/BC-SNV")
    upload = {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": world.pdf()}
    work.locator("[name=files]").set_input_files(upload)
    work.locator("button.btn-primary").click()

    expect(giver.locator("#reports")).to_contain_text("15/BC-SNV")
    expect(giver.locator("#papers")).to_contain_text("bao-cao")
    giver.locator('#my_acts a[href$="/return/"]').click()
    fill(giver.locator("main form").first, reason="Thiếu số liệu quý IV")
    giver.locator("main form button.btn-primary").first.click()

    expect(lead.locator("#reports")).to_contain_text("Thiếu số liệu quý IV")
    lead.locator('#my_acts a[href$="/report/"]').click()
    fill(lead.locator("main form").first, text="Đã bổ sung số liệu quý IV")
    lead.locator("main form button.btn-primary").first.click()
    press(giver, "/accept-result/", "#my_acts")
    expect(lead.locator("#state progress[data-kind=good]")).to_be_visible()
    expect(lead.locator('#my_acts a[href$="/report/"]')).to_have_count(0)


def test_what_somebody_types_stays_while_others_write(server, screens):
    here = server.url
    giver, lead = screens.sign_in(here, "an"), screens.sign_in(here, "binh", "phone")
    said = f"Rà soát quy trình tiếp công dân {id(lead)}"
    giver.goto(f"{here}/tasks/new/")
    form = giver.locator("main form").first
    fill(form, title=said, lead="[Sở Nội vụ]")
    form.locator("button.btn-primary").first.click()
    expect(giver.locator("#state")).to_be_visible()
    task = giver.url

    lead.goto(task)
    words = lead.locator('form[action$="/comment/"] textarea')
    words.fill("Đang viết dở một câu dài")
    for number in range(3):
        giver.locator('form[action$="/comment/"] textarea').fill(f"Nhắc lần {number}")
        giver.locator('form[action$="/comment/"] button').click()
        expect(lead.locator("#reports")).to_contain_text(f"Nhắc lần {number}")
    expect(words).to_have_value("Đang viết dở một câu dài")
