"""A trust store whose files are damaged, gone or behind believes nobody that the database does not believe; old word is said to be old."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from django.core.management import call_command

from signing import trusting
from signing.actions import trust
from signing.bounded.parent import verify_files
from signing.certificates import read_revocation
from signing.models import RevocationFile
from signing.strongbox import trusted
from signing.verify.chains import Standing
from signing.verify.examine import _notices
from signing.verify.revocations import GOOD, Word
from signing.verify.verdicts import Notice, Reason, Verdict


@pytest.fixture
def folder(settings, tmp_path, root_pem, db):
    """A store of one authority, and a certificate that somebody slipped in beside it."""
    settings.DATA_DIR, settings.DEMO = tmp_path, True
    trust.add_root(root_pem.read_bytes(), why="Thử", by=None)
    trusting.export()
    return tmp_path / "trust"


def verdict(content, folder):
    path = folder.parent / "a.pdf"
    path.write_bytes(content)
    return next(iter(verify_files([path], trusted())))[1].verdict


@pytest.mark.parametrize(
    "what", ["damaged", "gone", "behind", "certificate", "no certificate", "another"]
)
def test_here_it_is_written_anew_from_the_database(folder, sealed, state_ca, what):
    listed = folder / trusting.LIST
    (root,) = trusting.store().roots
    slipped_in = state_ca.root_pem.read_bytes()
    (folder / "la.pem").write_bytes(slipped_in)
    if what == "damaged":
        listed.write_text('{"version": 1, "roots"')
    elif what == "gone":
        listed.unlink()
    elif what == "behind":
        listed.write_text(json.dumps(json.loads(listed.read_text()) | {"version": 0, "roots": []}))
    elif what == "no certificate":
        (folder / root.file).unlink()
    else:
        (folder / root.file).write_bytes(slipped_in if what == "another" else b"-----BEGIN")
    assert [path.name for path in trusted()] == [root.file]
    assert verdict(sealed, folder) == Verdict.VALID


def test_without_the_database_a_damaged_list_believes_nobody(folder, sealed):
    path = folder.parent / "a.pdf"
    path.write_bytes(sealed)

    def told():
        out = io.StringIO()
        with pytest.raises(SystemExit) as ended:
            call_command("verify", str(path), "--json", stdout=out)
        (one,) = json.loads(out.getvalue())["files"]
        return ended.value.code, one["verdict"], one["reason_code"]

    assert told()[:2] == (0, "valid")
    (folder / trusting.LIST).write_text("{")
    assert told() == (1, "malformed", "bad_trust")


@pytest.mark.parametrize(
    ("ran_out", "said"), [(-1, [Notice.STALE]), (1, []), (None, []), ("both", [])]
)
def test_word_of_revocation_that_had_run_out_is_said_to_be_old(ran_out, said):
    moment = dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)
    days = [-1, 2] if ran_out == "both" else [ran_out]
    words = [
        Word(GOOD, "crl", moment, moment + dt.timedelta(day) if day else None, "file")
        for day in days
    ]
    chain = [object(), object()]
    assert _notices(chain, Standing([("An", words)]), moment.isoformat()) == said
    assert _notices(chain, Standing([("An", [])]), moment.isoformat()) == [Notice.NO_REVOCATION]


@pytest.fixture
def withdrawn(folder, pki, agency):
    """The authority's list says that the agency's certificate was withdrawn; returns the list's file."""
    at = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=5)
    gone = x509.RevokedCertificateBuilder(agency.certificate.serial_number, at).build()
    made = x509.CertificateRevocationListBuilder(pki.certificate.subject, at, at + dt.timedelta(9))
    made = made.add_revoked_certificate(gone).sign(pki.key, hashes.SHA256())
    given = read_revocation(made.public_bytes(serialization.Encoding.DER))
    RevocationFile.objects.create(
        sha256=given.sha256, kind=given.kind, issuer=given.issuer, this_update=at,
        next_update=given.next_update, number=given.number, der=given.der,
    )  # fmt: skip
    (name,) = trusting.export().revocation
    return folder / name


@pytest.mark.parametrize("content", [b"", b"0\x03\x02\x01\x00", None])
def test_a_spoilt_list_of_withdrawn_ones_makes_nobody_good_again(withdrawn, sealed, content):
    """Whoever empties the file would undo a withdrawal: it is written anew, or nobody is believed."""
    path = withdrawn.parent.parent / "a.pdf"
    path.write_bytes(sealed)
    if content is None:
        withdrawn.unlink()
    else:
        withdrawn.write_bytes(content)
    with pytest.raises(trusting.Damaged):
        trusting.kept_store()
    known = trusting.fresh_store()
    assert withdrawn.exists()
    signers, times, lists = trusting.paths(known)
    found = next(iter(verify_files([path], signers, times=times, revocation=lists)))[1]
    assert (found.verdict, found.reason) == (Verdict.INVALID, Reason.REVOKED_UNPROVED)
