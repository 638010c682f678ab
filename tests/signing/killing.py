"""Interrupted signings killed at each point, in real processes: run as ``python -m tests.signing.killing`` beside a database.

For each point a process is forked that walks there and is killed with SIGKILL; then another one looks, hands in what the
agent holds, lets the clock's job run, and looks again. Prints JSON: point → how it ended, before, after.
"""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from unittest import mock

import django

POINTS = (
    "prepared", "sent", "delivering", "delivered", "before storing", "before the commit", "done",
)  # fmt: skip

LEADER, AGENCY = "Nguyễn Văn An", "Ủy ban nhân dân Thành phố"


def die(*_args, **_kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def in_hand(attempt):
    """Where the agent keeps the signature it made, to send it again."""
    return Path(os.environ["NGHISU_DATA"]) / f"signature-{attempt.pk}"


def walk(point, step, key, by):
    """Sign the step and be killed at the point."""
    from signing.actions import attempts, completing

    whole = completing._embedded
    dying = {
        "delivering": (attempts, "_came", die),
        "before storing": (completing, "store", die),
        "before the commit": (completing, "_embedded", lambda one: (whole(one), die())),
    }
    if point in dying:
        place, name, does = dying[point]
        mock.patch.object(place, name, does).start()
    attempt = attempts.begin(step, seen=step.route.current.sha256, by=by)
    if point == "prepared":
        die()
    attempts.fetched(attempt)
    if point == "sent":
        die()
    signature = key.sign(bytes(attempt.attributes))
    in_hand(attempt).write_bytes(signature)
    attempts.deliver(attempt, signature)
    if point == "delivered":
        die()
    completing.complete(attempt)
    die()


class Zygote:
    """A process forked before anything has started threads; it forks one that walks, and is killed, for every question."""

    def __init__(self, walk):
        questions, self._ask = os.pipe()
        self._answers, answer = os.pipe()
        if os.fork() == 0:
            os.close(self._ask)
            with os.fdopen(questions) as asked:
                for line in asked:
                    os.write(answer, b"%d\n" % _forked(walk, json.loads(line)))
            os._exit(0)

    def walk(self, *question):
        """Return how the process ended that walked and was killed on its way."""
        os.write(self._ask, (json.dumps(question) + "\n").encode())
        return int(os.read(self._answers, 20))


def _forked(walk, question):
    child = os.fork()
    if child == 0:
        try:
            walk(*question)
        finally:
            os._exit(3)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _walk(point, step, by):
    from people.models import User
    from signing.models import Step
    from tests.signing import agents, way

    step = Step.objects.select_related("route__current").get(pk=step)
    key = agents.holder(LEADER if step.kind == "sign" else AGENCY)
    with mock.patch("documents.actions.inspect", way.inspected):
        walk(point, step, key, User.objects.get(pk=by))


def seen(step):
    """What stands in the database of this step: nothing half."""
    from documents.models import RegisterNumber
    from signing.models import Signature, Step

    step = Step.objects.get(pk=step.pk)
    route = step.route
    kinds = ("sign",) if step.kind == "sign" else ("number", "seal")
    return {
        "attempt": step.attempts.values_list("state", flat=True).first(),
        "step": step.state,
        "signatures": Signature.objects.filter(step__route=route, step__kind__in=kinds).count(),
        "versions": route.paper.versions.count(),
        "number": RegisterNumber.objects.filter(paper=route.paper_id).count(),
    }


def handed_in_again(step):
    """The agent got no answer and sends its signature again; the clock ticks."""
    from core.refused import Refused
    from signing.actions import attempts
    from signing.actions.completing import go_on

    attempt = step.attempts.first()
    if in_hand(attempt).exists():
        try:
            attempts.deliver(attempt, in_hand(attempt).read_bytes())
        except Refused:
            print("refused", flush=True)
    go_on()
    go_on()


def main():
    """Walk to each point with a leader's signature and with a clerk's number and seal."""
    from tests import world
    from tests.signing import agents, way

    for name in (LEADER, AGENCY):
        agents.holder(name)
    zygote, told = Zygote(_walk), {}
    who = world.cast()
    leader, agency = agents.at_agent(who.an, who.an), agents.at_agent(who.committee, who.chi)
    with mock.patch("documents.actions.inspect", way.inspected):
        for index, point in enumerate(POINTS):
            route = way.sent(who, title=f"Quyết định {index}", topic=f"folder.{300 + index}")
            for kind, key, by in (("sign", leader, who.an), ("number", agency, who.chi)):
                step = route.steps.get(kind=kind)
                if step.state != "asked":
                    break
                route.refresh_from_db()
                ended = zygote.walk(point, step.pk, by.pk)
                before = seen(step)
                handed_in_again(step)
                told[f"{kind}: {point}"] = {"ended": ended, "before": before, "after": seen(step)}
                way_on(step, key, by)
    print(json.dumps(told))


def way_on(step, key, by):
    """Where nothing came of it, the person simply begins again."""
    from signing.actions import attempts
    from signing.actions.completing import complete
    from signing.models import Step

    step = Step.objects.get(pk=step.pk)
    if step.state != "asked":
        return
    attempt = attempts.begin(step, seen=step.route.current.sha256, by=by)
    attempts.fetched(attempt)
    complete(attempts.deliver(attempt, key.sign(bytes(attempt.attributes))))


if __name__ == "__main__":
    django.setup()
    main()
