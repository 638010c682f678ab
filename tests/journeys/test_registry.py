"""The clerk drafts a letter, the leader signs, the clerk numbers, seals and issues it; it stands in the register and its book."""

import subprocess

import pytest
from playwright.sync_api import expect

from tests import world
from tests.journeys.press import fill, press

SUBJECT = "đôn đốc tiến độ công trình trường học"
TEXT = "Đề nghị Sở Nội vụ rà soát, báo cáo trước ngày 30 hằng tháng./."


@pytest.fixture
def embedded(size):
    """One size is enough: what is played is the same code."""
    if size != "embedded":
        pytest.skip("played in the embedded size")


def sign(page, url, act=""):
    page.goto(f"{url}/signing/")
    page.get_by_text(SUBJECT).first.click()
    page.locator("#my_step [name=pin]").fill(world.PIN)
    if act:
        press(page, act, "#my_step")
    else:
        page.locator("#my_step [name=pin]").press(
            "Enter"
        )  # the cursor stays in the field: the panel goes all the same
    expect(page.locator("#my_step [name=pin]")).to_have_count(0, timeout=30_000)


def test_what_is_typed_while_the_network_is_away_is_sent_when_it_is_back(embedded, server, screens):
    clerk = screens.sign_in(server.url, "chi", "desktop")
    clerk.goto(f"{server.url}/registry/drafts/new/")
    form = clerk.locator("main form").first
    fill(form, subject="phối hợp tổ chức Tết trồng cây")
    signer = form.locator("[name=signer] option", has_text="Nguyễn Văn An").get_attribute("value")
    form.locator("[name=signer]").select_option(signer)
    form.locator("button.btn-primary").click()
    clerk.wait_for_load_state("networkidle")
    first = clerk.locator("#text .draft-form").first
    clerk.context.set_offline(True)
    first.locator("textarea").fill(TEXT)
    expect(clerk.locator("#text .draft-form[data-unsaved]")).to_have_count(1)
    clerk.context.set_offline(False)
    sent(clerk, first)

    screens.forgiven.append("Status Error Code 503")  # htmx tells the console
    address = server.url + first.get_attribute("action")
    clerk.route(address, lambda route: route.fulfill(status=503))
    leave(first, f"{TEXT} Một.")
    expect(clerk.locator("#text .draft-form[data-unsaved]")).to_have_count(1)
    clerk.unroute(address)
    sent(clerk, first)

    cookies = clerk.context.cookies()
    clerk.context.clear_cookies(name="sessionid")  # the session ended
    with clerk.expect_response("**/sign-in/**"):
        leave(first, f"{TEXT} Hai.")
    expect(clerk.locator("#text .draft-form[data-unsaved]")).to_have_count(1)
    expect(clerk.locator("#text input[name=password]")).to_have_count(0)
    expect(first.locator(".block-state")).to_have_count(1)
    clerk.context.add_cookies(cookies)
    clerk.evaluate("dispatchEvent(new Event('online'))")
    sent(clerk, first)
    clerk.reload()
    expect(first.locator("textarea")).to_have_value(f"{TEXT} Hai.")


def leave(paragraph, text):
    """Type a paragraph's text and leave its field."""
    paragraph.locator("textarea").fill(text)
    paragraph.locator("textarea").blur()


def sent(page, paragraph):
    """Nothing is marked any longer."""
    expect(page.locator("[data-unsaved]")).to_have_count(0, timeout=20_000)
    expect(paragraph.locator(".block-state")).to_contain_text("đã lưu")


def test_a_letter_goes_from_draft_to_bound_register(embedded, server, screens, tmp_path):
    clerk, leader = (screens.sign_in(server.url, name, "desktop") for name in ("chi", "an"))
    clerk.goto(f"{server.url}/registry/drafts/new/")
    form = clerk.locator("main form").first
    fill(form, subject=SUBJECT, addressees="Sở Nội vụ;", recipients="Như trên;\nLưu: VT.")
    form.locator("[name=kind]").select_option("cv")
    signer = form.locator("[name=signer] option", has_text="Nguyễn Văn An").get_attribute("value")
    form.locator("[name=signer]").select_option(signer)
    form.locator("button.btn-primary").click()
    draft = clerk.url
    clerk.wait_for_load_state("networkidle")  # what keeps the text is there
    press(clerk, "/send/", "#acts")  # a template with its gaps goes to nobody
    expect(clerk.locator("h1")).to_have_text("Còn chỗ chưa điền")
    clerk.goto(draft)
    clerk.wait_for_load_state("networkidle")
    for place, block in enumerate(clerk.locator("#text .draft-form textarea").all()):
        block.fill(TEXT)
        expect(clerk.locator("#text .draft-form .block-state").nth(place)).to_contain_text("đã lưu", timeout=10_000)  # fmt: skip
    press(clerk, "/send/", "#acts")
    expect(clerk.locator('#acts form[action$="/send/"]')).to_have_count(0, timeout=30_000)
    sign(leader, server.url)
    sign(clerk, server.url, "/seal/")
    sealed = clerk.url
    expect(clerk.locator('#next-steps a[href$="/send/"]')).to_be_visible()  # without a new page

    clerk.goto(draft)
    clerk.locator('#acts a[href*="/registry/outgoing/"]').click()
    expect(clerk.locator("h1")).to_contain_text("/UBND")
    notation = clerk.locator("h1").inner_text()
    clerk.goto(sealed)
    clerk.locator('#next-steps a[href$="/send/"]').click()  # from the seal straight to issuing
    clerk.locator("main form button.btn-primary").last.click()
    expect(clerk.locator("#sendings")).to_contain_text("Sở Nội vụ")
    clerk.goto(f"{server.url}/registry/outgoing/?q=truong+hoc")
    expect(clerk.locator("table.register")).to_contain_text(notation)
    tabs = clerk.locator("nav.tabs").first
    assert tabs.evaluate(
        "one => one.scrollWidth <= one.clientWidth"
    )  # every page of the room is in sight
    book = tmp_path / "so.pdf"
    link = clerk.locator('a[href$="book.pdf"]', has_text="CV").first.get_attribute("href")
    book.write_bytes(clerk.context.request.get(f"{server.url}{link}").body())
    said = subprocess.run(["pdftotext", "-layout", book, "-"], capture_output=True, text=True, check=True).stdout  # fmt: skip
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in said
    assert notation in said
