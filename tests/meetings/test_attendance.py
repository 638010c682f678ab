"""Who is here: the timeline, corrections, late and remote people, the quorum, everybody but some, files to take away."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core import clock
from core.refused import Refused
from meetings import actions, live
from meetings.models import Meeting, Passage
from meetings.queries import attendance, quorum_of
from people.models import User
from tests import world
from tests.core.test_sheet import cells
from tests.meetings.table import seat, told

HTMX = {"HX-Request": "true"}


def lines(meeting):
    return list(meeting.passages.order_by("pk").values_list("way", "how", "remote"))


def more_members(meeting, who, number):
    people = User.objects.bulk_create(
        [
            User(username=f"m{n}", full_name=f"Lê Văn {n:03}", search_text=f"m{n}")
            for n in range(number)
        ]
    )
    return actions.invite(meeting, people, by=who.chi)


class TestTimeline:
    def test_every_coming_and_going_is_a_line(self, who):
        meeting = world.convened()
        own = seat(meeting, who.binh)
        actions.arrive(own, by=who.binh)
        actions.leave(own, by=who.chi)
        actions.arrive(own, by=who.chi)
        assert lines(meeting) == [
            ("in", "self", False),
            ("out", "clerk", False),
            ("in", "clerk", False),
        ]

    def test_twice_is_one_line(self, who):
        meeting = world.convened()
        for _ in range(3):
            actions.arrive(seat(meeting, who.binh), by=who.binh)
        assert len(lines(meeting)) == 1
        assert told(meeting).count("meetings.arrived") == 1

    def test_who_comes_back_came_when_they_first_came(self, who):
        meeting = world.convened()
        with clock.at(meeting.starts_at):
            actions.arrive(seat(meeting, who.binh), by=who.binh)
            actions.leave(seat(meeting, who.binh), by=who.chi)
        with clock.at(meeting.starts_at + timedelta(minutes=30)):
            actions.arrive(seat(meeting, who.binh), by=who.binh)
        own = seat(meeting, who.binh)
        assert (own.came_at, own.arrived_at) == (
            meeting.starts_at,
            meeting.starts_at + timedelta(minutes=30),
        )

    def test_late_is_after_the_opening(self, who):
        meeting = world.in_session()
        with clock.at(meeting.opened_at + timedelta(minutes=12)):
            actions.arrive(seat(meeting, who.chi), by=who.chi)
            html = live.render(meeting.pk, "attendance", "sit", "vi")
        assert "muộn 13 phút" in html

    def test_a_correction_keeps_the_struck_line(self, client, who):
        meeting = world.in_session()
        actions.leave(seat(meeting, who.binh), by=who.chi)
        line = meeting.passages.get(way="out")
        with pytest.raises(Refused):
            actions.correct_passage(line, reason=" ", by=who.chi)
        actions.correct_passage(line, reason="Bấm nhầm tên", by=who.chi)
        assert seat(meeting, who.binh).present
        client.force_login(who.chi)
        page = client.get(reverse("meetings:attendance", args=[meeting.pk])).content.decode()
        assert "Bấm nhầm tên" in page
        with pytest.raises(Refused):
            actions.correct_passage(line, reason="Lần nữa", by=who.chi)

    def test_a_wrong_time_is_written_anew(self, who):
        meeting = world.in_session()
        line = meeting.passages.get(seat__user=who.binh)
        right = line.at - timedelta(minutes=20)
        fresh = actions.correct_passage(line, at=right, reason="Đến sớm hơn", by=who.chi)
        assert (fresh.at, fresh.corrects, fresh.by) == (right, line, who.chi)
        own = seat(meeting, who.binh)
        assert (own.arrived_at, own.came_at, own.present) == (right, right, True)
        assert Passage.objects.filter(struck_at=None).count() == 2

    @pytest.mark.parametrize("away", [timedelta(minutes=5), timedelta(days=-3)])
    def test_no_time_that_cannot_be(self, who, away):
        meeting = world.in_session()
        line = meeting.passages.first()
        with pytest.raises(Refused):
            actions.correct_passage(line, at=clock.now() + away, reason="?", by=who.chi)

    def test_members_do_not_correct(self, client, who):
        line = world.in_session().passages.first()
        client.force_login(who.binh)
        url = reverse("meetings:correct_passage", args=[line.pk])
        assert client.post(url, {"reason": "Tôi đến sớm"}).status_code == 403


class TestEverybodyExcept:
    def test_one_press_for_all_but_some(self, client, who):
        meeting = world.convened()
        seats = more_members(meeting, who, 30)
        client.force_login(who.chi)
        url = reverse("meetings:all_present", args=[meeting.pk])
        client.post(url, {"absent": [str(seats[0].pk), str(seats[1].pk), "x", "999999"]})
        absent = set(meeting.seats.filter(arrived_at=None).values_list("pk", flat=True))
        assert absent == {seats[0].pk, seats[1].pk}
        assert told(meeting).count("meetings.many_arrived") == 1
        assert meeting.passages.filter(how="clerk").count() == meeting.seats.count() - 2

    def test_who_declined_stays_absent(self, who):
        meeting = world.convened()
        actions.answer(seat(meeting, who.binh), accept=False, reason="Ốm", by=who.binh)
        actions.arrive_except(meeting, [], by=who.chi)
        assert not seat(meeting, who.binh).present

    def test_nobody_left(self, who):
        meeting = world.convened()
        actions.arrive_except(meeting, [], by=who.chi)
        with pytest.raises(Refused):
            actions.arrive_except(meeting, [], by=who.chi)


class TestRemote:
    def test_remote_is_shown_and_counts_by_the_rule(self, who):
        meeting = world.convened()
        actions.arrive(seat(meeting, who.binh), by=who.binh, remote=True)
        assert "Từ xa" in live.render(meeting.pk, "attendance", "sit", "vi")
        counted = {}
        for kind in ("working", "committee", "council"):
            Meeting.objects.filter(pk=meeting.pk).update(kind=kind)
            fresh = Meeting.objects.get(pk=meeting.pk)
            counted[kind] = quorum_of(fresh).present
            assert quorum_of(fresh, list(fresh.seats.all())).present == counted[kind]
        assert counted == {"working": 1, "committee": 1, "council": 0}

    def test_from_elsewhere_into_the_room(self, who):
        meeting = world.convened()
        actions.arrive(seat(meeting, who.binh), by=who.binh, remote=True)
        actions.arrive(seat(meeting, who.binh), by=who.binh)
        assert not seat(meeting, who.binh).remote
        assert [line[2] for line in lines(meeting)] == [True, False]

    @pytest.mark.parametrize("url", ["http://x.example/a", "javascript:alert(1)"])
    def test_the_video_room_is_https(self, who, url):
        meeting = world.convened()
        with pytest.raises(Refused):
            actions.arrange_floor(
                meeting, video_url=url, speech_minutes=5, present_minutes=10, by=who.chi
            )

    def test_the_video_room_is_in_nothing_shared(self, client, who):
        meeting = world.in_session()
        url = "https://hop.example/phong-7"
        actions.arrange_floor(
            meeting, video_url=url, speech_minutes=5, present_minutes=10, by=who.chi
        )
        shared = [
            live.render(meeting.pk, word, a, "vi") for word in live.PARTS for a in ("run", "sit")
        ]
        assert not [html for html in shared if url in html]
        client.force_login(who.binh)
        assert url in client.get(f"{meeting.get_absolute_url()}parts/mine/").content.decode()


class TestQuorum:
    def test_losing_and_reaching_it_is_written_down_and_shown(self, who):
        meeting = world.in_session()
        Meeting.objects.filter(pk=meeting.pk).update(kind="committee")
        actions.leave(seat(meeting, who.binh), by=who.chi)
        assert told(meeting)[-1] == "meetings.quorum_lost"
        assert "Không đủ số đại biểu." in live.render(meeting.pk, "status", "run", "vi")
        actions.leave(seat(meeting, who.an), by=who.chi)
        assert told(meeting).count("meetings.quorum_lost") == 1
        actions.arrive(seat(meeting, who.an), by=who.an)
        actions.arrive(seat(meeting, who.binh), by=who.binh)
        assert told(meeting)[-1] == "meetings.quorum_reached"
        assert "Không đủ số đại biểu." not in live.render(meeting.pk, "status", "run", "vi")

    def test_opening_without_it_needs_a_reason(self, client, who):
        meeting = world.convened()
        client.force_login(who.an)
        answer = client.post(reverse("meetings:step", args=[meeting.pk, "open"]), headers=HTMX)
        url = reverse("meetings:open_short", args=[meeting.pk])
        assert answer["HX-Redirect"] == url
        assert "0/2" in client.get(url).content.decode()
        assert client.post(url, {"reason": " "}).status_code == 422
        with pytest.raises(Refused):
            actions.open_meeting(meeting, by=who.an)
        client.post(url, {"reason": "Ứng phó bão khẩn cấp"})
        meeting.refresh_from_db()
        assert (meeting.state, meeting.short_reason) == ("open", "Ứng phó bão khẩn cấp")
        assert told(meeting)[-2:] == ["meetings.opened", "meetings.opened_short"]

    def test_with_it_no_question_is_asked(self, client, who):
        meeting = world.convened()
        actions.arrive(seat(meeting, who.an), by=who.an)
        client.force_login(who.an)
        client.post(reverse("meetings:step", args=[meeting.pk, "open"]))
        meeting.refresh_from_db()
        assert (meeting.state, meeting.short_reason) == ("open", "")


class TestFiles:
    def test_the_table_says_who_was_here_and_who_not(self, client, who):
        meeting = world.in_session()
        actions.answer(seat(meeting, who.chi), accept=False, reason="=1+1 Đi công tác", by=who.chi)
        client.force_login(who.chi)
        answer = client.get(reverse("meetings:attendance_file", args=[meeting.pk]))
        rows = cells(answer.content)
        assert [row[1] for row in rows[1:]] == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Thị Chi"]
        assert rows[3][9] == "=1+1 Đi công tác"
        assert "attachment" in answer["Content-Disposition"]

    @pytest.mark.parametrize(
        "name", ["attendance", "timeline", "attendance_print", "attendance_file"]
    )
    def test_they_ask_the_database_no_more_for_many(self, client, who, name):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        meeting = world.convened()
        client.force_login(who.chi)
        url, counts = reverse(f"meetings:{name}", args=[meeting.pk]), []
        client.get(url)
        for _ in range(2):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url).status_code == 200
            counts.append(len(asked))
            if len(counts) == 1:
                more_members(meeting, who, 40)
                actions.arrive_except(meeting, [], by=who.chi)
        assert counts[1] <= counts[0]

    @pytest.mark.parametrize(
        "name", ["attendance", "attendance_file", "attendance_print", "speaking", "door_page"]
    )
    def test_a_member_is_not_let_in(self, client, who, name):
        meeting = world.in_session()
        client.force_login(who.binh)
        assert client.get(reverse(f"meetings:{name}", args=[meeting.pk])).status_code == 403


def test_names_stand_in_the_order_of_given_names(who):
    meeting = world.convened()
    names = ["Đỗ Văn Đạt", "Lê Ân", "Phan Ánh", "Vũ Dũng"]
    people = [User.objects.create_user(f"u{n}", full_name=name) for n, name in enumerate(names)]
    actions.invite(meeting, people, by=who.chi)
    rows = attendance.by_name(list(meeting.seats.select_related("user")))
    assert [str(row.user) for row in rows] == [
        "Nguyễn Văn An", "Phan Ánh", "Lê Ân", "Trần Thị Bình", "Lê Thị Chi", "Vũ Dũng", "Đỗ Văn Đạt",
    ]  # fmt: skip


def test_a_session_over_midnight(client, who):
    """Opened at 23:50, closed at 00:20: times, lateness and durations are right, and the day is said where it changed."""
    meeting = world.convened()
    night = timezone.localtime(meeting.starts_at).replace(
        hour=23, minute=50, second=0, microsecond=0
    )
    ends = night + timedelta(hours=2)
    with clock.at(night - timedelta(minutes=30)):
        actions.change_meeting(meeting, starts_at=night, ends_at=ends, by=who.chi)
    with clock.at(night):
        actions.arrive(seat(meeting, who.an), by=who.an)
        meeting = actions.open_meeting(Meeting.objects.get(pk=meeting.pk), by=who.an)
        speaking = actions.give_floor(seat(meeting, who.an), by=who.an)
    with clock.at(night + timedelta(minutes=15)):
        actions.arrive(seat(meeting, who.binh), by=who.binh)
        html = live.render(meeting.pk, "attendance", "sit", "vi")
        speaking.refresh_from_db()
        assert speaking.seconds == 15 * 60
        actions.pause_meeting(meeting, minutes=10, by=who.an)
    tomorrow = night + timedelta(days=1)
    assert f"đến lúc 00:05 ({tomorrow:%d/%m}), muộn 16 phút" in html
    with clock.at(night + timedelta(minutes=20)):
        status = live.render(meeting.pk, "status", "sit", "vi")
        assert f"00:15 ({tomorrow:%d/%m})" in status
        actions.resume_meeting(meeting, by=who.an)
    with clock.at(night + timedelta(minutes=30)):
        actions.close_meeting(meeting, by=who.an)
    meeting.refresh_from_db()
    rows = attendance.presences(
        meeting, list(meeting.seats.select_related("user")), list(meeting.passages.all())
    )
    assert [row.seconds // 60 for row in rows] == [30, 15, 0]
    speaking.refresh_from_db()
    assert speaking.spent == 25 * 60  # five minutes of pause are not hers
