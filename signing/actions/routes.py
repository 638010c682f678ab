"""Routes: started, returned, recalled."""

import secrets
import tempfile
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import let_in, move_paper, version_from_bytes
from documents.inspection import inspect
from documents.models import Paper, Version
from documents.states import PaperState
from documents.store import keep
from journal.book import tell
from people.models import Unit, User
from signing import events
from signing.bounded.parent import ChildFailed, child
from signing.models import Route, Step
from signing.states import RouteState, StepKind, StepState

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no letters that are mistaken on paper
CODE_LENGTH = 12


@dataclass(frozen=True)
class StepSpec:
    """One step asked for: ``kind`` is sign, number or seal; ``capacity`` e.g. “KT. CHỦ TỊCH”."""

    kind: str
    who: User
    unit: Unit | None = None
    capacity: str = ""


@dataclass(frozen=True)
class _Ready:
    """The prepared file, its code, and the letters printed behind the number's blank."""

    content: bytes
    suffix: str
    code: str


# Files prepared before the transaction that sends them: what they were made from → what was made. A few, the
# newest; what is not fetched is simply made again.
_bench: OrderedDict[tuple[Any, ...], _Ready] = OrderedDict()
BENCH = 16


def make_ready(content: bytes, steps: Sequence[StepSpec]) -> None:
    """Prepare a PDF for these steps ahead of ``start``: half a second of work that must not hold a transaction."""
    kept = keep([content])
    ready = _prepare(str(kept.path), steps)
    inspect(keep([ready.content]).path)  # found sound here, so that nobody looks again inside
    _bench[_place(kept.sha256, steps)] = ready
    while len(_bench) > BENCH:
        _bench.popitem(last=False)


def _place(sha256: str, steps: Sequence[StepSpec]) -> tuple[Any, ...]:
    return sha256, *((spec.kind, spec.who.full_name) for spec in steps)


@transaction.atomic
def start(*, paper: Paper, version: Version, steps: Sequence[StepSpec], by: User) -> Route:
    """Send a paper to be signed: prepare the file, ask the first person.

    ``Refused`` when the steps make no sense, the version is not the paper's last one, the paper is
    on its way already, or the file carries signatures.
    """
    paper = locked(paper)
    _check(paper, version, steps)
    ahead = _bench.pop(_place(version.sha256, steps), None)
    ready = ahead or _prepare(version.path, steps)
    prepared = version_from_bytes(
        paper, content=ready.content, name=version.name, by=by, note=_("prepared to be signed")
    )
    if paper.state == PaperState.DRAFT:
        paper = move_paper(paper, PaperState.IN_REVIEW, by=by)
    route = Route.objects.create(
        paper=paper,
        draft=version,
        current=prepared,
        code=ready.code,
        suffix=ready.suffix,
        started_by=by,
    )
    _write_steps(route, steps)
    let_in([spec.who for spec in steps], paper.folder)
    route.move_to(RouteState.CIRCULATING)
    ask_next(route)
    tell(events.ROUTE_STARTED, who=by, what=route, sha256=prepared.sha256)
    return route


@transaction.atomic
def return_route(step: Step, *, reason: str, by: User) -> Route:
    """Give the paper back unsigned or unsealed, with a reason; the paper is a draft again."""
    route, step = locked(step.route), locked(step)
    reason = _reason(reason)
    if step.state != StepState.ASKED:
        raise Refused(_("This step is not yours to do now."))
    step.move_to(StepState.REFUSED)
    _end(route, RouteState.RETURNED, reason, by)
    tell(events.ROUTE_RETURNED, who=by, what=route, reason=reason)
    return route


@transaction.atomic
def recall(route: Route, *, reason: str, by: User) -> Route:
    """Take the paper back from its way, with a reason; the paper is a draft again."""
    route = locked(route)
    reason = _reason(reason)
    _end(route, RouteState.RECALLED, reason, by)
    tell(events.ROUTE_RECALLED, who=by, what=route, reason=reason)
    return route


def ask_next(route: Route) -> Step | None:
    """Ask the next waiting step; ``None`` when all are done."""
    step = route.steps.filter(state=StepState.WAITING).order_by("position").first()
    if step is not None:
        step.asked_at = now()
        step.move_to(StepState.ASKED, "asked_at")
    return step


def _end(route: Route, state: RouteState, reason: str, by: User) -> None:
    route.reason, route.ended_at = reason, now()
    route.move_to(state, "reason", "ended_at")
    if route.paper.state == PaperState.IN_REVIEW:
        move_paper(route.paper, PaperState.DRAFT, by=by)


def _reason(reason: str) -> str:
    reason = reason.strip()[:1000]
    if not reason:
        raise Refused(_("Please give a reason."))
    return reason


def _check(paper: Paper, version: Version, steps: Sequence[StepSpec]) -> None:
    kinds = [spec.kind for spec in steps]
    signed = kinds.count(StepKind.SIGN)
    if not signed or kinds[:signed] != [StepKind.SIGN] * signed:
        raise Refused(_("A person signs first; number and seal come after."))
    if kinds[signed:] not in ([], ["seal"], ["number", "seal"]):
        raise Refused(_("After the signatures come the number and then the seal, once."))
    if paper.state not in (PaperState.DRAFT, PaperState.IN_REVIEW):
        raise Refused(_("“%(paper)s” cannot be sent to be signed any more.") % {"paper": paper})
    if paper.routes.filter(state__in=(RouteState.DRAFT, RouteState.CIRCULATING)).exists():
        raise Refused(_("“%(paper)s” is being signed already.") % {"paper": paper})
    if version.paper_id != paper.pk or paper.versions.filter(number__gt=version.number).exists():
        raise Refused(_("There is a newer version of this paper. Send that one."))


def _write_steps(route: Route, steps: Sequence[StepSpec]) -> None:
    Step.objects.bulk_create(
        Step(
            route=route,
            position=position,
            rank=position,
            kind=spec.kind,
            who=spec.who,
            unit=spec.unit,
            capacity=spec.capacity[:200],
        )
        for position, spec in enumerate(steps, start=1)
    )


def _prepare(path: str, steps: Sequence[StepSpec]) -> _Ready:
    """Let the bounded child write the file anew with its fields."""
    code = "".join(secrets.choice(ALPHABET) for _index in range(CODE_LENGTH))
    kinds = [spec.kind for spec in steps]
    address = settings.SITE_URL.rstrip("/") + reverse("signing:issued", args=[code])
    wanted = {
        "signers": [spec.who.full_name for spec in steps if spec.kind == StepKind.SIGN],
        "seal": StepKind.SEAL in kinds,
        "number": StepKind.NUMBER in kinds,
        "address": address if StepKind.SEAL in kinds else "",
    }
    with tempfile.TemporaryDirectory(prefix="nghisu-") as folder, child("prepare") as running:
        out = Path(folder) / "prepared.pdf"
        question = {"verb": "prepare", "file": path, "out": str(out), "wanted": wanted}
        try:
            answer = running.ask(question)
        except ChildFailed:
            answer = {"error": "too_complex"}
        if "error" in answer:
            raise Refused(_not_prepared(answer["error"]))
        return _Ready(out.read_bytes(), answer["suffix"], code)


def _not_prepared(error: str) -> str:
    if error == "already_signed":
        return _("This file carries a signature already; it cannot be prepared again.")
    return _("This file cannot be prepared for signing: it is damaged or far too complicated.")
