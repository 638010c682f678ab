"""A judgement as it is told: for the page, and for the command's JSON (names there never change)."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from signing.reports import told
from signing.reports.sentences import CHANGES, CHIPS, attack, because, chip, headline, notices
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
    attack: str = ""
    when: str = ""
    level: str = ""
    cover: str = ""
    after: str = ""
    revocation: str = ""
    chain: str = ""
    later: list[dict[str, Any]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    """A file as the page shows it."""

    verdict: Verdict
    headline: str | Promise
    kind: str
    why: str
    lines: list[Line]

    @property
    def signatures(self) -> list[Line]:
        """The signatures of people and agencies."""
        return [line for line in self.lines if line.finding.kind == "signature"]

    @property
    def timestamps(self) -> list[Line]:
        """The document timestamps."""
        return [line for line in self.lines if line.finding.kind != "signature"]

    @property
    def attacks(self) -> list[str]:
        """The known attacks that were recognised, each once, as sentences."""
        return list(dict.fromkeys(line.attack for line in self.lines if line.attack))


def report(judgement: Judgement) -> Report:
    """Put a judgement into the words of the active language."""
    kind, _word = CHIPS[judgement.verdict]
    lines = [_line(one) for one in judgement.signatures]
    return Report(judgement.verdict, headline(judgement), kind, because(judgement), lines)


def _line(one: Finding) -> Line:
    kind, word = chip(one)
    return Line(
        one, kind, word, because(one), CHANGES[one.modification], told.moment(one.time), attack=attack(one),
        when=told.when(one), level=told.level(one), cover=told.cover(one), after=told.after(one),
        revocation=told.revocation(one), chain=told.chain(one), later=told.later(one),
        notices=notices(one),
    )  # fmt: skip


def as_json(file: str, judgement: Judgement) -> dict[str, Any]:
    """Return what ``manage.py verify --json`` prints of one file."""
    return {
        "file": file,
        "verdict": str(judgement.verdict),
        "reason": because(judgement),
        "reason_code": str(judgement.reason),
        "signatures": [signature_json(one) for one in judgement.signatures],
    }


NAMES = (  # of a signature, in their order; they never change, new ones are added at the end
    "signer", "issuer", "time", "time_proved", "field", "kind", "verdict", "intact", "trusted", "covers_whole_file",
    "modification", "reason", "reason_code", "detail", "indication", "subindication", "level", "capacity", "location",
    "algorithm", "attack", "covers", "chain", "revocation", "timestamps", "changes", "notices",
)  # fmt: skip


def signature_json(one: Finding) -> dict[str, Any]:
    """Return one signature as plain values (``docs/api.md``)."""
    said = {
        "verdict": str(one.verdict),
        "modification": str(one.modification),
        "reason": because(one),
        "reason_code": str(one.reason),
        "indication": one.indication or INDICATIONS[one.verdict],
    }
    return {name: said[name] if name in said else getattr(one, name) for name in NAMES}


# EN 319 102-1, 5.1.3: what a verdict is at least called, where the child gave no indication of its own.
INDICATIONS: dict[Verdict, str] = {
    Verdict.VALID: "TOTAL-PASSED",
    Verdict.UNTRUSTED: "INDETERMINATE",
    Verdict.MODIFIED: "TOTAL-FAILED",
    Verdict.INVALID: "TOTAL-FAILED",
    Verdict.UNSIGNED: "NO-SIGNATURE-FOUND",
    Verdict.MALFORMED: "INDETERMINATE",
}
