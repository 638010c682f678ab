"""What comes out of a meeting: a conclusion becomes a task; a decision is signed, numbered, sealed and verified."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core.clock import today
from tests import world
from tests.journeys.press import fill, press


def file(content, name="van-ban.pdf"):
    """A file to choose in a form."""
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def test_an_agreed_conclusion_becomes_a_task_and_its_result_ticks_it(
    server, scene, open_page, screens
):
    meeting = scene("in_session")
    chair, clerk = open_page("an", meeting), open_page("chi", meeting)
    said = f"Sở Nội vụ trình phương án tinh gọn bộ máy ({meeting.pk})"
    clerk.locator('#conclusions a[href$="/conclusions/new/"]').click()
    form = clerk.locator("main form").first
    form.locator("[name=kind]").select_option("task")
    fill(form, text=said, lead="[Sở Nội vụ]", due_on=f"{today() + timedelta(days=10):%Y-%m-%d}")
    form.locator("button.btn-primary").click()
    row = chair.locator("#conclusions li", has_text=said)
    expect(row).to_be_visible()
    row.locator('form[action$="/agree/"] button').click()

    lead = screens.sign_in(server.urls[-1], "binh", "tablet")
    lead.goto(f"{server.urls[-1]}/tasks/")
    lead.get_by_text(said).first.click()
    press(lead, "/accept/", "#my_acts")
    lead.locator('#my_acts a[href$="/report/"]').click()
    work = lead.locator("main form").first
    fill(work, text="Đã trình phương án tại Tờ trình số 15/TTr-SNV.")
    work.locator("[name=files]").set_input_files(file(world.pdf("Phuong an", 2)))
    work.locator("button.btn-primary").click()
    expect(lead.locator("#reports")).to_contain_text("Tờ trình số 15/TTr-SNV")

    task = lead.url.removeprefix(server.urls[-1])
    chair.goto(f"{server.url}{task}")
    press(chair, "/accept-result/", "#my_acts")
    expect(lead.locator("#state progress[data-kind=good]")).to_be_visible()
    fulfilled = clerk.locator("#conclusions li", has_text=said).locator(".chip")
    expect(fulfilled).to_have_attribute("data-kind", "good")


@pytest.fixture
def decision(server, scene, open_page, screens):
    """A decision drafted in a meeting, signed by the chair, numbered and sealed by the clerk; answers its bytes."""
    meeting = scene("with_keys")
    clerk, chair = open_page("chi", meeting), screens.sign_in(server.urls[-1], "an", "tablet")
    clerk.locator('#conclusions a[href$="/decision/"]').click()
    form = clerk.locator("main form").first
    fill(
        form,
        subject=f"Về việc cấp nước sạch ({meeting.pk})",
        articles="Thống nhất phương án.\n\nGiao Sở Nội vụ.",
    )
    form.locator("button.btn-primary").click()
    press(clerk, "/send/")
    expect(clerk.locator('form[action$="/send/"]')).to_have_count(0, timeout=30_000)

    for page, url, act in ((chair, server.urls[-1], "/sign/"), (clerk, server.url, "/seal/")):
        page.goto(f"{url}/signing/")
        page.get_by_text(f"cấp nước sạch ({meeting.pk})").first.click()
        page.locator("#my_step [name=pin]").fill(world.PIN)
        press(page, act, "#my_step")
        expect(page.locator("#my_step [name=pin]")).to_have_count(0, timeout=30_000)
    link = clerk.locator('#steps a[href$="?download"]')
    expect(link).to_be_visible()
    return clerk.context.request.get(f"{server.url}{link.get_attribute('href')}").body()


def test_a_decision_is_signed_numbered_sealed_and_anyone_verifies_it(server, decision, screens):
    nobody = screens.open("phone")
    nobody.goto(f"{server.url}/verify/")

    def verdict(content):
        nobody.locator("[name=file]").set_input_files(file(content))
        nobody.locator("form[enctype][action$='/verify/'] button.btn-primary").click()
        return nobody.locator("#answer [data-verdict]")

    expect(verdict(decision)).to_have_attribute("data-verdict", "valid", timeout=30_000)
    expect(nobody.locator("#answer article")).to_have_count(2)
    expect(nobody.locator("#answer")).to_contain_text("Nguyễn Văn An")

    middle = decision.index(b"stream") + 40
    changed = decision[:middle] + bytes([decision[middle] ^ 1]) + decision[middle + 1 :]
    expect(verdict(changed)).to_have_attribute("data-verdict", "modified", timeout=30_000)
