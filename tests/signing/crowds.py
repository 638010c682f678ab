"""Many at once: two leaders on one paper, eight clerks on one register while some seals fail, a process killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

from django.conf import settings
from django.db import connections

from core.refused import Refused
from documents.models import RegisterNumber
from signing import actions
from signing.actions import signing as inside
from signing.models import Route, Signature
from signing.strongbox import DEMO_PIN
from tests import world
from tests.signing.way import inspected, seals, sent, signs
from tests.signing.ways import deputy, going, spec

POINTS = ("before the file is kept", "inside the transaction", "after the commit")


def at_once(*works):
    """Run the works in threads that start together; return what failed."""
    failed, gate = [], threading.Barrier(len(works))

    def one(work):
        try:
            gate.wait(30)
            work()
        except Exception as error:  # noqa: BLE001
            failed.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return failed


def two_leaders_on_one_paper():
    """Both were shown the same version and press at the same moment, each twice."""
    who, second = world.cast(), deputy()
    route = going(
        who, spec("sign", who.an, rank=1), spec("sign", second, rank=1), topic="folder.901"
    )
    seen = Route.objects.get(pk=route.pk).current.sha256

    def press(person):
        step = route.steps.get(who=person)
        return lambda: actions.sign(step, pin=DEMO_PIN, seen=seen, by=person)

    failed = at_once(press(who.an), press(second), press(who.an), press(second))
    made = Signature.objects.filter(step__route=route).order_by("at")
    route.refresh_from_db()
    chained = made[1].before == made[0].version.sha256 and made[1].version_id == route.current_id
    whole = route.current.read().startswith(made[0].version.read())
    return {"failed": failed, "signatures": len(made), "chained": chained and whole}


def eight_seals_some_fail():
    """Every fifth seal fails the first time it is made; each clerk tries again."""
    who, made, lock, count = world.cast(), inside.made, threading.Lock(), [0]
    routes = [sent(who, title=f"Quyết định lỗi {n}", topic=f"folder.{920 + n}") for n in range(8)]
    for route in routes:
        signs(route, who)

    def sometimes(planned, key):
        with lock:
            count[0] += 1
            fails = count[0] % 5 == 0
        if fails:
            raise Refused("the token was pulled")
        return made(planned, key)

    def work(pk):
        def seal():
            for _try in range(20):
                try:
                    return seals(Route.objects.get(pk=pk), who)
                except Refused:
                    continue
            raise RuntimeError("never sealed")

        return seal

    inside.made = sometimes
    try:
        failed = at_once(*(work(route.pk) for route in routes))
    finally:
        inside.made = made
    numbers = RegisterNumber.objects.filter(paper__routes__in=routes)
    return {"failed": failed, "numbers": sorted(numbers.values_list("number", flat=True))}


def killed(point):
    """Kill -9 the process that seals at a point; say what it left, and what the next try makes of it."""
    who = world.cast()
    route = sent(who, title=f"Quyết định {point}", topic=f"folder.{950 + POINTS.index(point)}")
    signs(route, who)
    before = _taken()
    connections.close_all()
    code = f"import django; django.setup(); from tests.signing.crowds import dies; dies({route.pk}, {point!r})"
    status = subprocess.run([sys.executable, "-c", code], check=False, timeout=280).returncode
    route = Route.objects.get(pk=route.pk)
    left = {"died": -status, "taken": _taken() - before, "state": route.state}
    if route.state == "circulating":
        seals(route, who)
    left["after"] = _taken() - before
    rows = RegisterNumber.objects.filter(register__name="QĐ").order_by("number")
    numbers = list(rows.values_list("number", flat=True))
    left["gapless"] = numbers == list(range(1, len(numbers) + 1))
    return left


def _taken():
    return RegisterNumber.objects.count()


def dies(pk, point):
    """Seal, and be killed at the point; run in a process of its own."""
    import documents.actions

    def die(*_args, **_more):
        os.kill(os.getpid(), signal.SIGKILL)

    documents.actions.inspect, settings.DEMO = inspected, True
    if point == POINTS[0]:
        inside.file_made = die
    elif point == POINTS[1]:
        inside.complete = die
    seals(Route.objects.get(pk=pk), world.cast())
    die()


def everything():
    """All of it, as plain words."""
    import documents.actions

    documents.actions.inspect = inspected
    return {
        "leaders": two_leaders_on_one_paper(),
        "seals": eight_seals_some_fail(),
        "killed": {point: killed(point) for point in POINTS},
    }
