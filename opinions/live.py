"""The live topic of a round: who listens as what, and how each part is drawn.

What somebody answered is in no part
that goes to others before it may be read; the clerks' part names who has answered, never what.
"""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation

from core.calendar import city_calendar
from core.clock import now
from journal.queries import entries, sentence
from opinions.access import AUDIENCES, SPEAKS, audience
from opinions.models import Round
from opinions.queries.papers import papers_of
from opinions.queries.progress import progress
from opinions.queries.results import judge
from opinions.states import AFTER_CLOSE, BEFORE_SENT, CHANGEABLE, AskedKind, RoundState
from people.models import Post, Role
from realtime import topics

STEPS = (
    RoundState.DRAFT, RoundState.SUBMITTED, RoundState.APPROVED, RoundState.COLLECTING,
    RoundState.CLOSED, RoundState.COUNTED, RoundState.ANNOUNCED, RoundState.REPORTED,
)  # fmt: skip
MANAGING = ("prepare", "run")


def _status(round_: Round, audience: str) -> dict[str, Any]:
    shown = audience in MANAGING
    return {
        "extensions": list(round_.extensions.select_related("by")),
        "matters": list(round_.matters.all()),
        "left": days_left(round_),
        "manages": shown,
        "steps": _steps(round_) if shown else [],
    }


def days_left(round_: Round) -> int | None:
    """Return the working days left until the deadline's day; None on the last day, where the clock counts."""
    if round_.deadline is None or round_.state != RoundState.COLLECTING:
        return None
    end = timezone.localdate(round_.deadline)
    return city_calendar().count(timezone.localdate(now()), end) or None


def _steps(round_: Round) -> list[tuple[str, str]]:
    """Return the steps of the round's life with how far it is: good, live, or nothing yet."""
    state = RoundState.DRAFT if round_.state == RoundState.RETURNED else round_.state
    if state not in STEPS:
        return []
    here = STEPS.index(RoundState(state))
    kinds = ["good"] * here + ["live"] + [""] * len(STEPS)
    if state == RoundState.REPORTED:
        kinds[here] = "good"
    return [(str(step.label), kind) for step, kind in zip(STEPS, kinds, strict=False)]


def _progress(round_: Round, audience: str) -> dict[str, Any]:
    started = round_.sent_at is not None or audience in MANAGING
    return {
        "progress": progress(round_) if started else None,
        "manages": audience in MANAGING,
        "reads": audience == "prepare" or (audience == "run" and round_.closed_at is not None),
    }


def _papers(round_: Round, audience: str) -> dict[str, Any]:
    return {
        "papers": papers_of(round_.folder), "prepares": audience == "prepare",
        "files": round_.state in (*CHANGEABLE, RoundState.COLLECTING),
    }  # fmt: skip


def _result(round_: Round, audience: str) -> dict[str, Any]:
    closed = round_.state in AFTER_CLOSE
    reads = closed and (audience in (*MANAGING, "compare") or round_.told)
    names = audience in (*MANAGING, "compare") or round_.shows == "names"
    return {
        "judged": judge(round_) if reads else [], "names": names, "audience": audience,
        "table": closed and audience in ("prepare", "compare", "run"),
        "rows": round_.rows.count() if closed else 0,
        "left": round_.rows.filter(verdict="open").count() if closed else 0,
    }  # fmt: skip


def _history(round_: Round, audience: str) -> dict[str, Any]:
    if audience not in MANAGING:
        return {"lines": []}
    return {"lines": [(sentence(entry), entry.at) for entry in entries(round_.book)]}


# part → what its template needs; the word is also the template's name, the element's id and the URL's word
PARTS = {
    "status": _status,
    "progress": _progress,
    "papers": _papers,
    "result": _result,
    "history": _history,
}
PERSONAL = ("my_part",)


def context(round_: Round, part: str, audience: str) -> dict[str, Any]:
    """Return what the part's template needs for an audience (``prepare``, ``run``, ``compare``, ``sit``)."""
    return {"round": round_, **PARTS[part](round_, audience)}


def render(pk: int, part: str, audience: str, language: str) -> str:
    """Draw a part for an audience in a language; it holds nothing personal."""
    rows = Round.objects.select_related("unit", "office", "drafting_unit", "leader", "folder")
    round_ = rows.select_related("created_by", "counted_by", "result_paper").get(pk=pk)
    with translation.override(language):
        return render_to_string(f"opinions/parts/{part}.html", context(round_, part, audience))


def audiences(users: list[Any], pk: int) -> dict[Any, str]:
    """Return the audience of each of many people in a few queries; strangers are left out."""
    round_ = Round.objects.filter(pk=pk).first()
    if round_ is None:
        return {}
    wanted = {user.pk for user in users if user.is_active}
    played = _circle(round_)
    told = ((who, word) for role, word in reversed(AUDIENCES) for who in played[role] & wanted)
    return dict(told)  # the strongest comes last and stays


def _circle(round_: Round) -> dict[str, set[int]]:
    """Return the people of each role, as ``access.roles`` finds them for one."""
    sent = round_.sent_at is not None and round_.state not in BEFORE_SENT
    lines = list(round_.asked.filter(removed_at=None)) if sent else []
    units = {line.unit_id for line in lines if line.kind == AskedKind.UNIT}
    speakers = Post.objects.filter(SPEAKS, unit__in=[*units, round_.drafting_unit_id or 0])
    spoken = list(speakers.values_list("unit_id", "user_id"))
    clerks = Post.objects.filter(role=Role.CLERK, unit_id=round_.office_id or 0)
    drafting = {who for unit, who in spoken if unit == round_.drafting_unit_id}
    return {
        "office": {round_.created_by_id, *clerks.values_list("user_id", flat=True)},
        "leader": {round_.leader_id},
        "drafting": drafting if round_.state not in BEFORE_SENT else set(),
        "asked": {line.user_id for line in lines if line.kind == AskedKind.MEMBER and line.user_id}
        | {who for unit, who in spoken if unit in units},
    }


def register() -> None:
    """Make the topic ``opinion`` known to the hub."""
    topics.register(
        topics.TopicKind(
            name="opinion", guard=audience, guards=audiences, parts=tuple(PARTS),
            personal=PERSONAL, render=render,
        )
    )  # fmt: skip
