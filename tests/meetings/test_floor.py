"""The floor: kinds of turns, the queue, the clock, question time, announcements, who runs the session."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.refused import Refused
from journal.models import Entry
from meetings import actions, live
from meetings.access import audience, meeting_for
from meetings.models import AnnouncementSeen, Meeting, Speaking
from meetings.queries import fairness, queue_of, speakers
from people.models import User
from tests import world
from tests.meetings.table import seat, told

HTMX = {"HX-Request": "true"}


@pytest.fixture
def session(who):
    """In session; An, Bình, Chi and a guest, Dũng, are here."""
    meeting = world.in_session()
    actions.arrive(seat(meeting, who.chi), by=who.chi)
    actions.arrive(actions.invite(meeting, [who.dung], role="guest", by=who.chi)[0], by=who.dung)
    return meeting


def ask(meeting, person, **more):
    return actions.ask_to_speak(seat(meeting, person), by=person, **more)


def question(meeting, person, to, text="Bao giờ xong?"):
    return ask(meeting, person, kind="question", text=text, to=seat(meeting, to))


def later(minutes=0, seconds=0):
    return clock.at(clock.now() + timedelta(minutes=minutes, seconds=seconds))


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


class TestAnnouncements:
    def test_on_every_screen_and_in_the_journal(self, client, session, who):
        client.force_login(who.chi)
        client.post(reverse("meetings:announce", args=[session.pk]), {"text": "Giải lao 15 phút"})
        assert "Giải lao 15 phút" in live.render(session.pk, "announcements", "sit", "vi")
        assert told(session)[-1] == "meetings.announced"

    def test_put_away_by_one_seen_by_the_others(self, client, session, who):
        note = actions.announce(session, "Giải lao", by=who.an)
        client.force_login(who.binh)
        url = reverse("meetings:put_away", args=[note.pk])
        for _ in range(2):
            assert client.post(url, headers=HTMX).status_code == 204
        assert AnnouncementSeen.objects.count() == 1
        page = client.get(session.get_absolute_url()).content.decode()
        assert f'dismissed="{note.pk}"' in page
        assert "1 người đã xem" in live.render(session.pk, "announcements", "run", "vi")
        assert "Giải lao" in live.render(session.pk, "announcements", "sit", "vi")

    def test_taken_down_and_gone_with_the_session(self, session, who):
        note = actions.announce(session, "Giải lao", by=who.an)
        actions.take_down(note, by=who.chi)
        assert "Giải lao" not in live.render(session.pk, "announcements", "sit", "vi")
        actions.announce(session, "Nước uống ở sảnh", by=who.an)
        actions.close_meeting(session, by=who.an)
        assert "Nước uống" not in live.render(session.pk, "announcements", "sit", "vi")

    @pytest.mark.parametrize("text", ["", "  ", "x" * 301])
    def test_it_says_something_short(self, client, session, who, text):
        client.force_login(who.chi)
        url = reverse("meetings:announce", args=[session.pk])
        assert client.post(url, {"text": text}).status_code == 422
        with pytest.raises(Refused):
            actions.announce(session, text, by=who.chi)

    def test_members_do_not_announce(self, client, session, who):
        note = actions.announce(session, "Giải lao", by=who.an)
        client.force_login(who.binh)
        assert (
            client.post(reverse("meetings:announce", args=[session.pk]), {"text": "x"}).status_code
            == 403
        )
        assert client.post(reverse("meetings:take_down", args=[note.pk])).status_code == 403

    def test_a_pause_with_words(self, client, session, who):
        client.force_login(who.an)
        client.post(
            reverse("meetings:pause", args=[session.pk]), {"minutes": "15", "text": "Giải lao"}
        )
        session.refresh_from_db()
        assert session.state == "paused"
        assert session.announcements.get().text == "Giải lao"
        assert "Họp lại lúc" in live.render(session.pk, "status", "sit", "vi")


class TestHandOver:
    def test_permissions_follow_at_once_and_come_back(self, client, session, who):
        actions.hand_over(seat(session, who.binh), by=who.an)
        assert [audience(p, session.pk) for p in (who.an, who.binh)] == ["prepare", "run"]
        row = ask(session, who.chi)
        client.force_login(who.an)
        url = reverse("meetings:call", args=[row.pk])
        assert client.post(url).status_code == 403
        client.force_login(who.binh)
        assert client.post(url).status_code == 302
        assert "điều hành phiên họp thay" in live.render(session.pk, "status", "sit", "vi")
        client.force_login(who.an)
        client.post(reverse("meetings:return_chair", args=[session.pk]))
        assert [audience(p, session.pk) for p in (who.an, who.binh)] == ["run", "sit"]
        assert told(session)[-1] == "meetings.taken_back"

    def test_the_clerk_needs_a_reason(self, client, session, who):
        client.force_login(who.chi)
        url = reverse("meetings:hand_over", args=[session.pk])
        body = {"seat": seat(session, who.binh).pk}
        assert client.post(url, body).status_code == 422
        with pytest.raises(Refused):
            actions.hand_over(seat(session, who.binh), by=who.chi)
        client.post(url, {**body, "reason": "Máy tính bảng của chủ trì hỏng"})
        entry = Entry.objects.filter(event="meetings.handed_over").get()
        assert entry.data["reason"] == "Máy tính bảng của chủ trì hỏng"
        assert meeting_for(who.binh, session.pk, to="run_meeting")

    def test_from_deputy_to_deputy(self, session, who):
        other = actions.invite(session, [world.cast().dung], by=who.chi) or [
            seat(session, who.dung)
        ]
        session.seats.filter(user=who.dung).update(role="member")
        actions.hand_over(seat(session, who.binh), by=who.an)
        actions.hand_over(session.seats.get(user=who.dung), by=who.binh)
        assert [audience(p, session.pk) for p in (who.an, who.binh, who.dung)] == [
            "prepare",
            "sit",
            "run",
        ]
        assert other

    @pytest.mark.parametrize("name", ["chi", "dung"])
    def test_only_to_a_member(self, session, who, name):
        with pytest.raises(Refused):
            actions.hand_over(seat(session, getattr(who, name)), by=who.an)

    def test_only_to_who_is_here(self, session, who):
        actions.leave(seat(session, who.binh), by=who.chi)
        with pytest.raises(Refused):
            actions.hand_over(seat(session, who.binh), by=who.an)

    def test_members_take_nothing(self, client, session, who):
        client.force_login(who.binh)
        url = reverse("meetings:hand_over", args=[session.pk])
        assert (
            client.post(url, {"seat": seat(session, who.binh).pk, "reason": "x"}).status_code == 403
        )
        assert client.post(reverse("meetings:return_chair", args=[session.pk])).status_code == 403

    def test_the_ballot_that_breaks_a_tie_stays_the_chairs(self, session, who):
        actions.hand_over(seat(session, who.binh), by=who.an)
        vote = actions.prepare_vote(session, question="Thông qua?", by=who.binh)
        vote = actions.open_vote(vote, by=who.binh)
        actions.cast_ballot(vote, seat(session, who.an), "disagree", by=who.an)
        actions.cast_ballot(vote, seat(session, who.binh), "agree", by=who.binh)
        closed = actions.close_vote(vote, by=who.binh)
        assert (closed.tie, closed.passed) == (True, False)

    def test_nothing_is_handed_over_after_the_end(self, session, who):
        actions.close_meeting(session, by=who.an)
        with pytest.raises(Refused):
            actions.hand_over(seat(session, who.binh), by=who.an)


def test_who_runs_the_session_is_not_taken_off_the_list(session, who):
    actions.hand_over(seat(session, who.binh), by=who.an)
    with pytest.raises(Refused):
        actions.remove_seat(seat(session, who.binh), by=who.chi)


def test_who_does_not_count_from_elsewhere_is_not_on_the_list_of_a_vote(session, who):
    Meeting.objects.filter(pk=session.pk).update(kind="council")
    members = [
        actions.invite(
            session, [User.objects.create(username=f"x{n}", full_name=f"Lê {n}")], by=who.chi
        )[0]
        for n in range(2)
    ]
    for row in members[:1]:
        actions.arrive(row, by=row.user)
    actions.arrive(members[1], by=members[1].user, remote=True)
    vote = actions.prepare_vote(session, question="Thông qua?", by=who.an)
    vote = actions.open_vote(vote, by=who.an)
    assert (vote.total, vote.present) == (4, 3)
    assert set(vote.entitled.all()) == {seat(session, who.an), seat(session, who.binh), members[0]}
