"""Jobs and the clock: each turn once, missed turns once, a dead worker's job given back three times."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.contrib.sessions.models import Session
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core import clock, jobs
from core.clock import Rhythm, at, now
from core.models import Heartbeat, Slot

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)  # 12:00 in the city
done: list[str] = []


@pytest.fixture
def rhythm(monkeypatch):
    """One piece of work, every five minutes."""
    done.clear()
    monkeypatch.setattr(jobs, "RHYTHMS", known := {})
    monkeypatch.setattr(clock, "RHYTHMS", known)
    clock.every("tests.bell", minutes=5)(lambda: done.append("bell"))
    return known["tests.bell"]


def work_off():
    """Do what waits, as the worker does (its own loop would close this test's connection)."""
    worker = jobs.Workshop().worker
    while (job := DBTaskResult.objects.ready().first()) is not None:
        job.claim(worker.worker_id)
        worker.run_task(job)


@pytest.mark.parametrize(
    ("rhythm", "moment", "due"),
    [
        (Rhythm("x", print, period=timedelta(minutes=5)), "05:00:00", "05:00:00"),
        (Rhythm("x", print, period=timedelta(minutes=5)), "05:04:59", "05:00:00"),
        (Rhythm("x", print, period=timedelta(hours=1)), "05:59:59", "05:00:00"),
        (Rhythm("x", print, daily=time(7, 30)), "00:30:00", "00:30:00"),  # 07:30 in the city
        (Rhythm("x", print, daily=time(12, 0)), "05:00:00", "05:00:00"),
    ],
)
def test_a_slot_is_the_newest_that_has_come(rhythm, moment, due):
    day = "2026-11-22T{}+00:00"
    assert rhythm.due(datetime.fromisoformat(day.format(moment))) == datetime.fromisoformat(
        day.format(due)
    )


def test_before_its_hour_the_slot_is_yesterdays():
    due = Rhythm("x", print, daily=time(7, 30)).due(datetime(2026, 11, 22, 0, 29, tzinfo=UTC))
    assert due == datetime(2026, 11, 21, 0, 30, tzinfo=UTC)


def test_two_clocks_order_one_turn(rhythm):
    with at(NOON):
        assert jobs.tick() == ["tests.bell"]
        assert jobs.tick() == []
    with at(NOON + timedelta(minutes=5)):
        work_off()
        assert jobs.tick() == ["tests.bell"]
    work_off()
    assert done == ["bell", "bell"]


def test_what_was_missed_is_done_once(rhythm):
    with at(NOON):
        jobs.tick()
    with at(NOON + timedelta(hours=6)):
        jobs.tick()
        jobs.tick()
    work_off()
    assert len(done) == 1  # the waiting turn of noon is enough


def test_a_clock_set_back_orders_nothing_again(rhythm):
    with at(NOON):
        jobs.tick()
    with at(NOON - timedelta(hours=1)):
        jobs.tick()
    with at(NOON):
        assert jobs.tick() == []
    assert Slot.objects.filter(due=NOON).count() == 1


def taken_by(*workers: str, ago: timedelta = timedelta(minutes=5)) -> DBTaskResult:
    jobs.run_scheduled.enqueue("tests.bell", "now")
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING, worker_ids=list(workers), started_at=now() - ago
    )
    return DBTaskResult.objects.get()


def test_a_dead_workers_job_is_given_back_and_done(rhythm):
    job = taken_by("dead")
    assert jobs.reap() == 1
    job.refresh_from_db()
    assert job.status == TaskResultStatus.READY
    work_off()
    assert done == ["bell"]


def test_a_living_workers_job_is_left_alone(rhythm):
    Heartbeat.objects.create(worker="alive")
    taken_by("dead", "alive")
    assert jobs.reap() == 0


def test_a_job_that_was_just_taken_is_left_alone(rhythm):
    taken_by("new", ago=timedelta(seconds=5))
    assert jobs.reap() == 0


def test_a_job_that_kills_three_workers_is_given_up_with_the_reason(rhythm):
    job = taken_by("a", "b", "c")
    assert jobs.reap() == 1
    job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED
    assert "a, b, c" in job.traceback
    work_off()
    assert done == []


def test_a_sign_of_life_fades():
    jobs.beat("worker")
    assert jobs.living() == {"worker"}
    with at(now() + timedelta(minutes=2)):
        assert jobs.living() == set()


def test_every_rhythm_of_the_house_has_its_own_name_and_work():
    jobs.find_rhythms()
    assert "core.sweep" in clock.RHYTHMS
    assert all(name == r.name and callable(r.work) for name, r in clock.RHYTHMS.items())


def test_a_session_that_ended_leaves_the_database():
    for key, ends in (("ended", now() - timedelta(minutes=1)), ("alive", now() + timedelta(hours=1))):  # fmt: skip
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    jobs.sweep()
    assert [one.session_key for one in Session.objects.all()] == ["alive"]
