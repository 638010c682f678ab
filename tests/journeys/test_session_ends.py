"""A session that ends while somebody writes: the page leaves at once, what was written comes back after signing in."""

from playwright.sync_api import expect

from tests.browsers import PASSWORD

WRITTEN = "Thông qua chủ trương đầu tư trường mầm non?"


def sign_in(page):
    page.locator("input[name=username]").fill("an")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")


def test_what_is_half_written_waits_for_its_person(server, scene, screens):
    meeting = scene("in_session")
    screens.forgiven.append("status of 403")  # the sign-in page that keeps what was written
    page = screens.open("tablet")
    page.goto(f"{server.url}/sign-in/")
    sign_in(page)
    expect(page.locator("input[name=password]")).to_have_count(0)
    page.goto(f"{server.url}{meeting.url}votes/new/")
    page.locator("main form [name=question]").fill(WRITTEN)
    (key,) = (one["value"] for one in page.context.cookies() if one["name"] == "sessionid")
    server.shell(
        "from django.contrib.sessions.models import Session\n"
        f"Session.objects.filter(session_key='{key}').delete()"
    )
    expect(page.locator("#kept")).to_be_visible(timeout=60_000)
    assert WRITTEN not in page.content()
    sign_in(page)
    expect(page.locator("main form [name=question]")).to_have_value(WRITTEN)
    expect(page.locator("main [role=alert]").first).to_contain_text("đã hết")
