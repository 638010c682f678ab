"""Files that an agent signs as a whole (the VGCA agent does): what is served to it, what is taken back from it."""

import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from signing.bounded.parent import ChildFailed, child, verify_files
from signing.pdf import draft
from signing.pdf.revision import Revision
from signing.strongbox import trusted
from signing.verify.verdicts import Change, Finding, Judgement, Reason, Verdict

LARGEST = 110 * 1024 * 1024  # bytes
LOCKS, TOO_COMPLEX = "locks", "too_complex"  # faults of the child
ONLY_UNKNOWN = {Reason.UNKNOWN_SIGNER, Reason.GOOD, Reason.GOOD_THEN_FILLED}


def offered(content: bytes, mark: draft.Mark) -> bytes:
    """Return what the agent is given: the file, with number and date filled in when the clerk seals it."""
    if not mark.fill:
        return content
    revision = Revision(content)
    draft.fill(revision, mark.fill)
    return content + revision.render()[0]


def objection(served: bytes, content: bytes, fingerprint: str) -> str:
    """Say why an uploaded file is not taken, "" when it is what was served with one good new signature of the key.

    ``fingerprint``: SHA-256 (hex) of the certificate that was registered. Both files are opened in the bounded child only.
    """
    if len(content) <= len(served) or not content.startswith(served):
        return _(
            "The file that came back is not the one that was given, with a signature behind it."
        )
    before, after = _judged(served), _judged(content)
    if not before.signatures and (fault := _fault(served, content)):
        if fault == LOCKS:
            return _("The program certified the file so that nothing may follow: number and seal could not be added. Let it allow filling in forms.")  # fmt: skip
        return _("Something was changed behind the signature in the file that came back.")
    known = {one.field for one in before.signatures}
    new = [one for one in after.signatures if one.field not in known]
    if len(after.signatures) != len(before.signatures) + 1 or len(new) != 1:
        return _("The file that came back does not carry exactly one new signature.")
    if after.verdict not in (Verdict.VALID, Verdict.UNTRUSTED):
        return _("The signature in the file that came back is not good.")
    return _objection_to(new[0], fingerprint)


def _objection_to(one: Finding, fingerprint: str) -> str:
    if one.kind != "signature" or not one.intact or one.reason not in ONLY_UNKNOWN:
        return _("The signature in the file that came back is not good.")
    if not one.covers_whole_file and one.modification not in (Change.NONE, Change.TIMESTAMPS):
        return _("Something was changed behind the signature in the file that came back.")
    if not one.chain or one.chain[0].get("sha256") != fingerprint:
        return _("The file was signed with another certificate than the one registered here.")
    return ""


def _fault(served: bytes, content: bytes) -> str:
    """Say what is wrong when the agent appended more than a signature to a file nobody has signed yet (no signature guards it), "" for nothing."""
    with tempfile.TemporaryDirectory(prefix="nghisu-") as folder, child("appended") as running:
        path = Path(folder) / "file.pdf"
        path.write_bytes(content)
        try:
            asked = {"verb": "appended", "file": str(path), "served": len(served)}
            return str(running.ask(asked).get("fault", TOO_COMPLEX))
        except ChildFailed:
            return TOO_COMPLEX


def _judged(content: bytes) -> Judgement:
    with tempfile.TemporaryDirectory(prefix="nghisu-") as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(content)
        _path, judgement = next(iter(verify_files([path], trusted())))
    return judgement
