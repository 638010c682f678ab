"""The result: worked out live after the close, frozen when it is counted; by matter and by unit."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from core.clock import now
from core.deciding import LAW_77, Rule, count, rule_on
from opinions.models import Asked, Matter, Reply, Round
from opinions.states import AskedKind, Choice, SheetState

WRITTEN = "Điều 117, 118"  # Law 77/2015/QH13 art. 118: decisions by written opinions of the members


@dataclass(frozen=True)
class Judged:
    """A matter with its result (counted or provisional), and who said what."""

    matter: Matter
    result: dict[str, Any]
    said: list[tuple[Asked, Reply]]

    @property
    def by_choice(self) -> list[tuple[str, list[tuple[Asked, Reply]]]]:
        """Who said what, choice after choice, without the empty ones."""
        groups: dict[str, list[tuple[Asked, Reply]]] = defaultdict(list)
        for line, reply in self.said:
            if line.kind == AskedKind.MEMBER:
                groups[reply.choice].append((line, reply))
        return [(str(c.label), groups[c]) for c in Choice if groups[c]]

    @property
    def units(self) -> list[tuple[Asked, Reply]]:
        """What the units say that comment."""
        return [(line, reply) for line, reply in self.said if line.kind == AskedKind.UNIT]


def rule_of(round_: Round) -> Rule:
    """Return the version of the round's rule in force on the day it was sent."""
    day = timezone.localdate(round_.sent_at or now())
    return rule_on(round_.rule, day)


def clause_of(rule: Rule) -> str:
    """Return where the rule for written opinions is written; a rule under review says so."""
    clause = (
        f"{WRITTEN}, {rule.law}" if rule.name == "committee" and rule.law == LAW_77 else rule.cited
    )
    review = (
        rule.review.replace("Điều 114, 117", WRITTEN) if rule.name == "committee" else rule.review
    )
    return f"{clause} ({review.rstrip('.')})" if review else clause


def judge(round_: Round) -> list[Judged]:
    """Return every matter with its result; four queries, whatever the number of people."""
    lines = list(round_.asked.filter(removed_at=None).select_related("user", "unit"))
    said = _replies(lines)
    rule = rule_of(round_)
    return [
        Judged(
            matter,
            matter.result or _worked_out(round_, rule, lines, said[matter.pk]),
            said[matter.pk],
        )
        for matter in round_.matters.all()
    ]


def _replies(lines: list[Asked]) -> dict[int, list[tuple[Asked, Reply]]]:
    by_key = {line.pk: line for line in lines}
    rows = Reply.objects.filter(sheet__asked__in=by_key, sheet__state=SheetState.SENT)
    found: dict[int, list[tuple[Asked, Reply]]] = defaultdict(list)
    for reply in rows.select_related("sheet").order_by("sheet__asked__position"):
        found[reply.matter_id].append((by_key[reply.sheet.asked_id], reply))
    return found


def _worked_out(
    round_: Round, rule: Rule, lines: list[Asked], said: list[tuple[Asked, Reply]]
) -> dict[str, Any]:
    """Count the members' answers by the rule; units comment and are not counted."""
    members = {line.pk: line for line in lines if line.kind == AskedKind.MEMBER}
    counted = [(line, reply.choice) for line, reply in said if line.pk in members]
    chair = next((choice for line, choice in counted if line.user_id == round_.leader_id), None)
    answered = {line.pk for line, _choice in counted}
    tally = count(
        rule, Counter(choice for _line, choice in counted), total=len(members),
        present=len(counted), chair=chair,
    )  # fmt: skip
    return {
        **{choice: tally.counts[choice] for choice in Choice.values},
        "total": len(members), "not_answered": tally.not_voted, "base": tally.base,
        "base_kind": rule.base, "needed": tally.needed, "passed": tally.passed, "tie": tally.tie,
        "chair": str(round_.leader), "chair_choice": chair, "chair_breaks_tie": rule.chair_breaks_tie,
        "advisory": rule.name == "advisory", "rule": rule.name, "clause": clause_of(rule),
        "missing": [str(line) for pk, line in members.items() if pk not in answered],
    }  # fmt: skip
