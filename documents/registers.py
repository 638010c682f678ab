"""Numbers without gaps, from 01 each local year (Decree 30/2020/NĐ-CP art. 15); what is set aside or cancelled stays visible.

One series for paper and electronic documents. Which series a paper's number comes from is said by the registry, which makes
itself known here (``chosen_by``); without it each kind's letters are a series of their own.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import today
from core.locking import locked
from core.refused import Refused
from documents import events
from documents.models import NumberState, Paper, Register, RegisterNumber
from journal.book import tell
from people.models import Unit, User

MOST_RESERVED = 50  # numbers set aside at once
Chooser = Callable[[Paper, Unit, str], str]
_choosers: list[Chooser] = []


def chosen_by(chooser: Chooser) -> Chooser:
    """Let an upper floor say in which series (a register's name, "" for no opinion) a paper is numbered."""
    if chooser not in _choosers:
        _choosers.append(chooser)
    return chooser


def series_of(paper: Paper, unit: Unit, suffix: str) -> str:
    """Return the name of the series the paper is numbered in; by itself the letters of its kind (“QĐ” of “QĐ-UBND”)."""
    for chooser in _choosers:
        if name := chooser(paper, unit, suffix):
            return name
    return suffix.lstrip("-").replace("/", "-").split("-")[0] or "VB"


def register_for(unit: Unit, name: str, year: int) -> Register:
    """Return the unit's register of that name and local year, opened at its first use."""
    return Register.objects.get_or_create(unit=unit, name=name, year=year)[0]


def notation_of(number: int, suffix: str) -> str:
    """Return “05/QĐ-UBND”, a leading 0 below ten; a Party document's suffix begins with a dash: “05-QĐ/TU”."""
    return f"{number:02d}{suffix}" if suffix.startswith("-") else f"{number:02d}/{suffix}"


def take(paper: Paper, *, unit: Unit, suffix: str, by: User) -> RegisterNumber:
    """Take today's next number of the right series for the paper, inside the caller's transaction.

    The day is read once: a number taken at midnight belongs wholly to one year (+07:00).
    """
    day = today()
    register = register_for(unit, series_of(paper, unit, suffix), day.year)
    return next_number(register, paper=paper, notation_suffix=suffix, on=day, by=by)


def next_number(
    register: Register, *, paper: Paper, notation_suffix: str, on: date, by: User
) -> RegisterNumber:
    """Take the next number for the paper inside the caller's transaction.

    The register's row is locked until commit: a rollback gives the number back, two callers never meet.
    A paper that has a number keeps it. ``Refused`` when the day is of another year, or before the last number's.
    """
    register = locked(register)
    taken = RegisterNumber.objects.filter(paper=paper).first()
    if taken:
        return taken
    row = _step(register, paper, notation_suffix, on, by)
    Paper.objects.filter(pk=paper.pk).update(notation=row.notation)
    tell(events.NUMBER_TAKEN, who=by, what=row, paper=paper.title)
    return row


@transaction.atomic
def enter_by_hand(
    register: Register, *, paper: Paper, notation_suffix: str, number: int, on: date, by: User
) -> RegisterNumber:
    """Enter a document that was numbered by hand: its number is the next one, or one that was set aside for it."""
    register = locked(register)
    kept = register.numbers.filter(number=number, state=NumberState.RESERVED).first()
    if kept is not None:
        return fill(kept, paper=paper, by=by)
    if number != register.last_number + 1:
        raise Refused(
            _("The next number of this register is %(number)02d. No number is left out, none is put in afterwards.")
            % {"number": register.last_number + 1}
        )  # fmt: skip
    return next_number(register, paper=paper, notation_suffix=notation_suffix, on=on, by=by)


@transaction.atomic
def reserve(
    register: Register, *, count: int, notation_suffix: str, reason: str, by: User
) -> list[RegisterNumber]:
    """Set the next numbers aside, e.g. for documents on paper while the system is down; they stay visible."""
    register, reason = locked(register), _reason(reason)
    if not 1 <= count <= MOST_RESERVED:
        raise Refused(_("From 1 to %(most)s numbers are set aside at once.") % {"most": MOST_RESERVED})  # fmt: skip
    rows = [_step(register, None, notation_suffix, today(), by, reason) for _n in range(count)]
    for row in rows:
        tell(events.NUMBER_RESERVED, who=by, what=row, reason=reason)
    return rows


@transaction.atomic
def fill(row: RegisterNumber, *, paper: Paper, by: User) -> RegisterNumber:
    """Give a number that was set aside to a document; its day stays that on which it was set aside."""
    locked(row.register)
    row = locked(row)
    if row.state != NumberState.RESERVED:
        raise Refused(_("The number %(number)s is not set aside any more.") % {"number": row})
    if RegisterNumber.objects.filter(paper=paper).exists():
        raise Refused(_("This document has a number already."))
    row.paper, row.state = paper, NumberState.TAKEN
    row.save(update_fields=["paper", "state"])
    Paper.objects.filter(pk=paper.pk).update(notation=row.notation)
    tell(events.NUMBER_TAKEN, who=by, what=row, paper=paper.title)
    return row


@transaction.atomic
def cancel(row: RegisterNumber, *, reason: str, by: User) -> RegisterNumber:
    """Cancel a number, with a reason; it is never given again and stays in the register, struck through."""
    locked(row.register)
    row, reason = locked(row), _reason(reason)
    if row.state != NumberState.CANCELLED:
        row.state, row.reason = NumberState.CANCELLED, reason
        row.save(update_fields=["state", "reason"])
        tell(events.NUMBER_CANCELLED, who=by, what=row, reason=reason)
    return row


def _step(  # noqa: PLR0917
    register: Register, paper: Paper | None, suffix: str, on: date, by: User, reason: str = ""
) -> RegisterNumber:
    """Write the next number of a register that is locked."""
    _check_day(register, on)
    number = register.last_number = register.last_number + 1
    register.save(update_fields=["last_number"])
    return RegisterNumber.objects.create(
        register=register, number=number, notation=notation_of(number, suffix), paper=paper, on=on, by=by,
        state=NumberState.TAKEN if paper else NumberState.RESERVED, reason=reason,
    )  # fmt: skip


def _check_day(register: Register, on: date) -> None:
    """Refuse a day of another year, and one before the last number's: nothing is put in afterwards."""
    if on.year != register.year:
        raise Refused(_("This register is of %(year)s; the day is not.") % {"year": register.year})
    last = register.numbers.order_by("-number").first()
    if last is not None and on < last.on:
        raise Refused(
            _("Number %(last)s bears the day %(day)s. No document is put in before it.")
            % {"last": last, "day": f"{last.on:%d/%m/%Y}"}
        )


def _reason(reason: str) -> str:
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refused(_("Please give a reason."))
    return reason


# numbers that go into a file before they are taken: no lock is held while the file is made


class NumberMoved(Exception):
    """Meanwhile the register gave this number to another document, or the day has changed."""


@dataclass(frozen=True)
class Coming:
    """The number a document gets if nobody is quicker: it belongs to nobody yet."""

    register: Register
    number: int
    notation: str
    suffix: str
    on: date

    @property
    def is_free(self) -> bool:
        """Whether nobody has taken it."""
        return self.number > self.register.last_number


def coming(paper: Paper, *, unit: Unit, suffix: str) -> Coming:
    """Return the number the paper has, else the next one of its series as it stands now; nothing is locked or taken."""
    taken = RegisterNumber.objects.filter(paper=paper).select_related("register").first()
    if taken:
        return Coming(taken.register, taken.number, taken.notation, suffix, taken.on)
    day = today()
    register = register_for(unit, series_of(paper, unit, suffix), day.year)
    number = register.last_number + 1
    return Coming(register, number, notation_of(number, suffix), suffix, day)


def later(one: Coming, ahead: int) -> Coming:
    """Return the number that comes when ``ahead`` others of the series were taken before; one that is taken stays."""
    if not ahead or not one.is_free:
        return one
    number = one.number + ahead
    return replace(one, number=number, notation=notation_of(number, one.suffix))


def take_coming(wanted: Coming, *, paper: Paper, by: User) -> RegisterNumber:
    """Take exactly this number, inside the transaction that stores the file in which it stands.

    ``NumberMoved`` when it is not the register's next one any more or the local day has changed (New Year at +07:00
    included). The register's row stays locked until commit, so numbers have no gap and no double, whatever dies when.
    """
    register = locked(wanted.register)
    taken = RegisterNumber.objects.filter(paper=paper).first()
    if taken is None and (register.last_number + 1 != wanted.number or today() != wanted.on):
        raise NumberMoved
    row = next_number(register, paper=paper, notation_suffix=wanted.suffix, on=wanted.on, by=by)
    if (row.register_id, row.number) != (register.pk, wanted.number):
        raise NumberMoved
    return row
