"""Several workers with one clock each, and workers that are killed (faults R15, R16)."""

import contextlib
import random
import subprocess
import sys

import pytest

from tests.servers import ROOT
from tests.tasks.stores import BOTH, installed

pytestmark = pytest.mark.xdist_group("clock")

SOME_TASKS = """
from datetime import date, timedelta
from core.clock import at
from tasks.door import assign
from tests.world import cast
from tests.tasks.week import local
who = cast()
with at(local('2026-03-02T10:00')):
    for number in range(6):
        assign(title='BATCH', lead=who.department, giver=who.an, by=who.an,
               due_on=date(2026, 3, 12) + timedelta(number))
"""
TOGETHER = """
import threading
from django.db import connection
from core.clock import at
from tasks.actions import remind_due
from tests.tasks.week import local
moments = [local(f'2026-03-{day}T07:00') for day in (12, 13, 16, 17)]
start = threading.Barrier(4, timeout=60)
def work():
    for moment in moments:
        start.wait()
        with at(moment):
            remind_due()
    connection.close()
workers = [threading.Thread(target=work) for _ in range(4)]
[worker.start() for worker in workers]
[worker.join() for worker in workers]
"""
DAYS = """
from datetime import timedelta
from core.clock import at
from notices.outbox import send_waiting
from tasks.actions import remind_due
from tests.tasks.week import local
moment, end = local('2026-03-FIRST'), local('2026-03-LAST')
while moment < end:
    with at(moment):
        remind_due()
        send_waiting()
    moment += timedelta(hours=2)
"""
TOLD = """
from notices.models import Mail
from tasks.models import Reminder
rows = Reminder.objects.filter(task__title='BATCH').values_list('task', 'person', 'rung')
print(len(rows), len(set(rows)), Mail.objects.filter(state='sent').count(), Mail.objects.count())
"""
# What the lead and the giver of each task must have had when the four moments are over.
ONCE = [
    ("on-day", "after-1", "after-1", "after-3", "after-3"),  # due on Thursday the 12th
    ("before-1", "on-day", "after-1", "after-1"),
    *[("before-3", "before-1", "on-day", "after-1", "after-1")] * 3,  # Saturday ends on Monday
    ("before-3", "before-1", "on-day"),
]


@pytest.fixture(scope="module")
def installation(request, tmp_path_factory):
    """An installation that nobody serves."""
    return installed(request, tmp_path_factory, "clock")


def ask(installation, batch, *codes):
    """Run the codes in the installation; answers the figures they print."""
    return [
        int(word) for word in installation.shell("".join(codes).replace("BATCH", batch)).split()
    ]


def days(first, last):
    return DAYS.replace("FIRST", first).replace("LAST", last)


@pytest.mark.parametrize("installation", BOTH, indirect=True, scope="module")
def test_four_workers_at_the_same_moments(installation):
    """Six tasks due on the 12th to the 17th, four days, four workers that begin together."""
    rows, different, _, mails = ask(installation, "together", SOME_TASKS, TOGETHER, TOLD)
    expected = sum(len(rungs) for rungs in ONCE)
    assert rows == different == expected
    assert mails == expected + 6  # and one that says the task was assigned


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True, scope="module")
def test_ten_days_with_four_workers_that_are_killed(installation):
    """Four processes live through the same ten days, three of them are killed; a quiet fifth ends the work."""
    ask(installation, "killed", SOME_TASKS)
    code = f"import django; django.setup()\n{days('09T00:00', '19T00:00')}"
    asked = [sys.executable, "-c", code]
    workers = [
        subprocess.Popen(asked, cwd=ROOT, env=installation.environment, stdout=subprocess.DEVNULL)
        for _ in range(4)
    ]
    for worker in workers[1:]:
        with contextlib.suppress(subprocess.TimeoutExpired):
            worker.wait(random.uniform(1.5, 3.0))
        worker.kill()
    for worker in workers:
        worker.wait()
    assert workers[0].returncode == 0
    rows, different, sent, mails = ask(installation, "killed", days("18T07:00", "18T18:00"), TOLD)
    assert rows == different >= 6 * 3
    assert sent == mails
    assert len(list((installation.folder / "data" / "mail").glob("*.eml"))) == mails
