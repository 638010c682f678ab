"""The way of a decision to its signatures, walked by the cast."""

from __future__ import annotations

import threading

import pikepdf

from documents import actions as papers
from documents.inspection import Inspection
from signing import actions
from signing.strongbox import DEMO_PIN
from tests.signing.conftest import DATA


def inspected(path):
    """What the child of documents says, without a child: these papers were made by the tests."""
    with pikepdf.open(path) as pdf:
        return Inspection(pages=len(pdf.pages))


def decision(who, title="Quyết định cấp nước sạch", topic="folder.77"):
    from documents.typeset import typeset

    content = typeset(
        "decision", {**DATA, "signing": {"capacity": "CHỦ TỊCH", "name": str(who.an)}}
    )
    folder = papers.open_folder("Hồ sơ ký", topic=topic, unit=who.committee)
    papers.let_in([who.chi], folder, writing=True)
    return papers.add_paper_bytes(
        folder, title=title, content=content.pdf, name="quyet-dinh.pdf", by=who.chi, kind="decision"
    )


def sent(who, **given):
    paper = decision(who, **given)
    steps = [
        actions.StepSpec("sign", who.an, who.committee),
        actions.StepSpec("number", who.chi, who.committee),
        actions.StepSpec("seal", who.chi, who.committee),
    ]
    return actions.start(paper=paper, version=paper.versions.get(), steps=steps, by=who.chi)


def asked(route):
    return route.steps.get(state="asked")


def signs(route, who, pin=DEMO_PIN):
    route.refresh_from_db()
    return actions.sign(asked(route), pin=pin, seen=route.current.sha256, by=who.an)


def seals(route, who, pin=DEMO_PIN):
    route.refresh_from_db()
    return actions.number_and_seal(asked(route), pin=pin, seen=route.current.sha256, by=who.chi)


def ready_to_seal(count, topic=100):
    """So many decisions that the leader signed; their numbers."""
    from tests import world

    who = world.cast()
    routes = [sent(who, title=f"Quyết định {n}", topic=f"folder.{topic + n}") for n in range(count)]
    for route in routes:
        signs(route, who)
    return [route.pk for route in routes]


def sealed_at_once(routes):
    """Let a thread for each number and seal at the same moment; return the numbers and what failed."""
    from django.db import connections

    from documents.models import RegisterNumber
    from signing.models import Route
    from tests import world

    who, failed = world.cast(), []

    def seal(pk):
        try:
            seals(Route.objects.get(pk=pk), who)
        except Exception as error:  # noqa: BLE001
            failed.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=seal, args=(pk,)) for pk in routes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = RegisterNumber.objects.filter(paper__routes__in=routes)
    return {"numbers": sorted(numbers.values_list("number", flat=True)), "failed": failed}
