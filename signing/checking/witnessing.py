"""What rooms beside this one may ask through ``documents.witness``: is this file genuine."""

from pathlib import Path

from documents.witness import Opinion
from signing.checking.desk import checked_files
from signing.reports.judgements import report
from signing.verify.verdicts import Finding, Judgement, Reason, Verdict


def judge(path: Path) -> Opinion:
    """Judge the PDF at ``path`` in the bounded child against this installation's trust store."""
    _path, checked = next(iter(checked_files([path], None)))
    judgement = checked.judgement
    facts = {
        "verdict": str(judgement.verdict),
        "reason": str(judgement.reason),
        "detail": judgement.detail,
    }
    found = tuple(_plain(one) for one in judgement.signatures)
    return Opinion(facts["verdict"], tell(facts), found, facts)


def tell(facts: dict[str, str]) -> str:
    """Put what ``judge`` found into the words of the active language; ``ValueError`` or ``KeyError`` for unknown facts."""
    told = report(Judgement(Verdict(facts["verdict"]), Reason(facts["reason"]), facts["detail"]))
    return f"{told.headline}. {told.why}"


def _plain(one: Finding) -> dict[str, object]:
    return {
        "field": one.field, "kind": one.kind, "verdict": str(one.verdict), "reason": str(one.reason),
        "signer": one.signer, "issuer": one.issuer, "time": one.time, "time_proved": one.time_proved,
        "level": one.level, "capacity": one.capacity,
    }  # fmt: skip
