"""The security store of a file (DSS, ETSI EN 319 142-1, 5.4.2): certificates, OCSP answers and CRLs beside the signatures."""

import zlib
from collections.abc import Iterable

import pikepdf

from signing.levels.status import Proofs
from signing.pdf.draft import Addition
from signing.pdf.revision import Revision, dictionary, stream, unparsed

ARRAYS = (("/Certs", "certificates"), ("/OCSPs", "ocsps"), ("/CRLs", "crls"))
EXTENSION = b"<</Type/DeveloperExtensions/BaseVersion/1.7/ExtensionLevel 5>>"


def adding(proofs: Proofs) -> Addition:
    """Return what puts the proofs into a revision: only what the file does not carry yet."""

    def add(revision: Revision) -> None:
        root = revision.entries(revision.root)
        before = revision.root.get("/DSS")
        entries = {"/Type": b"/DSS"}
        if before is not None and "/VRI" in before:
            entries["/VRI"] = unparsed(before.get("/VRI"))
        for key, name in ARRAYS:
            kept = list(before.get(key, [])) if before is not None else []
            known = {one.read_bytes() for one in kept}
            fresh = [one for one in getattr(proofs, name) if one not in known]
            references = [bytes(one.unparse()) for one in kept]
            references += [b"%d 0 R" % revision.add(_packed(one)) for one in fresh]
            if references:
                entries[key] = b"[" + b" ".join(references) + b"]"
        if before is not None and before.is_indirect:
            revision.entries(before).update(entries)
        else:
            root["/DSS"] = b"%d 0 R" % revision.add(dictionary(entries))
        _extended(revision)

    return add


def carried(root: pikepdf.Object) -> dict[str, list[bytes]]:
    """Return what the file carries: certificates, ocsps, crls as DER."""
    store = root.get("/DSS")
    return {
        name: _contents(store.get(key, []) if store is not None else []) for key, name in ARRAYS
    }


def _contents(array: Iterable[pikepdf.Object]) -> list[bytes]:
    return [one.read_bytes() for one in array]


def _packed(content: bytes) -> bytes:
    return stream({"/Filter": b"/FlateDecode"}, zlib.compress(content, 9))


def _extended(revision: Revision) -> None:
    """Say that the file uses ETSI's extension of PDF 1.7 (ETSI EN 319 142-1, 5.6)."""
    nested = revision.within(revision.root, "/Extensions")
    if "/ESIC" not in nested.entries:
        nested.entries["/ESIC"] = EXTENSION
    nested.done()
