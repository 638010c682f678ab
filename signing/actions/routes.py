"""Routes: prepared and started; whoever is next is asked."""

import secrets
import tempfile
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.clock import now, today
from core.locking import locked
from core.refused import Refused
from documents.actions import let_in, move_paper, version_from_bytes
from documents.inspection import inspect
from documents.models import Paper, Version
from documents.states import PaperState
from documents.store import keep
from journal.book import tell
from people.models import Unit, User
from people.standing import away
from signing import appearances, events
from signing.bounded.parent import ChildFailed, child
from signing.models import Route, Step
from signing.pdf.prepare import SEAL_FIELD, initial_field, signature_field
from signing.routes import order
from signing.states import CLERKS_WORK, RouteState, StepKind, StepState

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no letters that are mistaken on paper
CODE_LENGTH = 12
MOST_STEPS = 40


@dataclass(frozen=True)
class StepSpec:
    """One step asked for: ``kind`` is review, initial, sign, number or seal; ``capacity`` e.g. “KT. CHỦ TỊCH”.

    ``rank`` 0: after the step before it; steps with the same number next to each other are asked together, and with
    ``one_of`` one of them is enough. ``right`` is a key of ``capacities.RIGHTS``; ``days`` working days, 0 none.
    """

    kind: str
    who: User
    unit: Unit | None = None
    capacity: str = ""
    rank: int = 0
    one_of: bool = False
    right: str = ""
    days: int = 0


@dataclass(frozen=True)
class Ready:
    """The prepared file, its code, the letters printed behind the number's blank, whose names are printed."""

    content: bytes
    suffix: str
    code: str
    named: frozenset[str] = frozenset()
    doubts: dict[str, str] = field(
        default_factory=dict
    )  # field → why its place is only the next best

    def left(self, given: dict[str, Any]) -> dict[str, str]:
        """Return the doubts about places that nobody put there by hand."""
        return {name: word for name, word in self.doubts.items() if name not in given}


# Files prepared before the transaction that sends them: what they were made from → what was made. A few, the
# newest; what is not fetched is simply made again.
_bench: OrderedDict[tuple[Any, ...], Ready] = OrderedDict()
BENCH = 64


def make_ready(content: bytes, steps: Sequence[StepSpec]) -> Ready:
    """Prepare a PDF for these steps ahead of ``start``: half a second of work that must not hold a transaction."""
    kept = keep([content])
    ready = prepared_file(str(kept.path), steps)
    inspect(keep([ready.content]).path)  # found sound here, so that nobody looks again inside
    _bench[_place(kept.sha256, steps)] = ready
    while len(_bench) > BENCH:
        _bench.popitem(last=False)
    return ready


def _place(sha256: str, steps: Sequence[StepSpec]) -> tuple[Any, ...]:
    return sha256, *((spec.kind, spec.who.full_name) for spec in steps)


def start(
    *, paper: Paper, version: Version, steps: Sequence[StepSpec], note: str = "", by: User
) -> Route:
    """Send a paper to be signed: prepare the file, ask the first people.

    ``Refused`` when the steps make no sense, the version is not the paper's last one, the paper is
    on its way already, or the file carries signatures. Called outside a transaction, the file is prepared before it.
    """
    check_order(steps)
    if not connection.in_atomic_block and _place(version.sha256, steps) not in _bench:
        make_ready(version.read(), steps)
    return _start(paper, version, steps, note=note, by=by)


@transaction.atomic
def _start(
    paper: Paper, version: Version, steps: Sequence[StepSpec], *, note: str, by: User
) -> Route:
    paper = locked(paper)
    _check(paper, version)
    ahead = _bench.pop(_place(version.sha256, steps), None)
    ready = ahead or prepared_file(version.path, steps)
    prepared = version_from_bytes(
        paper, content=ready.content, name=version.name, by=by, note=_("prepared to be signed")
    )
    if paper.state == PaperState.DRAFT:
        paper = move_paper(paper, PaperState.IN_REVIEW, by=by)
    route = Route.objects.create(
        paper=paper, draft=version, current=prepared, code=ready.code, suffix=ready.suffix,
        note=note.strip()[:1000], started_by=by,
    )  # fmt: skip
    _write_steps(route, steps, ready.named)
    let_in([spec.who for spec in steps], paper.folder)
    route.move_to(RouteState.CIRCULATING)
    ask_next(route)
    tell(events.ROUTE_STARTED, who=by, what=route, sha256=prepared.sha256, doubts=ready.doubts)
    return route


def ask_next(route: Route) -> Step | None:
    """Ask the steps of the next rank once nothing of the present one is open; ``None`` when all are done."""
    steps = list(route.steps.select_related("who").order_by("rank", "position"))
    open_now = [step for step in steps if step.state == StepState.ASKED]
    if open_now:
        return open_now[0]
    waiting = [step for step in steps if step.state == StepState.WAITING]
    following = [step for step in waiting if step.rank == waiting[0].rank]
    for step in following:
        ask(step)
    return following[0] if following else None


def ask(step: Step) -> None:
    """Ask one step now: its deadline is counted from today, and who stands in for an absent person may read."""
    step.asked_at, step.due_on = now(), due_from_today(step.days)
    step.move_to(StepState.ASKED, "asked_at", "due_on")
    if absence := away([step.who_id]).get(step.who_id):
        let_in([absence.stand_in], step.route.paper.folder)


def due_from_today(days: int) -> date | None:
    """Return the working day ``days`` working days after today; None for 0 days."""
    return city_calendar().add(today(), days) if days else None


def check_order(steps: Sequence[StepSpec]) -> None:
    """Refuse a way that the decree does not know, or with more steps than anybody means."""
    if len(steps) > MOST_STEPS:
        raise Refused(_("A way has at most %(most)s steps.") % {"most": MOST_STEPS})
    given = order.ranks(spec.rank for spec in steps)
    check_spots(
        order.Spot(spec.kind, rank, spec.who.pk) for spec, rank in zip(steps, given, strict=True)
    )


def check_spots(spots: Any) -> None:
    """Refuse steps in an order that the decree does not know."""
    wrong = order.fault(list(spots))
    if wrong:
        raise Refused(faults()[wrong])


def faults() -> dict[order.Fault, str]:
    """Return the sentences of what is wrong with an order."""
    return {
        order.Fault.NOBODY_SIGNS: _("A person signs first; number and seal come after."),
        order.Fault.LATE_OPINION: _("Opinions and initials come before the signatures, each at its own step; number and seal come last."),
        order.Fault.NUMBER_AND_SEAL: _("After the signatures come the number and then the seal, once."),
        order.Fault.TWICE: _("One person has two steps at the same time."),
    }  # fmt: skip


def _check(paper: Paper, version: Version) -> None:
    if paper.state not in (PaperState.DRAFT, PaperState.IN_REVIEW):
        raise Refused(_("“%(paper)s” cannot be sent to be signed any more.") % {"paper": paper})
    if paper.routes.filter(state__in=(RouteState.DRAFT, RouteState.CIRCULATING)).exists():
        raise Refused(_("“%(paper)s” is being signed already.") % {"paper": paper})
    if version.paper_id != paper.pk or paper.versions.filter(number__gt=version.number).exists():
        raise Refused(_("There is a newer version of this paper. Send that one."))


def _write_steps(route: Route, steps: Sequence[StepSpec], named: frozenset[str]) -> None:
    ranks, names = order.ranks(spec.rank for spec in steps), fields(spec.kind for spec in steps)
    Step.objects.bulk_create(
        Step(
            route=route, position=position, rank=rank, kind=spec.kind, who=spec.who, unit=spec.unit,
            one_of=spec.one_of and spec.kind not in CLERKS_WORK, right=spec.right,
            capacity=spec.capacity[:200], days=spec.days, field=name, printed=name in named,
        )
        for position, (spec, rank, name) in enumerate(zip(steps, ranks, names, strict=True), 1)
    )  # fmt: skip


def fields(kinds: Any) -> list[str]:
    """Return the names of the PDF's fields for steps of these kinds, in order; "" for an opinion."""
    made, count = [], {StepKind.SIGN: 0, StepKind.INITIAL: 0}
    for kind in map(StepKind, kinds):
        if kind in count:
            count[kind] += 1
        name = {
            StepKind.SIGN: signature_field(count[StepKind.SIGN]),
            StepKind.INITIAL: initial_field(count[StepKind.INITIAL]),
            StepKind.REVIEW: "",
        }
        made.append(name.get(kind, SEAL_FIELD))
    return made


def prepared_file(
    path: str, steps: Sequence[Any], code: str = "", given: dict[str, Any] | None = None
) -> Ready:
    """Let the bounded child write the file anew with its fields; ``steps`` have ``kind``, ``who`` and ``unit``.

    ``given`` are places that were moved by hand (``Route.places``).
    """
    code = code or "".join(secrets.choice(ALPHABET) for _index in range(CODE_LENGTH))
    with tempfile.TemporaryDirectory(prefix="nghisu-") as folder, child("prepare") as running:
        out = Path(folder) / "prepared.pdf"
        wanted = {**_wanted(steps, code), "given": given or {}}
        question = {"verb": "prepare", "file": path, "out": str(out), "wanted": wanted}
        try:
            answer = running.ask(question)
        except ChildFailed:
            answer = {"error": "too_complex"}
        if "error" in answer:
            raise Refused(_not_prepared(answer["error"]))
        named = frozenset(answer.get("named", ()))
        return Ready(out.read_bytes(), answer["suffix"], code, named, answer.get("doubts", {}))


def _wanted(steps: Sequence[Any], code: str) -> dict[str, Any]:
    kinds = [spec.kind for spec in steps]
    address = settings.SITE_URL.rstrip("/") + reverse("signing:issued", args=[code])
    return {
        "signers": [spec.who.full_name for spec in steps if spec.kind == StepKind.SIGN],
        "initials": [spec.who.full_name for spec in steps if spec.kind == StepKind.INITIAL],
        "seal": StepKind.SEAL in kinds,
        "number": StepKind.NUMBER in kinds,
        "address": address if StepKind.SEAL in kinds else "",
        "agency": next((spec.unit.name for spec in steps if spec.kind == StepKind.SEAL and spec.unit), ""),
        **appearances.sizes(steps),
    }  # fmt: skip


def _not_prepared(error: str) -> str:
    if error == "already_signed":
        return _("This file carries a signature already; it cannot be prepared again.")
    return _("This file cannot be prepared for signing: it is damaged or far too complicated.")
