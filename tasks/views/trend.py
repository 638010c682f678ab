"""The trend as columns of a small drawing: how high each part is, in the drawing's units."""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.queries.overview import Month

HEIGHT, WIDTH, GAP, FOOT = 110, 44, 18, 22


@dataclass(frozen=True)
class Column:
    """A month: on time below, late above it."""

    month: Month
    x: int
    middle: int
    on_time_y: int
    on_time_height: int
    late_y: int
    late_height: int
    word: str


@dataclass(frozen=True)
class Trend:
    """The drawing: its size and columns."""

    width: int
    height: int
    floor: int
    columns: list[Column]

    @property
    def shown(self) -> int:
        """The width with a margin for the words."""
        return self.width + 12

    @property
    def empty(self) -> bool:
        """Whether nothing was completed in any month."""
        return not any(column.month.done for column in self.columns)


def trend_of(months: Sequence[Month]) -> Trend:
    """Lay the months out; the fullest one reaches the top."""
    most = max((month.done for month in months), default=0) or 1
    columns = []
    for number, month in enumerate(months):
        x = number * (WIDTH + GAP)
        good, late = (HEIGHT * part // most for part in (month.on_time, month.late))
        columns.append(
            Column(
                month=month,
                x=x,
                middle=x + WIDTH // 2,
                on_time_y=20 + HEIGHT - good,
                on_time_height=good,
                late_y=20 + HEIGHT - good - late,
                late_height=late,
                word=f"{month.period.first:%m/%Y}",
            )
        )
    width = len(months) * (WIDTH + GAP) - GAP
    return Trend(width, 20 + HEIGHT + FOOT, 20 + HEIGHT, columns)
