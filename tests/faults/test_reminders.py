"""Reminders exactly once: workers together, workers killed at any moment, a mail server that dies (faults R15 to R19)."""

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
from core.calendar import fill
from core.clock import at
from tasks.door import accept, assign
from tests.world import cast
from tests.tasks.week import local
fill([2026])
who = cast()
with at(local('2026-03-02T10:00')):
    for number in range(6):
        task = assign(title='BATCH', lead=who.department, giver=who.an, by=who.an,
                      due_on=date(2026, 3, 12) + timedelta(number))
        accept(task, by=who.binh)
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
# Two of the four also keep the schedule; each lives through the days by a clock that jumps now and then.
DAYS = """
import random
from datetime import timedelta
from core import jobs
from core.clock import at
from notices.outbox import send_waiting
from tests.tasks.week import local
jobs.find_rhythms()
moment, end = local('2026-03-FIRST'), local('2026-03-LAST')
worker = jobs.Workshop().worker
while moment < end:
    with at(moment):
        if KEEPS:
            jobs.tick()
        worker.run()
        send_waiting()
    jump = random.random()
    moment += timedelta(hours=-1) if jump < 0.05 else timedelta(hours=3)
"""
TOLD = """
from collections import Counter
from notices.models import Mail, Notice
from tasks.models import Digest, Reminder
rows = list(Reminder.objects.filter(task__title='BATCH').values_list('task', 'person', 'ladder', 'rung'))
waiting = Reminder.objects.filter(state='waiting').count()
digests = list(Notice.objects.filter(key__startswith='digest.').values_list('user', 'key'))
told = Digest.objects.count()
print(len(rows), len(set(rows)), waiting, len(digests), len(set(digests)), told)
"""
ROUND = "from tasks.actions import remind_due\n"
# What the lead and, from three days late, the giver of each task must have had when the four moments are over.
ONCE = [
    ("on-day", "after-1", "after-3", "after-3"),  # due on Thursday the 12th
    ("before-1", "on-day", "after-1"),
    *[("before-3", "before-1", "on-day", "after-1")] * 3,  # Saturday and Sunday end on Monday
    ("before-3", "before-1", "on-day"),
]


@pytest.fixture(scope="module")
def installation(request, tmp_path_factory):
    """An installation that nobody serves."""
    return installed(request, tmp_path_factory, "clock")


def ask(installation, batch, *codes):
    """Run the codes in the installation; answers the figures they print."""
    said = installation.shell("".join(codes).replace("BATCH", batch))
    return [int(word) for word in said.split() if word.isdecimal()]


def days(first, last, *, keeps=True):
    return DAYS.replace("FIRST", first).replace("LAST", last).replace("KEEPS", str(keeps))


@pytest.mark.parametrize("installation", BOTH, indirect=True, scope="module")
def test_four_workers_at_the_same_moments(installation):
    """Six tasks due on the 12th to the 17th, four days, four workers that begin together."""
    rows, different, waiting, notices, *digests = ask(
        installation, "together", SOME_TASKS, TOGETHER, TOLD
    )
    assert rows == different == sum(len(rungs) for rungs in ONCE)
    assert waiting == 0
    assert [notices, *digests] == [5, 5, 5]  # four mornings of the lead, one of the giver


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True, scope="module")
def test_ten_days_with_two_schedulers_and_workers_that_are_killed(installation):
    """Four processes live through ten days, three are killed at any moment; a quiet fifth ends the work."""
    ask(installation, "killed", SOME_TASKS)
    workers = []
    for number in range(4):
        code = f"import django; django.setup()\n{days('09T00:00', '17T18:00', keeps=number < 2)}"
        asked = [sys.executable, "-c", code]
        workers.append(
            subprocess.Popen(
                asked, cwd=ROOT, env=installation.environment, stdout=subprocess.DEVNULL
            )
        )
    for worker in workers[1:]:
        with contextlib.suppress(subprocess.TimeoutExpired):
            worker.wait(random.uniform(1.0, 2.5))
        worker.kill()
    for worker in workers:
        worker.wait()
    assert workers[0].returncode == 0
    rows, different, _waiting, notices, *digests = ask(
        installation, "killed", days("18T06:30", "18T12:00"), TOLD
    )
    assert rows == different >= 6 * 2
    assert [notices, notices] == digests


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True, scope="module")
def test_killed_between_finding_and_telling_nothing_is_lost(installation):
    """The worker dies after the rungs are found, before anybody is told; the next round tells, once."""
    found = """
import os
from core.clock import at
from tasks.actions.reminding import find_due
from tests.tasks.week import local
with at(local('2026-04-01T07:00')):
    find_due()
os.kill(os.getpid(), 9)
"""
    tasks = SOME_TASKS.replace("date(2026, 3, 12)", "date(2026, 4, 1)").replace(
        "03-02T10", "03-16T10"
    )
    ask(installation, "lost", tasks)
    code = f"import django; django.setup()\n{found}"
    died = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=installation.environment, check=False
    )
    assert died.returncode == -9
    told = """
from core.clock import at
from tasks.actions import remind_due
from tasks.models import Reminder
from tests.tasks.week import local
for hour in ('07:15', '07:30'):
    with at(local(f'2026-04-01T{hour}')):
        remind_due()
rows = Reminder.objects.filter(task__title='lost', at__date='2026-04-01')
print(rows.filter(state='told').count(), rows.filter(state='waiting').count())
"""
    assert ask(installation, "lost", told) == [6, 0]
