"""Reminders: in working days, not at night, never twice; and the clock that closes."""

import threading
from datetime import timedelta

import pytest

from core.clock import now
from core.refused import Refused
from notices.models import Notice
from opinions import actions
from opinions.models import Reminder, Round
from tests.opinions import scenes


@pytest.fixture
def collecting(who):
    """Sent on Monday 23 November, until Friday 27 at 17:00 (Tuesday is a day off); An has answered."""
    with scenes.at(23, 9):
        round_ = scenes.collecting(units=[])
        scenes.answers(round_, who.an, "agree")
    return round_


def _names(round_):
    return sorted(str(one.person) for one in round_.reminders.all())


def test_who_has_not_answered_is_reminded_each_rung_once(who, collecting):
    told = {}
    for day in (23, 25, 26, 27):
        for hour in (6, 8, 8, 15):
            with scenes.at(day, hour):
                told[day] = told.get(day, 0) + actions.remind_due()
    assert told == {23: 0, 25: 2, 26: 2, 27: 2}
    assert Reminder.objects.filter(person=who.an).count() == 0
    assert "27/11/2026" in Notice.objects.filter(user=who.binh).latest("pk").sentence


def test_nobody_is_reminded_at_night_or_on_a_day_off(who, collecting):
    with scenes.at(24, 10):
        assert actions.remind_due() == 0
    with scenes.at(25, 22):
        assert actions.remind_due() == 0
    with scenes.at(26, 8):
        assert actions.remind_due() == 2  # one late reminder, not two


def test_who_answers_in_between_is_left_in_peace(who, collecting):
    with scenes.at(25, 8):
        actions.remind_due()
        scenes.answers(collecting, who.binh, "agree")
    with scenes.at(26, 8):
        actions.remind_due()
    assert _names(collecting) == ["Trần Thị Bình", "Vũ Thị Em", "Vũ Thị Em"]


def test_a_longer_deadline_begins_the_rungs_anew(who, collecting):
    from django.utils import timezone

    with scenes.at(27, 8):
        assert actions.remind_due() == 2
        later = timezone.localtime(collecting.deadline) + timezone.timedelta(days=5)
        actions.extend(collecting, deadline=later, reason="x", by=who.chi)
        assert actions.remind_due() == 0
    with scenes.at(1, 8, month=12):
        assert actions.remind_due() == 2


def test_one_press_reminds_everybody_and_a_second_one_only_after_an_hour(who, collecting):
    with scenes.at(25, 20):
        assert len(actions.remind_now(collecting, by=who.chi)) == 2
        with pytest.raises(Refused, match="20:00 25/11/2026"):
            actions.remind_now(collecting, by=who.chi)
    with scenes.at(25, 21, 30):
        actions.remind_now(collecting, by=who.chi)
    assert Reminder.objects.count() == 4


def test_there_is_nobody_to_remind_when_all_have_answered(who, collecting):
    with scenes.at(25, 9):
        for person in (who.binh, scenes.em()):
            scenes.answers(collecting, person, "agree")
        with pytest.raises(Refused):
            actions.remind_now(collecting, by=who.chi)
    assert any("đủ phiếu" in n.sentence or "Everybody" in n.sentence
               for n in Notice.objects.filter(user=who.chi))  # fmt: skip


def test_a_round_ended_over_the_new_year_is_closed_once_by_the_clock(who):
    with scenes.at(30, 15, month=12):
        round_ = scenes.collecting(units=[], days=2)
        assert f"{round_.deadline:%d/%m/%Y}" == "04/01/2027"
    with scenes.at(31, 23, month=12):
        assert actions.close_overdue() == 0
    with scenes.at(30, 15, month=12):
        assert actions.close_overdue() == 0


# ---------------------------------------------------------------- races


@pytest.mark.django_db(transaction=True)
def test_answers_race_the_close_and_what_was_counted_is_what_was_taken(transactional_db):
    """Ten members send while the clerk closes: each is taken and counted, or refused; nothing between."""
    from django.db import connections

    from opinions.queries.results import judge
    from people.models import Post, User
    from tests import world

    who = world.cast()
    people = [User.objects.create_user(f"m{n}", full_name=f"Thành viên {n}") for n in range(10)]
    for person in people:
        Post.objects.create(user=person, unit=who.committee, title="Ủy viên")
    round_ = scenes.collecting(members=people, units=[], matters=["Thông qua"])
    taken, refused, start = [], [], threading.Barrier(11)

    def send(person):
        try:
            start.wait()
            taken.append(scenes.answers(Round.objects.get(pk=round_.pk), person, "agree"))
        except Refused:
            refused.append(person)
        finally:
            connections.close_all()

    def close():
        try:
            start.wait()
            actions.close_round(Round.objects.get(pk=round_.pk), reason="khẩn", by=who.chi)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(p,)) for p in people] + [
        threading.Thread(target=close)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    result = judge(Round.objects.get(pk=round_.pk))[0].result
    assert len(taken) + len(refused) == 10
    assert (result["agree"], result["not_answered"]) == (len(taken), len(refused))


@pytest.mark.django_db(transaction=True)
def test_the_same_member_on_two_tablets_has_one_sheet_that_counts(transactional_db):
    from django.db import connections

    from opinions.models import Sheet
    from tests import world

    who = world.cast()
    round_ = scenes.collecting(units=[], matters=["Thông qua"])
    start = threading.Barrier(8)

    def send(number):
        try:
            start.wait()
            choice = "agree" if number % 2 else "disagree"
            scenes.answers(Round.objects.get(pk=round_.pk), who.binh, choice)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert Sheet.objects.filter(state="sent").count() == 1
    assert not Sheet.objects.filter(state="draft").exists()


@pytest.mark.django_db(transaction=True)
def test_two_clocks_close_a_round_once(transactional_db):
    from django.db import connections

    from journal.models import Entry

    with scenes.at(23, 9):
        round_ = scenes.collecting(units=[])
    Round.objects.filter(pk=round_.pk).update(deadline=now() - timedelta(minutes=1))
    closed, start = [], threading.Barrier(4)

    def close():
        try:
            start.wait()
            closed.append(actions.close_overdue())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=close) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sum(closed) == 1
    assert Entry.objects.filter(event="opinions.closed_by_clock").count() == 1
