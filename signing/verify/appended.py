"""What was appended to a file that carries no signature yet: a signature and nothing else, as if the file were signed."""

from pathlib import Path

from pyhanko.pdf_utils import generic
from pyhanko.sign.fields import MDPPerm

from signing.verify.changes import CERTIFYING
from signing.verify.judge import opened
from signing.verify.later import Aftermath, Base
from signing.verify.seals import SignatureField, signature_fields
from signing.verify.verdicts import Finding, Verdict

LOCKS = "locks"  # a certification that lets nothing follow
NOBODY = generic.DictionaryObject({generic.pdf_name("/V"): generic.DictionaryObject()})


def fault(path: Path, served: int) -> str:
    """Say what was changed behind the first ``served`` bytes beyond filled fields and signatures, "" for nothing."""
    data = path.read_bytes()
    finding = Finding(verdict=Verdict.VALID)
    try:
        watched = Aftermath(data, opened(data))
        watched.history.policy = CERTIFYING
        if any(_locks(one) for one in signature_fields(watched.reader)):
            return LOCKS
        watched.judge(finding, Base(SignatureField("", NOBODY), served))
        watched.sight.close()
    except Exception as error:  # noqa: BLE001 (what cannot be compared is not proved unchanged)
        return type(error).__name__
    return "" if finding.verdict == Verdict.VALID else str(finding.reason)


def _locks(one: SignatureField) -> bool:
    return Base(one, 0).permission == MDPPerm.NO_CHANGES
