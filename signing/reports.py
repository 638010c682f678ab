"""A judgement as it is told: for the page, and for the command's JSON (names there never change)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from signing.sentences import CHANGES, CHIPS, VERDICTS, because
from signing.verify.verdicts import Finding, Judgement, Verdict


@dataclass(frozen=True)
class Line:
    """One signature as the page shows it."""

    finding: Finding
    kind: str
    word: str | Promise
    why: str
    change: str | Promise
    at: dt.datetime | None


@dataclass(frozen=True)
class Report:
    """A file as the page shows it."""

    verdict: Verdict
    headline: str | Promise
    kind: str
    why: str
    lines: list[Line]


def report(judgement: Judgement) -> Report:
    """Put a judgement into the words of the active language."""
    kind, _word = CHIPS[judgement.verdict]
    lines = [_line(one) for one in judgement.signatures]
    headline = VERDICTS[judgement.verdict]
    return Report(judgement.verdict, headline, kind, because(judgement), lines)


def _line(one: Finding) -> Line:
    kind, word = CHIPS[one.verdict]
    at = dt.datetime.fromisoformat(one.time) if one.time else None
    return Line(one, kind, word, because(one), CHANGES[one.modification], at)


def as_json(file: str, judgement: Judgement) -> dict[str, Any]:
    """Return what ``manage.py verify --json`` prints of one file."""
    return {
        "file": file,
        "verdict": str(judgement.verdict),
        "reason": because(judgement),
        "reason_code": str(judgement.reason),
        "signatures": [_signature(one) for one in judgement.signatures],
    }


def _signature(one: Finding) -> dict[str, Any]:
    return {
        "signer": one.signer,
        "issuer": one.issuer,
        "time": one.time,
        "time_proved": one.time_proved,
        "field": one.field,
        "kind": one.kind,
        "verdict": str(one.verdict),
        "intact": one.intact,
        "trusted": one.trusted,
        "covers_whole_file": one.covers_whole_file,
        "modification": str(one.modification),
        "reason": because(one),
        "reason_code": str(one.reason),
        "detail": one.detail,
    }
