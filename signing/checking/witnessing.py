"""What rooms beside this one may ask through ``documents.witness``: is this file genuine."""

from pathlib import Path

from documents.witness import Opinion
from signing.checking.desk import checked_files
from signing.reports.judgements import report
from signing.verify.verdicts import Finding


def judge(path: Path) -> Opinion:
    """Judge the PDF at ``path`` in the bounded child against this installation's trust store."""
    _path, checked = next(iter(checked_files([path], None)))
    judgement = checked.judgement
    told = report(judgement)
    found = tuple(_plain(one) for one in judgement.signatures)
    return Opinion(str(judgement.verdict), f"{told.headline}. {told.why}", found)


def _plain(one: Finding) -> dict[str, object]:
    return {
        "field": one.field, "kind": one.kind, "verdict": str(one.verdict), "reason": str(one.reason),
        "signer": one.signer, "issuer": one.issuer, "time": one.time, "time_proved": one.time_proved,
        "level": one.level, "capacity": one.capacity,
    }  # fmt: skip
