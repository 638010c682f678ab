"""What a filter says, in words: the chips above a list, and the choices of its form."""

from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Post, Role, Unit, User
from tasks.access import reach
from tasks.periods import MONTH, QUARTER, YEAR, Period
from tasks.queries.standing import CLASS_WORDS
from tasks.queries.wish import BOXES, NOBODY_UNIT, Wish
from tasks.states import Priority, SourceKind, TaskState

PEOPLE_OFFERED = 400
ROLE_WORDS = {
    "lead": gettext_lazy("I lead"),
    "gave": gettext_lazy("I gave"),
    "support": gettext_lazy("I support"),
    "watch": gettext_lazy("I watch"),
}
MERIT_WORDS = {
    "given": gettext_lazy("to be done in the period"),
    "done": gettext_lazy("done in the period"),
    "failed": gettext_lazy("result returned or redone"),
    "late": gettext_lazy("done late"),
    "excused": gettext_lazy("late with a confirmed objective cause"),
}
FLAG_WORDS = {
    "stuck": gettext_lazy("no step for ten working days"),
    "likely": gettext_lazy("likely late"),
    "moved": gettext_lazy("deadline was moved"),
    "returned": gettext_lazy("result returned"),
    "asked": gettext_lazy("a question waits"),
    "decide": gettext_lazy("a decision waits"),
    "explain": gettext_lazy("explanation demanded"),
}
SORT_WORDS = {
    "due": gettext_lazy("nearest deadline first"),
    "due_last": gettext_lazy("latest deadline first"),
    "newest": gettext_lazy("newest first"),
    "still": gettext_lazy("longest without a step first"),
    "unit": gettext_lazy("by unit"),
    "progress": gettext_lazy("least progress first"),
    "ended": gettext_lazy("last ended first"),
}


@dataclass(frozen=True)
class Chip:
    """One condition in words, and the filter without it."""

    word: str
    without: Wish


@dataclass(frozen=True)
class Choice:
    """One field of the form: its word in the address, its label, what may be chosen."""

    name: str
    label: str
    options: list[tuple[str, str]]
    value: str


def period_words(period: Period) -> str:
    """The period as people say it: “tháng 11/2026”, “quý IV/2026”, “năm 2026”, or its days."""
    if period.kind == MONTH:
        return _("month %(month)s") % {"month": f"{period.first:%m/%Y}"}
    if period.kind == QUARTER:
        roman = ("I", "II", "III", "IV")[period.quarter - 1]
        words = {"quarter": roman, "year": period.first.year}
        return _("quarter %(quarter)s/%(year)s") % words
    if period.kind == YEAR:
        return _("year %(year)s") % {"year": period.first.year}
    return f"{period.first:%d/%m/%Y} – {period.last:%d/%m/%Y}"


def chips_of(wish: Wish) -> list[Chip]:
    """The conditions in words (a query each for the unit and the people, when they are named)."""
    names = _names(wish)
    told = (
        ("q", wish.q and f"“{wish.q}”"),
        ("unit", names["unit"]),
        ("person", names["person"] and _("lead: %(who)s") % {"who": names["person"]}),
        ("giver", names["giver"] and _("given by %(who)s") % {"who": names["giver"]}),
        ("state", _state_words(wish.state)),
        ("stand", str(CLASS_WORDS.get(wish.stand, ""))),
        ("period", wish.period and period_words(wish.period)),
        ("given", wish.given and _("given in %(when)s") % {"when": period_words(wish.given)}),
        (
            "due_from",
            wish.due_from and _("due from %(day)s") % {"day": f"{wish.due_from:%d/%m/%Y}"},
        ),
        ("due_to", wish.due_to and _("due until %(day)s") % {"day": f"{wish.due_to:%d/%m/%Y}"}),
        ("priority", wish.priority and str(Priority(wish.priority).label)),
        ("source", _source_words(wish.source)),
        ("role", str(ROLE_WORDS.get(wish.role, ""))),
        ("merit", str(MERIT_WORDS.get(wish.merit, ""))),
        *((name, getattr(wish, name) and str(FLAG_WORDS[name])) for name in BOXES),
    )
    empty = Wish()
    return [
        Chip(str(word), replace(wish, **{name: getattr(empty, name)}))
        for name, word in told
        if word
    ]


def choices_for(user: User, wish: Wish) -> list[Choice]:
    """The form's fields with what this person may choose (three queries)."""
    own = reach(user)
    units = [(str(unit.pk), unit.short) for unit in Unit.objects.filter(closed_on=None)]
    near = Q(unit__in=own.oversees) | Q(unit__posts__user=user)
    posts = Post.objects.filter(near, user__is_active=True)
    people = _people(User.objects.filter(posts__in=posts))
    givers = _people(User.objects.filter(Q(posts__role=Role.LEADER) | Q(posts__is_head=True)))
    states = [("open", _("not ended")), *((s.value, str(s.label)) for s in TaskState)]
    sources = [("none", _("no document")), *((s.value, str(s.label)) for s in SourceKind if s)]
    table: tuple[tuple[str, str, list[tuple[str, str]]], ...] = (
        ("stand", _("Standing"), [(k, str(w)) for k, w in CLASS_WORDS.items()]),
        ("state", _("State"), states),
        ("unit", _("Lead unit"), [*units, (str(NOBODY_UNIT), _("led by persons alone"))]),
        ("person", _("Lead person"), people),
        ("giver", _("Given by"), givers),
        ("priority", _("Priority"), [(p.value, str(p.label)) for p in Priority]),
        ("source", _("Source"), sources),
        ("role", _("My part"), [(k, str(w)) for k, w in ROLE_WORDS.items()]),
        ("sort", _("Order"), [(k, str(w)) for k, w in SORT_WORDS.items()]),
    )
    words = wish.words()
    return [Choice(name, label, options, words.get(name, "")) for name, label, options in table]


def _people(rows: object) -> list[tuple[str, str]]:
    found = rows.filter(is_active=True).distinct().order_by("full_name")  # type: ignore[attr-defined]
    return [(str(user.pk), str(user)) for user in found[:PEOPLE_OFFERED]]


def _names(wish: Wish) -> dict[str, str]:
    people = User.objects.in_bulk([pk for pk in (wish.person, wish.giver) if pk])
    unit = Unit.objects.filter(pk=wish.unit).first() if wish.unit else None
    name = str(unit.short) if unit else ""
    if wish.unit == NOBODY_UNIT:
        name = _("led by persons alone")
    elif wish.unit is not None and unit is None:
        name = _("unknown unit")
    if unit and wish.below:
        name = _("%(unit)s and below") % {"unit": name}
    unknown = _("unknown person")
    return {
        "unit": name,
        "person": str(people.get(wish.person, unknown)) if wish.person else "",
        "giver": str(people.get(wish.giver, unknown)) if wish.giver else "",
    }


def _state_words(state: str) -> str:
    if state == "open":
        return _("not ended")
    return str(TaskState(state).label) if state else ""


def _source_words(source: str) -> str:
    if source == "none":
        return _("no document")
    return str(SourceKind(source).label) if source else ""
