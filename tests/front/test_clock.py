"""The speakers' clock: it warns before the end and at the end, once each, and is heard after the first press."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect


def speaker(until, name):
    """A part with a running clock that warns two seconds before its end."""
    return (
        f'<section class="card" id="agenda"><p>{name}</p><count-down until="{until.isoformat()}" warn="2">'
        "<span data-time></span></count-down></section>"
    )


def test_it_warns_once_and_is_heard_after_a_press(stand, screens):
    page = screens.open("tablet")
    page.goto(f"{stand.url}/page/clock/")
    page.wait_for_timeout(600)
    switch = page.locator("sound-switch")
    expect(switch).to_have_attribute("data-state", "waiting")
    page.locator("h1, main").first.click(position={"x": 5, "y": 5})
    expect(switch).to_have_attribute("data-state", "on")

    until = datetime.now(UTC) + timedelta(seconds=5)
    stand.say(2, 1, parts={"agenda": speaker(until, "một")})
    clock = page.locator("count-down")
    expect(clock).not_to_have_attribute("data-warn", "")
    expect(clock).to_have_attribute("data-warn", "", timeout=6000)
    expect(switch).to_have_attribute("data-rang", "1")
    stand.say(3, 2, parts={"agenda": speaker(until, "hai")})  # the part is put in place anew
    expect(page.locator("#agenda")).to_contain_text("hai")
    expect(page.locator("count-down")).to_have_attribute("data-over", "", timeout=6000)
    expect(switch).to_have_attribute("data-rang", "3")  # once before the end, twice at the end

    switch.locator("button").click()
    expect(switch).to_have_attribute("data-state", "off")
    again = datetime.now(UTC) + timedelta(seconds=3)
    stand.say(4, 3, parts={"agenda": speaker(again, "ba")})
    expect(page.locator("count-down")).to_have_attribute("data-over", "", timeout=8000)
    expect(switch).to_have_attribute("data-rang", "3")
