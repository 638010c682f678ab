"""What was appended to a file that carries no signature yet: a signature and nothing else, as if the file were signed."""

from pathlib import Path

from pyhanko.pdf_utils import generic

from signing.verify.judge import opened
from signing.verify.later import Aftermath, Base
from signing.verify.seals import SignatureField
from signing.verify.verdicts import Finding, Verdict

NOBODY = generic.DictionaryObject({generic.pdf_name("/V"): generic.DictionaryObject()})


def fault(path: Path, served: int) -> str:
    """Say what was changed behind the first ``served`` bytes beyond filled fields and signatures, "" for nothing."""
    data = path.read_bytes()
    finding = Finding(verdict=Verdict.VALID)
    try:
        watched = Aftermath(data, opened(data))
        watched.judge(finding, Base(SignatureField("", NOBODY), served))
        watched.sight.close()
    except Exception as error:  # noqa: BLE001 (what cannot be compared is not proved unchanged)
        return type(error).__name__
    return "" if finding.verdict == Verdict.VALID else str(finding.reason)
