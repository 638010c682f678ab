"""Composing a way: its lines as a form, from templates, with rights proposed from posts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.folding import fold
from documents.models import Paper
from people.access import heads_of, units_of
from people.models import Post, Role, Unit, User
from people.queries import numbering_clerk
from signing.models import Route, RouteTemplate, Step, TemplateLine
from signing.routes import capacities
from signing.routes.posts import signer_of
from signing.states import CLERKS_WORK, Capacity, PostRule, StepKind, StepState

R = TypeVar("R", Step, TemplateLine)
MOST = 40  # lines of a way
PREFIX = "s"
AFTER, ALL, ONE = "after", "all", "one"
WHEN = (
    (AFTER, _("after the step above")),
    (ALL, _("together with the step above, all of them")),
    (ONE, _("together with the step above, any one of them")),
)


@dataclass(frozen=True)
class Line:
    """One line of a way: who does what, when, in which right, in how many working days (0: no deadline)."""

    kind: str = StepKind.SIGN
    who: User | None = None
    when: str = AFTER
    right: str = ""
    days: int = 0

    def initial(self) -> dict[str, Any]:
        """Return the line as the form's initial values."""
        label = label_of(self.who) if self.who else ""
        return {
            "kind": self.kind, "who": label, "when": self.when, "right": self.right,
            "days": self.days or "",
        }  # fmt: skip


class StepForm(forms.Form):
    """What the lines of a way and of a usual way have in common."""

    field_order = ("kind", "rule", "who", "when", "right", "days")
    kind = forms.ChoiceField(label=_("What is done"), choices=StepKind.choices)
    when = forms.ChoiceField(label=_("In which order"), choices=WHEN, required=False)
    right = forms.ChoiceField(label=_("In which right"), choices=Capacity.choices, required=False)
    days = forms.IntegerField(
        label=_("Working days"), min_value=0, max_value=250, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


def person_field(label: Any) -> forms.CharField:
    """Return the field in which a person is named, with or without accents; the list offers names with posts."""
    widget = forms.TextInput(attrs={"list": "people", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=300, required=False, widget=widget)


class LineForm(StepForm):
    """One line of a way: a person does it."""

    who = person_field(_("Who"))

    def clean_who(self) -> User:
        """Find the one person meant."""
        return person_named(self.cleaned_data["who"])


LineForms = forms.formset_factory(LineForm, extra=0, max_num=MOST, validate_max=True)


def forms_of(lines: Sequence[Line]) -> Any:
    """Return the lines as forms that were not sent yet."""
    return LineForms(prefix=PREFIX, initial=[line.initial() for line in lines])


def lines_from(sent: Any) -> list[Line]:
    """Return the lines of a valid form."""
    return [
        Line(
            row["kind"], row["who"], row["when"] or AFTER,
            row["right"] if row["kind"] == StepKind.SIGN else "", row["days"] or 0,
        )
        for row in sent.cleaned_data
    ]  # fmt: skip


def changed(data: Any, do: str, form: Any = LineForm) -> list[dict[str, str]]:
    """Return the sent rows after one press: up:2, down:2, drop:2, add; what was typed stays, nothing is judged yet."""
    rows = [
        {name: data.get(f"{PREFIX}-{at}-{name}", "") for name in form.base_fields}
        for at in range(min(int(data.get(f"{PREFIX}-TOTAL_FORMS", "0") or 0), MOST))
    ]
    verb, _colon, place = do.partition(":")
    at = int(place) if place.isdecimal() else -1
    if verb == "add" and len(rows) < MOST:
        rows.insert(_before_signing(rows), {"kind": StepKind.REVIEW, "when": AFTER})
    elif 0 <= at < len(rows):
        row = rows.pop(at)
        if verb != "drop":
            rows.insert(max(at - 1, 0) if verb == "up" else at + 1, row)
    return rows


def _before_signing(rows: Sequence[dict[str, Any]]) -> int:
    """Return where a further step goes: before the first signature, where opinions and initials belong."""
    kinds = [row.get("kind") for row in rows]
    late = (StepKind.SIGN, *CLERKS_WORK)
    return next((at for at, kind in enumerate(kinds) if kind in late), len(rows))


def label_of(user: User) -> str:
    """Return “Nguyễn Văn An — Chủ tịch, UBND TP”, as the list of names offers it."""
    post = Post.objects.filter(user=user).select_related("unit").order_by("position", "pk").first()
    return _label(user.full_name, post.title, post.unit.short) if post else user.full_name


def _label(name: str, title: str, unit: str) -> str:
    return f"{name} — {title}, {unit}"


def labels() -> list[str]:
    """Return the names that are offered: everybody active who holds a post, leaders and heads first."""
    rows = Post.objects.filter(user__is_active=True).select_related("user", "unit")
    return [
        _label(row.user.full_name, row.title, row.unit.short)
        for row in rows.order_by("-is_head", "position", "user__full_name")[:2000]
    ]


def person_named(words: str) -> User:
    """Return the one active person meant by a name or a label of the list; ``ValidationError`` for none or several."""
    name, _dash, post = words.partition(" — ")
    rows: QuerySet[User] = User.objects.filter(is_active=True)
    exact = rows.filter(full_name=name.strip())
    if post:
        title, _comma, unit = post.rpartition(", ")
        exact = exact.filter(posts__title=title, posts__unit__short=unit)
    found = list(exact.distinct()[:2]) or _by_letters(rows, name)
    if not found:
        raise forms.ValidationError(_("Nobody here is called so. Choose a name from the list."))
    if len(found) > 1:
        raise forms.ValidationError(_("Several people are called so. Choose one from the list."))
    return found[0]


def _by_letters(rows: QuerySet[User], name: str) -> list[User]:
    words = fold(name).split()
    for word in words:
        rows = rows.filter(search_text__contains=word)
    return list(rows[:2]) if words else []


def usual_lines(paper: Paper, unit: Unit | None, by: User) -> list[Line]:
    """Propose a way: the paper's last way, else the usual one of its kind, else leader and clerk."""
    last = paper.routes.order_by("-started_at").first()
    if last is not None:
        return lines_of_route(last)
    template = templates_for(paper, unit).first()
    if template is not None:
        return lines_of_template(template, unit, by)
    leader, clerk = leader_of(unit), numbering_clerk(unit)
    lines = [
        Line(
            StepKind.SIGN, leader, right=capacities.usual(signer_of(leader, unit)) if leader else ""
        )
    ]
    return [*lines, *(Line(kind, clerk) for kind in (StepKind.NUMBER, StepKind.SEAL) if clerk)]


def lines_of_route(route: Route) -> list[Line]:
    """Return the way a paper took before, as it was asked for."""
    rows = route.steps.exclude(state=StepState.SKIPPED).select_related("who", "instead_of")
    return [
        Line(step.kind, step.who, when, step.right, step.days)
        for step, when in with_order(rows.order_by("rank", "position"))
    ]


def templates_for(paper: Paper | None, unit: Unit | None) -> QuerySet[RouteTemplate]:
    """Return the usual ways that fit a paper: its kind before any kind, its unit before all units."""
    rows = RouteTemplate.objects.filter(Q(unit=unit) | Q(unit=None))
    if paper is not None:
        rows = rows.filter(kind__in=(paper.kind, ""))
    return rows.order_by("-kind", "unit", "name").distinct()


def lines_of_template(template: RouteTemplate, unit: Unit | None, by: User) -> list[Line]:
    """Return a template's lines with the people that its rules find today."""
    rows = template.lines.select_related("who").order_by("rank", "position")
    return [
        Line(row.kind, _found(row, unit, by), when, row.right, row.days)
        for row, when in with_order(rows)
    ]


def with_order(rows: Iterable[R]) -> Iterator[tuple[R, str]]:
    """Yield each step, in the order of their ranks, with the word of ``WHEN`` for how it follows the one above."""
    last = 0
    for row in rows:
        yield row, AFTER if row.rank != last else (ONE if row.one_of else ALL)
        last = row.rank


def _found(row: TemplateLine, unit: Unit | None, by: User) -> User | None:
    own = units_of(by).first()
    finders = {
        PostRule.PERSON: lambda: row.who if row.who and row.who.is_active else None,
        PostRule.OWN_HEAD: lambda: heads_of(own).first() if own else None,
        PostRule.LEADER: lambda: leader_of(unit),
        PostRule.CLERK: lambda: numbering_clerk(unit),
        PostRule.STARTER: lambda: by,
    }
    return finders[PostRule(row.rule)]()


def leader_of(unit: Unit | None) -> User | None:
    """Return who signs for the unit: its head, else its first leader, else that of the unit above."""
    while unit is not None:
        rows = Post.objects.filter(unit=unit, user__is_active=True).select_related("user")
        found = rows.filter(is_head=True).order_by("position", "pk").first() or (
            rows.filter(role=Role.LEADER).order_by("position", "pk").first()
        )
        if found:
            return found.user
        unit = unit.parent
    return None
