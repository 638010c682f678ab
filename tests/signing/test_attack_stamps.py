"""Timestamps that prove nothing: by a hash that can be forged, they fit two documents."""

from __future__ import annotations

import datetime as dt

import pytest
from asn1crypto import cms

from signing.reports.sentences import notices
from signing.verify.judge import judge
from signing.verify.verdicts import Notice, Reason, Verdict
from tests.signing import stamps
from tests.signing.hand import OBJECTS, hand_signed, signed_by, signed_later

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
EARLY = dt.datetime(2018, 5, 1, tzinfo=dt.UTC)
FIELD = b"<</FT/Sig/Type/Annot/Subtype/Widget/T(Gio)/F 132/Rect[0 0 0 0]/P 3 0 R/V 11 0 R>>"


@pytest.fixture(scope="module")
def clock():
    return stamps.clock(since=dt.datetime(2010, 1, 1, tzinfo=dt.UTC))


def stamped(key, clock, digest, at):
    """A signature with a timestamp within."""

    def container(content):
        info = cms.ContentInfo.load(signed_by(key)(content))
        signer = info["content"]["signer_infos"][0]
        token = clock.token(signer["signature"].native, digest, at)
        signer["unsigned_attrs"] = cms.CMSAttributes(
            [{"type": "signature_time_stamp_token", "values": [token]}]
        )
        return info.dump(force=True)

    return hand_signed(container)


@pytest.mark.parametrize(
    "case",
    [
        ("sha256", NOW, True),
        ("sha512", NOW, True),
        ("sha1", NOW, False),
        ("sha1", EARLY, True),  # nobody could forge it then
        ("md5", EARLY, False),
    ],
    ids=["SHA-256", "SHA-512", "SHA-1", "early SHA-1", "MD5"],
)
def test_what_a_signatures_timestamp_proves(leader, roots, clock, case):
    digest, at, proves = case
    found = judge(stamped(leader, clock, digest, at), roots, NOW, times=[clock.certificate])
    one = found.signatures[0]
    assert one.intact
    assert one.time_proved is proves
    assert one.timestamps[0]["trusted"] is proves
    assert (Notice.WEAK_STAMP in one.notices) is not proves
    assert any("SHA-1" in said for said in notices(one)) is not proves


@pytest.mark.parametrize(("digest", "proves"), [("sha256", True), ("sha1", False)])
def test_what_a_document_timestamp_proves(leader, roots, clock, digest, proves):
    base = hand_signed(signed_by(leader), size=20)
    fields = {1: OBJECTS[1].replace(b"[6 0 R]", b"[6 0 R 10 0 R]"), 10: FIELD, 11: b"@"}
    data = signed_later(base, clock.container(digest, NOW), fields, start=stamps.STAMP, size=20)
    found = judge(data, roots, NOW, times=[clock.certificate])
    assert found.verdict == Verdict.VALID  # a timestamp alone makes nothing worse
    signature, stamp = found.signatures
    assert signature.time_proved is proves
    wanted = (Verdict.VALID, Reason.GOOD) if proves else (Verdict.UNTRUSTED, Reason.WEAK)
    assert (stamp.verdict, stamp.reason, stamp.time_proved) == (*wanted, proves)
