"""Live pages: parts, typing, lost lines, polling, acts that are repeated."""

import re

from playwright.sync_api import expect


def section(word: str, text: str) -> str:
    """A part's HTML."""
    return f'<section class="card" id="{word}"><p>{text}</p><input name="note"></section>'


def opened(stand, screens, page="live", kind="tablet"):
    screen = screens.open(kind)
    screen.goto(f"{stand.url}/page/{page}/")
    expect.set_options(timeout=8000)
    screen.wait_for_timeout(500)
    return screen


def test_a_part_is_put_in_place_and_an_older_one_is_not(stand, screens):
    page = opened(stand, screens)
    stand.say(5, 1, parts={"agenda": section("agenda", "năm")})
    expect(page.locator("#agenda")).to_contain_text("năm")
    stand.say(4, 1, parts={"agenda": section("agenda", "bốn")})
    stand.say(6, 5, parts={"mine": section("mine", "sáu")})
    expect(page.locator("#mine")).to_contain_text("sáu")
    expect(page.locator("#agenda")).to_contain_text("năm")


def test_what_somebody_types_is_not_taken_away(stand, screens):
    page = opened(stand, screens)
    stand.say(2, 1, parts={"agenda": section("agenda", "hai")})
    page.locator("#agenda input").fill("đang gõ")
    stand.say(3, 2, parts={"agenda": section("agenda", "ba")})
    page.wait_for_timeout(300)
    expect(page.locator("#agenda input")).to_have_value("đang gõ")
    page.locator("#f input[name=word]").focus()
    expect(page.locator("#agenda")).to_contain_text("ba")


def test_focus_survives_a_new_part(stand, screens):
    page = opened(stand, screens)
    stand.say(2, 1, parts={"agenda": section("agenda", "hai")})
    page.locator("#agenda input").focus()
    stand.say(3, 2, parts={"agenda": section("agenda", "ba")})
    expect(page.locator("#agenda")).to_contain_text("ba")
    expect(page.locator("#agenda input")).to_be_focused()


def test_a_gap_makes_the_page_ask(stand, screens):
    page = opened(stand, screens)
    stand.do(set={"agenda": section("agenda", "mới")})
    before = len(stand.seen()["hellos"])
    stand.say(9, 8, facts={"clock": 1})
    expect(page.locator("#agenda")).to_contain_text("mới")
    hello = stand.seen()["hellos"][before]
    assert hello["topics"]["meeting.7"] == 1
    assert hello["lang"] in {"vi", "en"}


def test_a_personal_part_is_fetched_when_stale(stand, screens):
    page = opened(stand, screens)
    stand.do(set={"mine": section("mine", "của tôi")})
    stand.say(2, 1, stale=["mine"])
    expect(page.locator("#mine")).to_contain_text("của tôi")


def test_the_line_is_cut_and_the_page_comes_back_true(stand, screens):
    page = opened(stand, screens)
    stand.do(deaf=True, cut=1012, set={"agenda": section("agenda", "sau khi cắt")})
    expect(page.locator("[data-say=lost]")).to_be_visible()
    stand.do(deaf=False)
    stand.say(7, 1)
    expect(page.locator("#agenda")).to_contain_text("sau khi cắt", timeout=6000)
    expect(page.locator("[data-say=back]")).to_be_visible()
    expect(page.locator("[data-say=back]")).to_be_hidden()


def test_the_tablet_goes_offline_and_is_right_within_five_seconds(stand, screens):
    page = opened(stand, screens)
    page.context.set_offline(True)
    expect(page.locator("[data-say=lost]")).to_be_visible(timeout=1500)
    stand.do(set={"agenda": section("agenda", "trong lúc mất mạng")})
    stand.say(4, 1)
    page.wait_for_timeout(4000)
    page.context.set_offline(False)
    expect(page.locator("#agenda")).to_contain_text("trong lúc mất mạng", timeout=5000)


def test_where_sockets_are_forbidden_the_page_asks_by_itself(stand, screens):
    stand.do(deaf=True)
    page = opened(stand, screens)
    stand.do(set={"agenda": section("agenda", "hỏi thăm"), "mine": section("mine", "riêng tôi")})
    expect(page.locator("#agenda")).to_contain_text("hỏi thăm", timeout=16000)
    expect(page.locator("#mine")).to_contain_text("riêng tôi")
    expect(page.locator("[data-say=lost]")).to_be_hidden()


def test_an_act_carries_an_id_that_a_lost_answer_keeps(stand, screens):
    page = opened(stand, screens)
    page.route("**/post/", lambda route: route.abort())
    page.locator("#f button").click()
    expect(page.locator(".toast-card[data-kind=error]")).to_be_visible()
    kept = page.locator("#f input[name=act]").input_value()
    page.unroute("**/post/")
    for _ in range(2):
        with page.expect_response("**/post/"):
            page.locator("#f button").click()
        page.wait_for_timeout(200)
    first, second = (post["act"] for post in stand.seen()["posts"])
    assert first == kept
    assert second != first
    screens.complaints.clear()  # htmx tells the console of the lost request
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f-]{27}", second)


def test_a_refusal_is_said_and_changes_nothing(stand, screens):
    page = opened(stand, screens)
    page.locator("#r button").click()
    expect(page.locator(".toast-card[data-kind=refused]")).to_contain_text("Not now")
    expect(page.locator("#r button")).to_be_visible()


def test_a_line_that_falls_silent_is_noticed(stand, screens):
    page = opened(stand, screens)
    stand.do(mute=True, set={"agenda": section("agenda", "sau khi im lặng")})
    expect(page.locator("[data-say=lost]")).to_be_visible(timeout=22_000)
    stand.do(mute=False)
    stand.say(3, 2)
    expect(page.locator("#agenda")).to_contain_text("sau khi im lặng", timeout=8000)
