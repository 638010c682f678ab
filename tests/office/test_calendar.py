"""The calendars: a person's own, the unit's week, and the private feed."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import clock
from meetings import actions
from office.api.keys import make_key, revoke_key
from office.calendar.days import LIST, MONTH, WEEK, Happening, laid_out, overlaps, span_of, weeks
from office.keys import Purpose
from tests import world
from tests.meetings.table import seat

SUNDAY = date(2026, 11, 22)


def _at(hour, minute=0, day=SUNDAY):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _one(start, end, **more):
    return Happening("Họp", "/", start, end, start.date(), **more)


class TestDays:
    def test_a_month_shows_whole_weeks_from_monday(self):
        span = span_of(MONTH, SUNDAY)
        assert (span.first, span.last) == (date(2026, 10, 26), date(2026, 12, 6))
        assert (span.before, span.after) == (date(2026, 10, 1), date(2026, 12, 1))
        assert [len(row) for row in weeks(laid_out(span, [], []))] == [7] * 6

    def test_a_week_begins_on_monday(self):
        span = span_of(WEEK, SUNDAY)
        assert (span.first, span.last) == (date(2026, 11, 16), SUNDAY)

    @pytest.mark.parametrize("on", [date(2026, 1, 31), date(2028, 2, 29), date(2000, 1, 1)])
    def test_every_month_leads_to_the_next_and_back(self, on):
        after = span_of(MONTH, on).after
        assert span_of(MONTH, after).before == on.replace(day=1)

    def test_a_session_past_midnight_stands_on_both_days(self):
        late = _one(_at(22), _at(22) + timedelta(hours=4))
        days = laid_out(span_of(LIST, SUNDAY), [late], [])
        assert [day.day for day in days if day.happenings] == [SUNDAY, SUNDAY + timedelta(days=1)]

    def test_midnight_itself_is_not_the_next_day(self):
        days = laid_out(span_of(LIST, SUNDAY), [_one(_at(22), _at(22) + timedelta(hours=2))], [])
        assert [day.day for day in days if day.happenings] == [SUNDAY]

    @pytest.mark.parametrize(
        ("spans", "clash"),
        [
            ([(8, 10), (9, 11)], True),
            ([(8, 10), (10, 11)], False),
            ([(8, 17), (9, 10), (16, 18)], True),
            ([(8, 9)], False),
        ],
    )
    def test_two_meetings_at_once_are_seen(self, spans, clash):
        assert overlaps(_one(_at(a), _at(b)) for a, b in spans) is clash

    def test_what_is_called_off_does_not_clash(self):
        assert not overlaps([_one(_at(8), _at(10)), _one(_at(9), _at(11), off=True)])


class TestPage:
    @pytest.mark.parametrize("view", ["month", "week", "list"])
    def test_it_shows_the_own_meetings_and_nobody_elses(self, client, who, view):
        meeting = world.convened("Phiên họp kín")
        path = f"/calendar/?view={view}&on={timezone.localdate(meeting.starts_at)}"
        client.force_login(who.binh)
        assert "Phiên họp kín" in client.get(path).content.decode()
        client.force_login(who.dung)
        assert "Phiên họp kín" not in client.get(path).content.decode()

    def test_it_asks_as_often_for_ten_meetings_as_for_one(self, client, binh):
        client.force_login(binh)
        counts = []
        for number in (1, 9):
            for row in range(number):
                world.convened(f"Phiên họp {number}.{row}")
            client.get("/calendar/")
            with CaptureQueriesContext(connection) as asked:
                client.get("/calendar/")
            counts.append(len(asked))
        assert counts[0] == counts[1]

    @pytest.mark.parametrize(
        "query", ["view=year", "on=2026-13-01", "on=1999-01-01", "on=x", "on=9999-12-31"]
    )
    def test_a_strange_day_is_not_found(self, client, binh, query):
        client.force_login(binh)
        assert client.get(f"/calendar/?{query}").status_code == 404

    def test_the_ends_of_time_are_shown(self, client, binh):
        client.force_login(binh)
        for on in ("2000-01-01", "2100-12-31"):
            for view in ("month", "week", "list"):
                assert client.get(f"/calendar/?view={view}&on={on}").status_code == 200


class TestUnitWeek:
    def test_a_colleague_who_is_not_invited_sees_only_that_somebody_is_busy(self, client, who):
        meeting = world.convened("Phiên họp kín")
        path = f"/calendar/units/{who.department.pk}/?on={timezone.localdate(meeting.starts_at)}"
        client.force_login(who.dung)
        page = client.get(path).content.decode()
        assert "Trần Thị Bình" in page
        assert "Phiên họp kín" not in page
        client.force_login(who.binh)
        assert "Phiên họp kín" in client.get(path).content.decode()

    def test_a_stranger_of_the_unit_finds_none(self, client, who):
        client.force_login(who.dung)
        assert client.get(f"/calendar/units/{who.committee.pk}/").status_code == 404

    def test_who_stays_away_is_not_on_it(self, client, who):
        meeting = world.convened("Phiên họp kín")
        actions.answer(seat(meeting, who.binh), accept=False, reason="Ốm", by=who.binh)
        client.force_login(who.binh)
        path = f"/calendar/units/{who.department.pk}/?on={timezone.localdate(meeting.starts_at)}"
        assert "Phiên họp kín" not in client.get(path).content.decode()


class TestFeed:
    @staticmethod
    def _feed(user, scopes=""):
        key, text = make_key(user, Purpose.FEED, name="Điện thoại", scopes=scopes, by=user)
        return key, f"/calendar/feed/{text}.ics"

    def test_it_tells_when_and_where_but_neither_agenda_nor_papers(self, client, binh):
        world.convened("Phiên họp kín")
        content = client.get(self._feed(binh)[1]).content.decode()
        assert "SUMMARY:Phiên họp kín" in content
        assert "Ngân sách" not in content
        assert "METHOD:PUBLISH" in content

    def test_who_wants_only_the_times_gives_only_the_times(self, client, binh):
        world.convened("Phiên họp kín")
        content = client.get(self._feed(binh, "plain")[1]).content.decode()
        assert content.count("BEGIN:VEVENT") == 1
        assert "kín" not in content
        assert "/meetings/" not in content

    def test_the_name_of_an_entry_never_changes_and_its_number_rises(self, client, who):
        meeting = world.convened()
        path = self._feed(who.binh)[1]
        before = client.get(path).content.decode()
        actions.change_meeting(meeting, title="Tên khác", place="Phòng 2", by=who.chi)
        meeting.refresh_from_db()
        middle = client.get(path).content.decode()
        actions.cancel_meeting(meeting, reason="Bão", by=who.chi)
        after = client.get(path).content.decode()
        assert len({_line(text, "UID") for text in (before, middle, after)}) == 1
        assert [_line(text, "SEQUENCE") for text in (before, middle, after)] == ["0", "1", "2"]
        assert _line(after, "STATUS") == "CANCELLED"

    def test_who_is_replaced_has_the_entry_called_off_and_the_substitute_has_it(self, client, who):
        meeting = world.convened()
        actions.stay_away(
            seat(meeting, who.binh),
            reason="Ốm",
            instead=actions.Instead(who.dung),
            by=who.chi,
            on_behalf=True,
        )
        old = client.get(self._feed(who.binh)[1]).content.decode()
        new = client.get(self._feed(who.dung)[1]).content.decode()
        assert (_line(old, "STATUS"), _line(new, "STATUS")) == ("CANCELLED", "CONFIRMED")
        assert _line(old, "UID") == _line(new, "UID")

    def test_drafts_and_removed_people_have_none(self, client, who):
        world.draft()
        meeting = world.convened("Phiên họp khác")
        path = self._feed(who.binh)[1]
        assert client.get(path).content.count(b"BEGIN:VEVENT") == 1
        actions.remove_seat(seat(meeting, who.binh), by=who.chi)
        assert client.get(path).content.count(b"BEGIN:VEVENT") == 0

    @pytest.mark.parametrize("end", ["revoked", "left", "guessed"])
    def test_a_dead_address_is_not_found(self, client, binh, end):
        key, path = self._feed(binh)
        if end == "revoked":
            revoke_key(key, by=binh)
        elif end == "left":
            type(binh).objects.filter(pk=binh.pk).update(is_active=False)
        else:
            path = path.replace(path[-10:], "xxxxxx.ics")
        assert client.get(path).status_code == 404

    def test_a_token_of_the_api_is_no_address(self, client, binh):
        _key, text = make_key(binh, Purpose.API, name="x", by=binh)
        assert client.get(f"/calendar/feed/{text}.ics").status_code == 404

    def test_it_only_reads(self, client, binh):
        assert client.post(self._feed(binh)[1]).status_code == 405


def _line(text, name):
    lines = text.replace("\r\n ", "").split("\r\n")
    return next(line.partition(":")[2] for line in lines if line.startswith(f"{name}:"))


def test_the_own_file_of_a_meeting(client, who):
    meeting = world.convened("Phiên họp kín")
    client.force_login(who.binh)
    answer = client.get(f"/meetings/{meeting.pk}/calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert "Phiên họp kín" in answer.content.decode()
    client.force_login(who.dung)
    assert client.get(f"/meetings/{meeting.pk}/calendar.ics").status_code == 404


def test_today_is_a_day_of_the_city(client, binh):
    client.force_login(binh)
    with clock.at(datetime(2026, 11, 30, 18, 0, tzinfo=timezone.get_fixed_timezone(0))):
        assert client.get("/calendar/").context["today"] == date(2026, 12, 1)
