"""Somebody is told something, and the outbox runs at a moment."""

from core.clock import at
from notices.door import notify
from notices.models import Mail
from notices.outbox import send_waiting
from tests.tasks.week import local

TUESDAY = local("2026-03-10T09:00")


def tell(user, key, group="", url="/tasks/1/", **about):
    return notify(
        user, key=key, sentence=f"Việc {key}", url=url, mail=True, group=group, **about
    )  # fmt: skip


def run(moment):
    with at(moment):
        send_waiting()


def states():
    return sorted(Mail.objects.values_list("state", flat=True))
