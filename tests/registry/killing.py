"""Issuing killed at each point, in real processes: run as ``python -m tests.registry.killing`` beside a database and a post.

For each point a document is drafted and signed, then a process that numbers, seals, issues and posts it is killed; what
stands then is noted, the clerk presses again, the post takes its next turn, and it is noted once more. Prints JSON.
"""

from __future__ import annotations

import json
from datetime import timedelta
from unittest import mock

import django

from tests.signing.killing import Zygote, die

POINTS = (
    "numbering", "sealed", "sending", "before the commit", "issued", "claimed", "posted", "done",
)  # fmt: skip


def _dying(point):
    """Let the process die where the point is; ``then`` dies after the work, still inside its transaction."""
    from registry import mailing
    from registry.actions import issuing
    from signing.actions import signing

    def then(place, name):
        whole = getattr(place, name)
        return place, name, lambda *given, **more: (whole(*given, **more), die())

    places = {
        "numbering": lambda: then(signing, "complete"),
        "sending": lambda: then(issuing, "_send"),
        "before the commit": lambda: then(issuing, "_issue_paper"),
        "claimed": lambda: (mailing, "letter", die),
        "posted": lambda: (mailing, "mark_sent", die),
    }
    if point in places:
        mock.patch.object(*places[point]()).start()


def _walk(point, route):
    """Number and seal, issue, post; be killed at the point."""
    from signing.models import Route

    _dying(point)
    with mock.patch("documents.actions.inspect", _inspect()):
        _sealed(Route.objects.get(pk=route))
    if point == "sealed":
        die()
    _issued(route)
    if point == "issued":
        die()
    _posted()
    die()


def _inspect():
    from tests.signing.way import inspected

    return inspected


def _sealed(route):
    from signing import actions
    from signing.strongbox import DEMO_PIN
    from tests import world
    from tests.registry import desk

    step = desk.step(route)
    if step is not None:
        actions.number_and_seal(step, pin=DEMO_PIN, seen=desk.seen(route), by=world.cast().chi)


def _issued(route):
    from registry.actions.issuing import To, issue_document
    from registry.models import Issue
    from registry.states import Way
    from tests import world

    who = world.cast()
    issue = Issue.objects.get(paper__routes=route)
    inside = To(who.department.name, Way.INSIDE, unit=who.department)
    letter = To("Báo Mẫu", Way.EMAIL, address=f"bao-{issue.pk}@example.com")
    issue_document(issue, [inside, letter, To("Lưu", Way.PAPER)], by=who.chi)


def _posted():
    from registry.mailing import post_letters

    post_letters()


def seen(route):
    """What the register says of the document: nothing half."""
    from documents.models import RegisterNumber
    from registry.models import Issue

    issue = Issue.objects.filter(paper__routes=route).first()
    route.paper.refresh_from_db()
    return {
        "numbers": RegisterNumber.objects.filter(paper=route.paper).count(),
        "entry": issue.state if issue else "",
        "paper": route.paper.state,
        "sendings": sorted(issue.sendings.values_list("way", "state")) if issue else [],
        "public": route.paper.goes_public,
    }


def drafted(who, point):
    """A decision that goes before the public, signed by its leader."""
    from signing import actions
    from signing.strongbox import DEMO_PIN
    from tests.registry import desk

    draft = desk.sent(desk.drafted(who, kind="qd", subject=f"Về việc {point}", goes_public=True))
    route = draft.paper.routes.get(state="circulating")
    actions.sign(desk.step(route), pin=DEMO_PIN, seen=desk.seen(route), by=who.an)
    return route


def main():
    """Walk to each point."""
    from core import clock
    from documents.models import RegisterNumber
    from journal.queries import broken
    from tests import world

    zygote, told, who = Zygote(_walk), {}, world.cast()
    with mock.patch("documents.actions.inspect", _inspect()):
        for point in POINTS:
            route = drafted(who, point)
            ended = zygote.walk(point, route.pk)
            before = seen(route)
            _sealed(route)
            _issued(route.pk)
            with clock.at(clock.now() + timedelta(minutes=4)):  # a dead postman lets go after three
                _posted()
            told[point] = {"ended": ended, "before": before, "after": seen(route)}
    rows = RegisterNumber.objects.order_by("number").values_list("number", flat=True)
    told["register"] = {"numbers": list(rows), "broken": list(broken())}
    print(json.dumps(told))


if __name__ == "__main__":
    django.setup()
    main()
