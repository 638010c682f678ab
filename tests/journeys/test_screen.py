"""The chair's phone drives the session; the television in the room, on which nobody signed in, follows."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.parametrize("size", ["embedded"], indirect=True)


def test_one_thumb_drives_and_the_television_follows(scene, open_page, screens, server):
    meeting = scene("in_session")
    clerk = open_page("chi", meeting)
    clerk.goto(f"{clerk.url}screens/")
    clerk.locator("form[action$='/screens/new/'] button").click()
    code = clerk.locator(".screen-code").inner_text()

    television = screens.open("desktop")
    television.goto(f"{server.urls[-1]}/tv/")
    television.locator("[name=code]").fill(code)
    television.locator("[name=code]").press("Enter")
    expect(television.locator("#stage")).to_contain_text("Ngân sách năm 2027")

    phone = screens.sign_in(server.url, "an", "phone")
    phone.goto(f"{server.url}{meeting.url}chair/")
    phone.locator("[data-slot=next] button").click()
    expect(television.locator(".stage-big")).to_contain_text("Cấp nước sạch")
    phone.locator(".panel-back button").click()
    expect(television.locator(".stage-big")).to_contain_text("Ngân sách năm 2027")

    member = open_page("binh", meeting, "tablet")
    member.locator("form[action$='/hand/'] button").first.click()
    phone.locator("[data-slot=speaker] form[action$='/call/'] button").click()
    expect(television.locator("#stage")).to_have_attribute("data-mode", "speaker")
    expect(television.locator(".stage-big")).to_contain_text("Trần Thị Bình")

    clerk.locator("button[name=stage][value=agenda]").click()
    expect(television.locator("#stage")).to_have_attribute("data-mode", "agenda")
    clerk.locator("form[action$='/revoke/'] button").click()
    expect(television).to_have_url(re.compile(r"/tv/\?ended=1$"), timeout=15_000)
