"""Figures for the evaluation of officials: quantity, quality, progress of the products of a month or quarter.

Pure: pieces of work and a rule come in, figures go out. Nobody is classified or ranked here: the figures, each with the
pieces it was made of, go to who evaluates (Decree 335/2025/NĐ-CP: 30 points of general criteria stand beside them).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Rule:
    """How figures are worked out under one law, from the day it is in force until the next one is.

    `task_points` of a hundred are for tasks; `quality_step` and `progress_step` are per cent off a product for each
    failed assessment and each delay; `parts` is by how many the three percentages are divided.
    """

    law: str
    clause: str
    since: date
    task_points: int
    quality_step: int
    progress_step: int
    parts: int = 3


RULES: tuple[Rule, ...] = (
    Rule(
        law="335/2025/NĐ-CP",
        clause="số lượng, chất lượng, tiến độ sản phẩm, công việc đã quy đổi; trừ 25% mỗi lần chưa đạt, mỗi lần chậm",
        since=date(2026, 1, 1),
        task_points=70,
        quality_step=25,
        progress_step=25,
    ),
)


@dataclass(frozen=True)
class Piece:
    """One product or task given to somebody: its key, converted points, what was said of it.

    `done` within the period; `failed` assessments, `late` times, of which `excused` by a confirmed objective cause.
    """

    key: int
    points: Decimal = Decimal(1)
    done: bool = False
    failed: int = 0
    late: int = 0
    excused: int = 0


@dataclass(frozen=True)
class Figures:
    """What came of the pieces: points given and done, three percentages, points of the task part, the evidence."""

    rule: Rule
    pieces: Sequence[Piece]
    given: Decimal
    done: Decimal
    quality_points: Decimal
    progress_points: Decimal

    @property
    def quantity(self) -> Decimal | None:
        """Done of given, per cent; None when nothing was given."""
        return _percent(self.done, self.given)

    @property
    def quality(self) -> Decimal | None:
        """Done with the quality that was asked, of given, per cent."""
        return _percent(self.quality_points, self.given)

    @property
    def progress(self) -> Decimal | None:
        """Done in time, of given, per cent."""
        return _percent(self.progress_points, self.given)

    @property
    def task_points(self) -> Decimal | None:
        """The mean of the three percentages of the points for tasks; a figure for who evaluates, no evaluation."""
        if not self.given:
            return None
        parts = (self.done + self.quality_points + self.progress_points) / self.given
        return _round(parts / self.rule.parts * self.rule.task_points)

    def evidence(self, what: str) -> list[int]:
        """The keys of the pieces behind a number: given, done, failed, late, excused."""
        return [piece.key for piece in self.pieces if EVIDENCE[what](piece)]

    def number(self, what: str) -> int:
        """How many pieces are behind it."""
        return len(self.evidence(what))


EVIDENCE = {
    "given": lambda _piece: True,
    "done": lambda piece: piece.done,
    "failed": lambda piece: piece.failed > 0,
    "late": lambda piece: piece.late > 0,
    "excused": lambda piece: piece.excused > 0,
}


def rule_on(day: date) -> Rule | None:
    """The rule in force on the day; None before the first."""
    past = [rule for rule in RULES if rule.since <= day]
    return max(past, key=lambda rule: rule.since) if past else None


def figures(pieces: Iterable[Piece], rule: Rule) -> Figures:
    """Work the figures out. A piece that is not done counts nothing; nothing falls below zero."""
    rows = tuple(pieces)
    done = [piece for piece in rows if piece.done]
    return Figures(
        rule=rule,
        pieces=rows,
        given=sum((piece.points for piece in rows), Decimal(0)),
        done=sum((piece.points for piece in done), Decimal(0)),
        quality_points=sum((quality_of(piece, rule) for piece in done), Decimal(0)),
        progress_points=sum((progress_of(piece, rule) for piece in done), Decimal(0)),
    )


def quality_of(piece: Piece, rule: Rule) -> Decimal:
    """The points a done piece keeps for its quality."""
    return piece.points * _left(rule.quality_step, piece.failed)


def progress_of(piece: Piece, rule: Rule) -> Decimal:
    """The points a done piece keeps for its progress; a confirmed objective cause takes a delay away."""
    return piece.points * _left(rule.progress_step, max(0, piece.late - piece.excused))


def _left(step: int, times: int) -> Decimal:
    return max(Decimal(0), (HUNDRED - step * times) / HUNDRED)


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    return _round(part / whole * HUNDRED) if whole else None


def _round(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
