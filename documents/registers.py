"""Numbers without gaps, from 01 each local year (Decree 30/2020/NĐ-CP art. 15)."""

from datetime import date

from core.locking import locked
from documents import events
from documents.models import Paper, Register, RegisterNumber
from journal.book import tell
from people.models import Unit, User


def register_for(unit: Unit, name: str, year: int) -> Register:
    """Return the unit's register of that name and local year, opened at its first use."""
    return Register.objects.get_or_create(unit=unit, name=name, year=year)[0]


def next_number(
    register: Register, *, paper: Paper, notation_suffix: str, on: date, by: User
) -> RegisterNumber:
    """Take the next number for the paper inside the caller's transaction.

    The register's row is locked until commit: a rollback gives the number back, two callers never meet.
    A paper that has a number keeps it. The notation is e.g. ``05/QĐ-UBND``, a leading 0 below ten.
    """
    register = locked(register)
    taken = RegisterNumber.objects.filter(paper=paper).first()
    if taken:
        return taken
    number = register.last_number = register.last_number + 1
    register.save(update_fields=["last_number"])
    row = RegisterNumber.objects.create(
        register=register,
        number=number,
        notation=f"{number:02d}/{notation_suffix}",
        paper=paper,
        on=on,
        by=by,
    )
    Paper.objects.filter(pk=paper.pk).update(notation=row.notation)
    tell(events.NUMBER_TAKEN, who=by, what=row, paper=paper.title)
    return row
