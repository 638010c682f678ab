"""Jobs: the worker that does them, the clock that orders them, the reaper that gives a dead worker's job back.

The row is the truth: a job is a row of django-tasks-db, committed with the change that asked for it; a turn of
the schedule is a unique ``Slot``; a worker lives as long as its ``Heartbeat`` is young. Delivery is at least once.
"""

import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, IntegrityError, close_old_connections, transaction
from django.utils.module_loading import autodiscover_modules
from django_tasks import TaskResultStatus, task
from django_tasks.signals import task_enqueued
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from core import acts
from core.clock import RHYTHMS, Rhythm, daily, now
from core.models import Heartbeat, Slot

POLL = 0.5  # seconds between two looks for work
BEAT = 10.0  # seconds between two signs of life
DEAD_AFTER = timedelta(seconds=45)
TRIES = 3
KEEP_SLOTS = timedelta(days=7)
KEEP_RESULTS = timedelta(days=2)

log = logging.getLogger(__name__)


@task()
def run_scheduled(name: str, due: str) -> None:
    """Do one turn of a piece of scheduled work; ``due`` (ISO) only says which."""
    log.info("%s, due %s", name, due)
    RHYTHMS[name].work()


@daily("core.sweep", at="03:40")
def sweep() -> None:
    """Forget old turns, acts, sessions that ended and finished jobs; failed jobs stay."""
    acts.forget()
    SessionStore.clear_expired()
    Slot.objects.filter(at__lt=now() - KEEP_SLOTS).delete()
    old = DBTaskResult.objects.successful().filter(finished_at__lt=now() - KEEP_RESULTS)
    old.delete()


def find_rhythms() -> None:
    """Read every room's ``jobs.py``."""
    autodiscover_modules("jobs")


# the clock


def tick() -> list[str]:
    """Order what is due and not yet ordered; return the names. Any number of clocks may tick."""
    moment = now()
    return [rhythm.name for rhythm in RHYTHMS.values() if _order(rhythm, moment)]


def _order(rhythm: Rhythm, moment: object) -> bool:
    due = rhythm.due(moment)  # type: ignore[arg-type]
    if Slot.objects.filter(name=rhythm.name, due=due).exists():
        return False
    try:
        with transaction.atomic():
            Slot.objects.create(name=rhythm.name, due=due)
            if _waiting(rhythm.name):
                return False
            run_scheduled.enqueue(rhythm.name, due.isoformat())
    except IntegrityError:  # another clock was quicker
        return False
    return True


def _waiting(name: str) -> bool:
    """Say whether an earlier turn still waits for a worker: then one is enough."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return ready.filter(task_path=run_scheduled.module_path, args_kwargs__args__0=name).exists()


# signs of life


def beat(worker: str) -> None:
    """Write the worker's sign of life, and forget those of long dead ones."""
    Heartbeat.objects.update_or_create(worker=worker, defaults={"at": now()})
    Heartbeat.objects.filter(at__lt=now() - timedelta(days=1)).delete()


def living() -> set[str]:
    """Return the workers that gave a sign of life lately."""
    young = Heartbeat.objects.filter(at__gt=now() - DEAD_AFTER)
    return set(young.values_list("worker", flat=True))


def reap() -> int:
    """Give the jobs of dead workers back, or fail them after TRIES with the reason; return how many."""
    alive = living()
    running = DBTaskResult.objects.running().filter(started_at__lt=now() - DEAD_AFTER)
    return sum(_give_back(job) for job in running if not alive & set(job.worker_ids[-1:]))


def _give_back(job: DBTaskResult) -> int:
    """Change the row only if nobody else did meanwhile."""
    same = DBTaskResult.objects.filter(
        pk=job.pk, status=TaskResultStatus.RUNNING, started_at=job.started_at
    )
    if len(job.worker_ids) < TRIES:
        log.warning("Job %s of a dead worker is given back", job.pk)
        return same.update(status=TaskResultStatus.READY, started_at=None)
    log.error("Job %s killed %d workers and is given up", job.pk, TRIES)
    return same.update(
        status=TaskResultStatus.FAILED,
        finished_at=now(),
        exception_class_path="core.jobs.WorkerDied",
        traceback=f"Each of {TRIES} workers that took this job died: {', '.join(job.worker_ids)}",
    )


# the workshop


class Workshop:
    """One job worker and one clock, as threads of this process."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self.ended, self.wake = threading.Event(), threading.Event()
        self.at_work = False  # also when the last work stumbled: its job may still count as ours
        self.worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0.2,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self.name,
        )
        self.threads = [
            threading.Thread(target=self._work, name="worker", daemon=True),
            threading.Thread(target=self._watch, name="clock", daemon=True),
        ]

    def start(self) -> None:
        """Begin to work."""
        find_rhythms()
        task_enqueued.connect(self._enqueued)
        for thread in self.threads:
            thread.start()

    def stop(self, patience: float = 10.0) -> None:
        """Take no further job and wait for the one in hand, at most ``patience`` seconds."""
        self.worker.running = False
        self.ended.set()
        self.wake.set()
        until = time.monotonic() + patience
        for thread in self.threads:
            thread.join(max(0.1, until - time.monotonic()))

    def _enqueued(self, **_kwargs: object) -> None:
        """Somebody in this process asked for a job: look at once, after the commit."""
        transaction.on_commit(self.wake.set, robust=True)

    def _work(self) -> None:
        while not self.ended.is_set():
            self.wake.clear()
            _patiently(self._work_off)
            self.wake.wait(POLL)

    def _work_off(self) -> None:
        """Do everything that waits; looking first takes no lock.

        When the database died under a job, nobody could write that it failed: it is given back as a dead worker's is.
        """
        if self.at_work:
            for job in DBTaskResult.objects.running():
                if job.worker_ids[-1:] == [self.name]:
                    _give_back(job)
            self.at_work = False
        if DBTaskResult.objects.ready().exists():
            self.at_work = True
            self.worker.run()
            self.at_work = False

    def _watch(self) -> None:
        beaten = 0.0
        while not self.ended.is_set():
            if time.monotonic() - beaten >= BEAT:
                beaten = time.monotonic()
                _patiently(partial(beat, self.name))
                _patiently(reap)
            _patiently(tick)
            self.ended.wait(1.0)
        _patiently(Heartbeat.objects.filter(worker=self.name).delete)


def _patiently(work: Callable[[], object]) -> None:
    """Do a piece of work; what goes wrong is logged and the thread goes on (a database may be away)."""
    close_old_connections()
    try:
        work()
    except DatabaseError as error:
        log.warning("The database is away: %s", error)
        time.sleep(1.0)
    except Exception:
        log.exception("A job thread stumbled and goes on")
    finally:
        close_old_connections()
