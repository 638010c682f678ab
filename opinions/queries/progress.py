"""Who has answered and who has not: a few queries, whatever the number of people."""

from dataclasses import dataclass
from datetime import datetime

from opinions.models import Asked, Round, Sheet
from opinions.states import AskedKind, SheetState


@dataclass(frozen=True)
class Answered:
    """Somebody who is asked, with the sheet they sent (None: not answered)."""

    line: Asked
    sheet: Sheet | None

    @property
    def at(self) -> datetime | None:
        """When the sheet that counts was sent."""
        return self.sheet.sent_at if self.sheet else None


@dataclass(frozen=True)
class Progress:
    """How far a round is: members first, then the units that comment; who was taken off apart."""

    members: list[Answered]
    units: list[Answered]
    removed: list[Asked]

    @property
    def answered(self) -> int:
        """How many members have answered."""
        return sum(one.sheet is not None for one in self.members)

    @property
    def units_answered(self) -> int:
        """How many units have commented."""
        return sum(one.sheet is not None for one in self.units)

    @property
    def signed(self) -> int:
        """How many of the sheets that were sent carry a signature."""
        return sum(bool(one.sheet and one.sheet.signed_id) for one in (*self.members, *self.units))

    @property
    def waiting(self) -> list[Answered]:
        """Whose answer is missing, members first."""
        return [one for one in (*self.members, *self.units) if one.sheet is None]

    @property
    def here(self) -> list[Answered]:
        """Whose answer is here, members first."""
        return [one for one in (*self.members, *self.units) if one.sheet is not None]

    @property
    def complete(self) -> bool:
        """Whether everybody has answered."""
        return all(one.sheet for one in (*self.members, *self.units))


def progress(round_: Round) -> Progress:
    """Return who has answered (two queries)."""
    lines = list(round_.asked.select_related("user", "unit"))
    sheets = Sheet.objects.filter(asked__round=round_, state=SheetState.SENT)
    sent = {sheet.asked_id: sheet for sheet in sheets}
    here = [Answered(line, sent.get(line.pk)) for line in lines if line.removed_at is None]
    return Progress(
        [one for one in here if one.line.kind == AskedKind.MEMBER],
        [one for one in here if one.line.kind == AskedKind.UNIT],
        [line for line in lines if line.removed_at is not None],
    )


def missing(round_: Round) -> list[Asked]:
    """Return whose answer is missing, members first."""
    return [one.line for one in progress(round_).waiting]
