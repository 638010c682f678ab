"""Redis only whispers: it may be restarted, frozen or gone, and nobody loses anything."""

import os
import signal
import time

import pytest

pytestmark = [pytest.mark.city, pytest.mark.xdist_group("whisper")]
HEALED = 8  # seconds: promised 5, and some for a busy machine


def shows(page):
    return lambda p: p.facts.get("show", {}).get("page") == page


def test_redis_restarts_during_a_meeting(meeting, whisper):
    pages = [meeting.page(n, at=n % 2) for n in range(1, 6)]
    whisper.kill()
    whisper.start()
    meeting.turn(11, at=0)
    for page in pages:
        page.until(shows(11), HEALED)
    time.sleep(3)
    began = time.monotonic()
    meeting.turn(12, at=1)
    for page in pages:
        page.until(shows(12), HEALED)
    assert (
        time.monotonic() - began < 2
    )  # the line stands again: told at once, not found by comparing
    meeting.close()


def test_redis_is_away_for_good(meeting, whisper):
    here, there = meeting.page(1, at=0), meeting.page(2, at=1)
    whisper.kill()
    try:
        assert meeting.turn(21, at=0) < 1
        here.until(shows(21), 1.5)
        there.until(shows(21), HEALED)
        late = meeting.page(3, at=1)  # newcomers are let in, too
        meeting.turn(22, at=0)
        late.until(shows(22), HEALED)
    finally:
        whisper.start()
    meeting.close()


def test_redis_is_frozen_while_somebody_acts(meeting, whisper):
    here, there = meeting.page(1, at=0), meeting.page(2, at=1)
    os.kill(whisper.process.pid, signal.SIGSTOP)
    try:
        took = [meeting.turn(page, at=0) for page in (31, 32, 33)]
        here.until(shows(33), 1.5)
        there.until(shows(33), HEALED)
    finally:
        os.kill(whisper.process.pid, signal.SIGCONT)
    assert max(took) < 1
    meeting.turn(34, at=0)
    there.until(shows(34), HEALED)
    meeting.close()


def test_a_burst_from_another_process_leaves_everybody_with_the_last_word(meeting):
    pages = [meeting.page(n, at=n % 2) for n in range(1, 21)]
    number = meeting.topic.partition(".")[2]
    meeting.server.shell(
        "from meetings.models import Meeting\nfrom meetings.actions import show_page\n"
        f"m = Meeting.objects.get(pk={number})\n"
        "for page in [*range(1, 500), 77]: show_page(m, m.show_version, page, by=m.chair)"
    )
    head = meeting.head()
    for page in pages:
        page.until(lambda p: p.rev == head, HEALED)
        assert page.facts["show"]["page"] == 77
        assert page.gaps == 0
    meeting.close()


def test_a_word_that_was_never_whispered_is_found(meeting):
    page = meeting.page(1)
    number = meeting.topic.partition(".")[2]
    meeting.server.shell(  # as after a crash between commit and nudge
        "import realtime.nudge\nrealtime.nudge._say = lambda *_: None\n"
        "from meetings.models import Meeting\nfrom meetings.actions import show_page\n"
        f"m = Meeting.objects.get(pk={number})\nshow_page(m, m.show_version, 55, by=m.chair)"
    )
    page.until(shows(55), HEALED)
    meeting.close()
