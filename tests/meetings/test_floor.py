"""The floor: kinds of turns, the queue, the clock, question time, who spoke how much."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.refused import Refused
from meetings import actions, live
from meetings.models import Meeting, Speaking
from meetings.queries import fairness, queue_of, speakers
from tests import world
from tests.meetings.floor import ask, on_the_floor, question
from tests.meetings.table import seat

HTMX = {"HX-Request": "true"}


@pytest.fixture
def session(who):
    return on_the_floor(who)


class TestQueue:
    def test_a_point_of_order_goes_first_and_says_its_rule(self, session, who):
        ask(session, who.binh)
        ask(session, who.chi)
        ask(session, who.dung, kind="order")
        assert [row.seat.user for row in queue_of(session)] == [who.dung, who.binh, who.chi]
        assert "chỉ về cách điều hành" in live.render(session.pk, "speakers", "sit", "vi")

    def test_one_may_wait_to_speak_and_raise_a_point_of_order(self, session, who):
        ask(session, who.binh)
        ask(session, who.binh, kind="order")
        assert ask(session, who.binh, kind="order") == Speaking.objects.get(kind="order")
        assert session.speakings.count() == 2

    def test_up_and_down(self, client, session, who):
        rows = [ask(session, person) for person in (who.binh, who.chi, who.dung)]
        client.force_login(who.an)
        url = reverse("meetings:move_speaking", args=[rows[2].pk])
        client.post(url, {"up": "1"})
        client.post(url, {"up": "1"})
        client.post(url, {"up": "1"})
        assert [row.seat.user for row in queue_of(session)] == [who.dung, who.binh, who.chi]
        client.post(url, {"up": "0"})
        assert [row.seat.user for row in queue_of(session)] == [who.binh, who.dung, who.chi]

    @pytest.mark.parametrize(("moved", "before", "order"), [
        (2, 0, [2, 0, 1]), (0, None, [1, 2, 0]), (0, 2, [1, 0, 2]), (1, 1, [0, 2, 1]),
    ])  # fmt: skip
    def test_dragged_to_a_place(self, client, session, who, *, moved, before, order):
        people = [who.binh, who.chi, who.dung]
        rows = [ask(session, person) for person in people]
        client.force_login(who.an)
        word = "" if before is None else rows[before].pk
        client.post(reverse("meetings:move_speaking", args=[rows[moved].pk]), {"before": word})
        assert [row.seat.user for row in queue_of(session)] == [people[n] for n in order]

    def test_no_speech_is_moved_before_a_point_of_order(self, session, who):
        speech = ask(session, who.binh)
        order = ask(session, who.chi, kind="order")
        actions.move_speaking(speech, up=True, by=who.an)
        actions.place_speaking(speech, before=order.pk, by=who.an)
        assert [row.kind for row in queue_of(session)] == ["order", "normal"]

    def test_who_was_called_is_not_moved(self, session, who):
        row = actions.call_speaker(ask(session, who.binh), by=who.an)
        with pytest.raises(Refused):
            actions.move_speaking(row, up=True, by=who.an)

    def test_members_do_not_run_the_queue(self, client, session, who):
        row = ask(session, who.chi)
        client.force_login(who.binh)
        for name, body in (("move_speaking", {"up": 1}), ("call", {}), ("end_speaking", {})):
            assert client.post(reverse(f"meetings:{name}", args=[row.pk]), body).status_code == 403
        for step in ("hold", "continue", "minute", "answer", "writing"):
            url = reverse("meetings:speaking_step", args=[row.pk, step])
            assert client.post(url).status_code == 403

    def test_who_waits_at_the_end_was_not_called(self, session, who):
        ask(session, who.binh)
        actions.close_meeting(session, by=who.an)
        assert fairness.turns(session)["not_called"][0].seat.user == who.binh


class TestClock:
    def test_a_speaker_has_the_minutes_of_the_meeting(self, session, who):
        actions.arrange_floor(
            session, video_url="", speech_minutes=3, present_minutes=8, by=who.chi
        )
        with clock.at(clock.now()):
            row = actions.call_speaker(ask(session, who.binh), by=who.an)
            assert row.until == clock.now() + timedelta(minutes=3)
        presenter = actions.give_floor(seat(session, who.chi), kind="present", by=who.an)
        assert presenter.minutes == 8

    def test_a_minute_more(self, session, who):
        row = actions.call_speaker(ask(session, who.binh), by=who.an)
        assert actions.add_minute(row, by=who.an).minutes == 6

    def test_a_point_of_order_interrupts_and_the_clock_waits(self, session, who):
        start = clock.now()
        with clock.at(start):
            first = actions.call_speaker(ask(session, who.binh), by=who.an)
        with clock.at(start + timedelta(minutes=2)):
            order = actions.call_speaker(ask(session, who.chi, kind="order"), by=who.an)
        first.refresh_from_db()
        assert (first.state, first.until, first.seconds) == ("held", None, 120)
        assert "đồng hồ đang dừng" in live.render(session.pk, "speakers", "sit", "vi")
        with clock.at(start + timedelta(minutes=5)):
            first = actions.continue_speaker(first, by=who.an)
            assert first.until == start + timedelta(minutes=8)
        order.refresh_from_db()
        assert order.state == "spoke"

    def test_stopped_by_the_chair_and_by_a_pause(self, session, who):
        start = clock.now()
        with clock.at(start):
            row = actions.call_speaker(ask(session, who.binh), by=who.an)
        with clock.at(start + timedelta(minutes=1)):
            actions.hold_speaker(row, by=who.an)
        with clock.at(start + timedelta(minutes=2)):
            actions.continue_speaker(row, by=who.an)
        with clock.at(start + timedelta(minutes=3)):
            meeting = actions.pause_meeting(session, minutes=15, by=who.an)
            assert meeting.resumes_at == start + timedelta(minutes=18)
        with clock.at(start + timedelta(minutes=18)):
            actions.resume_meeting(meeting, by=who.an)
        with clock.at(start + timedelta(minutes=19)):
            actions.end_speaking(row, by=who.an)
        row.refresh_from_db()
        assert row.spent == 3 * 60

    @pytest.mark.parametrize("minutes", [0, -1, 100_000])
    def test_a_pause_has_sense(self, session, who, minutes):
        with pytest.raises(Refused):
            actions.pause_meeting(session, minutes=minutes, by=who.an)

    def test_only_who_is_here_is_given_the_floor(self, session, who):
        actions.leave(seat(session, who.chi), by=who.chi)
        with pytest.raises(Refused):
            actions.give_floor(seat(session, who.chi), by=who.an)


class TestQuestionTime:
    def test_put_called_answered(self, client, session, who):
        asked = question(session, who.binh, who.chi)
        client.force_login(who.an)
        client.post(reverse("meetings:call", args=[asked.pk]))
        client.post(reverse("meetings:speaking_step", args=[asked.pk, "answer"]))
        asked.refresh_from_db()
        answer = session.speakings.get(kind="answer")
        assert (asked.state, answer.state, answer.seat.user) == ("spoke", "speaking", who.chi)
        client.post(reverse("meetings:end_speaking", args=[answer.pk]))
        lists = fairness.turns(session)
        assert [row.pk for row in lists["answered"]] == [asked.pk]
        assert not lists["unanswered"]

    def test_called_not_called_in_writing(self, session, who):
        first, second, third = (question(session, who.binh, who.chi, f"Câu {n}?") for n in range(3))
        actions.end_speaking(actions.call_speaker(first, by=who.an), by=who.an)
        actions.answer_in_writing(second, by=who.an)
        lists = fairness.turns(session)
        assert [lists[name][0].text for name in ("unanswered", "written", "questions_left")] == [
            "Câu 0?", "Câu 1?", "Câu 2?",
        ]  # fmt: skip
        assert "Câu 0?" in live.render(session.pk, "speakers", "run", "vi")
        assert third.state == "asked"

    def test_questions_have_their_own_queue(self, session, who):
        question(session, who.binh, who.chi)
        ask(session, who.dung)
        shown = speakers(session)
        assert [[row.kind for row in shown[key]] for key in ("queue", "questions")] == [
            ["normal"], ["question"],
        ]  # fmt: skip

    def test_they_may_be_put_in_before_the_session(self, who):
        meeting = world.convened()
        assert question(meeting, who.binh, who.an).state == "asked"

    def test_the_same_twice_is_one(self, session, who):
        assert question(session, who.binh, who.chi) == question(session, who.binh, who.chi)

    @pytest.mark.parametrize("text", ["", "   "])
    def test_it_has_a_text(self, session, who, text):
        with pytest.raises(Refused):
            question(session, who.binh, who.chi, text)

    def test_nobody_asks_themself_or_who_sits_elsewhere(self, session, who):
        other = world.in_session("Phiên khác")
        for to in (seat(session, who.binh), seat(other, who.an)):
            with pytest.raises(Refused):
                ask(session, who.binh, kind="question", text="?", to=to)

    def test_not_without_end(self, session, who):
        for n in range(10):
            question(session, who.binh, who.chi, f"Câu {n}?")
        with pytest.raises(Refused):
            question(session, who.binh, who.chi, "Câu nữa?")

    def test_who_is_not_here_answers_in_writing(self, session, who):
        asked = actions.call_speaker(question(session, who.binh, who.chi), by=who.an)
        actions.leave(seat(session, who.chi), by=who.chi)
        with pytest.raises(Refused, match=r"văn bản|writing"):
            actions.answer_question(asked, by=who.an)

    def test_the_form_keeps_what_was_typed(self, client, session, who):
        client.force_login(who.binh)
        url = reverse("meetings:ask_question", args=[session.pk])
        answer = client.post(url, {"text": "Vì sao chậm <b>?", "to": ""})
        assert answer.status_code == 422
        assert "Vì sao chậm &lt;b&gt;?" in answer.content.decode()
        stranger = seat(world.in_session("Khác"), who.an)
        assert client.post(url, {"text": "?", "to": stranger.pk}).status_code == 422


class TestFairness:
    def test_who_never_spoke_comes_first_and_time_is_added_up(self, session, who):
        start = clock.now()
        for minutes in (2, 3):
            with clock.at(start):
                row = actions.call_speaker(ask(session, who.binh), by=who.an)
            with clock.at(start + timedelta(minutes=minutes)):
                actions.end_speaking(row, by=who.an)
        rows = fairness.shares(session, list(session.seats.select_related("user")))
        assert (rows[-1].seat.user, rows[-1].times, rows[-1].seconds) == (who.binh, 2, 300)
        assert rows[0].silent
        assert not rows[-1].silent

    def test_earlier_meetings_of_the_same_kind_are_looked_back_on(self, who):
        earlier = world.in_session("Phiên trước")
        actions.end_speaking(actions.call_speaker(ask(earlier, who.binh), by=who.an), by=who.an)
        actions.close_meeting(earlier, by=who.an)
        meeting = world.in_session("Phiên này")
        Meeting.objects.filter(pk=earlier.pk).update(
            starts_at=meeting.starts_at - timedelta(days=7)
        )
        rows = {s.seat.user: s for s in fairness.shares(meeting, list(meeting.seats.all()))}
        assert (rows[who.binh].earlier_times, rows[who.binh].silent) == (1, False)
        assert (rows[who.an].earlier_times, rows[who.an].silent) == (0, True)

    def test_presenting_is_counted_apart(self, session, who):
        actions.end_speaking(
            actions.give_floor(seat(session, who.chi), kind="present", by=who.an), by=who.an
        )
        rows = {s.seat.user: s for s in fairness.shares(session, list(session.seats.all()))}
        assert rows[who.chi].times == 0

    def test_the_page_and_the_file(self, client, session, who):
        question(session, who.binh, who.chi, "Bao giờ thông xe?")
        client.force_login(who.an)
        page = client.get(reverse("meetings:speaking", args=[session.pk])).content.decode()
        assert "Bao giờ thông xe?" in page
        file = client.get(reverse("meetings:speaking_file", args=[session.pk]))
        assert file.content.startswith(b"PK")
