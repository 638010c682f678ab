"""The network of the tablet goes: it says so, and is right again within five seconds of its return."""

import time

from playwright.sync_api import expect

from tests.journeys.test_session import now_discussed

WITHIN = 5.0  # seconds after the network is back
AWAY = 20_000  # milliseconds without a network: longer than a heartbeat


def test_a_tablet_without_network_says_so_and_catches_up(scene, open_page):
    meeting = scene("in_session")
    chair, member = open_page("an", meeting), open_page("binh", meeting, "tablet")
    expect(now_discussed(member)).to_contain_text("Ngân sách năm 2027")

    member.context.set_offline(True)
    expect(member.locator("offline-bar [data-say=lost]")).to_be_visible()
    chair.locator("#agenda .card-body form.press button").click()
    expect(now_discussed(chair)).to_contain_text("Cấp nước sạch")
    member.wait_for_timeout(AWAY)
    expect(now_discussed(member)).to_contain_text("Ngân sách năm 2027")

    member.context.set_offline(False)
    back = time.monotonic()
    expect(now_discussed(member)).to_contain_text("Cấp nước sạch", timeout=WITHIN * 1000)
    expect(member.locator("offline-bar [data-say=lost]")).to_be_hidden(timeout=WITHIN * 1000)
    assert time.monotonic() - back < WITHIN


def test_redis_goes_and_comes_back(server, request, scene, open_page):
    """In the city size the processes whisper through Redis; without it pages catch up, nothing is lost."""
    if server.size != "city":
        return
    redis = request.getfixturevalue("redis")
    meeting = scene("in_session")
    chair, member = open_page("an", meeting), open_page("binh", meeting, "tablet")
    redis.kill()
    chair.locator("#agenda .card-body form.press button").click()
    redis.start()
    expect(now_discussed(chair)).to_contain_text("Cấp nước sạch", timeout=30_000)
    expect(now_discussed(member)).to_contain_text("Cấp nước sạch", timeout=30_000)
