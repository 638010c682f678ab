"""Two members prepare on their phones, the chair sees it, the block is adopted with one press, one item moved back."""

from playwright.sync_api import expect

from tests.journeys.press import press


def test_members_prepare_and_the_block_is_adopted_with_one_press(server, screens, scene):
    meeting = scene("to_prepare")
    member = screens.sign_in(server.url, "binh", "phone")
    member.goto(f"{server.url}{meeting.url}read/")
    member.locator("ol.rows a.row-item").first.click()
    member.locator("a[href*='/read/'][class*='row-item']").first.click()
    expect(member.locator("pdf-viewer[data-state=shown]")).to_be_visible()
    write_a_note(member, "Hỏi lại mức chi quý IV")
    press(member, "/finish/")
    expect(member.locator("#papers [data-kind=good]")).to_be_visible()
    agree_to_everything(member, 3)
    other = screens.sign_in(server.url, "dung", "phone")
    other.goto(f"{server.url}{meeting.url}read/")
    other.locator("ol.rows a.row-item").first.click()
    agree_to_everything(other, 3)

    chair = screens.sign_in(server.url, "an")
    chair.goto(f"{server.url}{meeting.url}readiness/")
    expect(chair.locator(".standing .chip[data-kind=good]")).to_have_count(3)
    expect(chair.locator("body")).not_to_contain_text("Hỏi lại mức chi")
    for page in (member, other, chair):
        page.goto(f"{server.url}{meeting.url}")
        press(page, "/arrive/")
    press(chair, "/open/")
    press(member, "/move-back/", "#consent")
    expect(chair.locator("#consent form[action$='/move-back/']")).to_have_count(2)
    press(chair, "/block/", "#consent")
    for page in (member, other, chair):
        page.locator("#mine form.ballot button[value=agree]").click()
    expect(chair.locator("#consent .consent-rows .chip[data-kind=good]")).to_have_count(2)
    expect(member.locator("#agenda .chip[data-kind=good]")).to_have_count(2)


def agree_to_everything(page, items):
    """Agree to each item, going on with one press."""
    for number in range(items):
        page.locator("#stance button[value=agree]").click()
        expect(page.locator("#stance button[value=agree]")).to_have_attribute(
            "aria-pressed", "true"
        )
        if number + 1 < items:
            page.locator("a[rel=next]").click()


def write_a_note(page, text):
    """Write a note and see it saved by itself, also after the line was away."""
    page.context.set_offline(True)
    page.locator("#note-new").fill(text)
    state = page.locator("auto-save:has(#note-new)")
    expect(state).to_have_attribute("data-state", "lost")
    page.context.set_offline(False)
    expect(state).to_have_attribute("data-state", "saved")
