"""Files that an agent signs as a whole (the VGCA agent does): what is served to it, what is taken back from it."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from signing.bounded.parent import ChildFailed, child, verify_files
from signing.pdf import draft
from signing.pdf.revision import Revision
from signing.pdf.sign import append, copied
from signing.strongbox import trusted
from signing.verify.verdicts import Change, Finding, Judgement, Reason, Verdict

LARGEST = 110 * 1024 * 1024  # bytes
LOCKS, TOO_COMPLEX = "locks", "too_complex"  # faults of the child
ONLY_UNKNOWN = {Reason.UNKNOWN_SIGNER, Reason.GOOD, Reason.GOOD_THEN_FILLED}


def offered(source: Path, target: Path, mark: draft.Mark) -> Any:
    """Write what the agent is given: the file, with number and date filled in when the clerk seals it; return the SHA-256 of the source."""
    running = copied(source, target)
    read = running.copy()
    if mark.fill:
        revision = Revision(source)
        draft.fill(revision, mark.fill)
        append(target, revision.render()[0], running)
    return read


def objection(served: Path, came: Path, fingerprint: str) -> str:
    """Say why an uploaded file is not taken, "" when it is what was served with one good new signature of the key.

    ``fingerprint``: SHA-256 (hex) of the certificate that was registered. Both files are opened in the bounded child only;
    here they are read beside each other, a piece at a time.
    """
    if not _continues(served, came):
        return _(
            "The file that came back is not the one that was given, with a signature behind it."
        )
    before, after = _judged(served), _judged(came)
    if not before.signatures and (fault := _fault(served, came)):
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


def _continues(served: Path, came: Path) -> bool:
    """Say whether the file that came begins with every byte that was served, and goes on."""
    with served.open("rb") as old, came.open("rb") as new:
        while piece := old.read(draft.CHUNK):
            if new.read(len(piece)) != piece:
                return False
        return bool(new.read(1))


def _fault(served: Path, came: Path) -> str:
    """Say what is wrong when the agent appended more than a signature to a file nobody has signed yet (no signature guards it), "" for nothing."""
    with child("appended") as running:
        try:
            asked = {"verb": "appended", "file": str(came), "served": served.stat().st_size}
            return str(running.ask(asked).get("fault", TOO_COMPLEX))
        except ChildFailed:
            return TOO_COMPLEX


def _judged(path: Path) -> Judgement:
    _path, judgement = next(iter(verify_files([path], trusted())))
    return judgement
