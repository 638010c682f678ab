"""Time and revocation: what was proved in time stays good, what was revoked before is not; verdicts never come back."""

from __future__ import annotations

import datetime as dt

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from signing.verify.judge import judge
from signing.verify.trust import read_certificates
from signing.verify.verdicts import Notice, Reason, Verdict
from tests.signing.longterm import (
    DAY,
    all_good,
    answer,
    archived,
    crl,
    signed,
    stamper,
    stored,
)

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
PAST = NOW - 20 * DAY
CLOCKS = [0, 1, 2, 9, 12, 19, 22, 31, 60, 365, 799, 802, 899, 905, 3650, 9999, 10_001, 10_950]


@pytest.fixture(scope="module")
def known(state_ca):
    return read_certificates([state_ca.root_pem])


def lt(state_ca, who="leader", at=PAST, which="tsa", revoked=None):
    once = signed(state_ca, who, stamp=stamper(state_ca, at, which))
    lists = [crl(state_ca, "root", at), crl(state_ca, "interm", at, revoked)]
    return stored(once, state_ca, crls=lists)


def renewed(state_ca, who="expiring"):
    content = archived(lt(state_ca, who), stamper(state_ca, PAST + DAY))
    content = stored(content, state_ca, crls=all_good(state_ca, NOW - DAY), certs=("tsa2",))
    return archived(content, stamper(state_ca, NOW - DAY, "tsa2"))


MADE = {  # how it is made, the level it reaches now, the last day (of CLOCKS) on which it passes
    "B-B": (lambda ca: signed(ca, "expiring"), "B-B", 9),
    "B-B of a long certificate": (lambda ca: signed(ca, "leader"), "B-B", 899),
    "B-T": (lambda ca: signed(ca, "expiring", stamp=stamper(ca, PAST)), "B-T", 799),
    "B-T of a short authority": (
        lambda ca: signed(ca, "leader", stamp=stamper(ca, PAST, "tsa3")),
        "B-T",
        899,
    ),
    "B-LT": (lambda ca: lt(ca, "expiring"), "B-LT", 799),
    "B-LTA": (
        lambda ca: archived(lt(ca, "expiring"), stamper(ca, PAST + DAY)),
        "B-LTA",
        799,
    ),
    "B-LTA with a weak second stamp": (
        lambda ca: archived(lt(ca, "expiring"), stamper(ca, PAST + DAY, "tsa3")),
        "B-LTA",
        799,
    ),
    "renewed": (renewed, "B-LTA", 9999),
}


@pytest.mark.parametrize("name", MADE)
def test_no_verdict_comes_back(name, state_ca, known):
    make, level, last = MADE[name]
    content = make(state_ca)
    found = [judge(content, known, NOW + days * DAY) for days in CLOCKS]
    passed = [one.verdict == Verdict.VALID for one in found]
    assert passed == sorted(passed, reverse=True), list(zip(CLOCKS, passed, strict=True))
    assert max(day for day, good in zip(CLOCKS, passed, strict=True) if good) == last
    assert found[0].signatures[0].level == level, found[0].signatures[0]
    assert {one.signatures[0].indication for one in found} <= {"TOTAL-PASSED", "INDETERMINATE"}


def test_what_is_told_of_a_long_lived_signature(state_ca, known):
    one = judge(renewed(state_ca), known).signatures[0]
    assert [link["role"] for link in one.chain] == ["signer", "authority", "root"]
    assert [link["trusted"] for link in one.chain] == [False, False, True]
    assert one.chain[0]["subject"] == "Người Sắp Hết Hạn"
    assert {word["status"] for word in one.revocation} == {"good"}
    assert {word["from"] for word in one.revocation} == {"file"}
    stamp = one.timestamps[0]
    assert (stamp["kind"], stamp["authority"], stamp["trusted"]) == (
        "signature",
        "Dấu thời gian 1",
        True,
    )
    assert one.time == PAST.isoformat()
    assert one.algorithm == "ECDSA P-256, SHA-256"
    assert (one.covers["revision"], one.covers["revisions"]) == (2, 6)
    assert [line["what"] for line in one.changes] == ["proofs"] * 4
    assert all(line["allowed"] for line in one.changes)


def revoked_lt(state_ca, since, at, reason=None):
    """Stamped at ``at``; a list made yesterday says that the signer was revoked at ``since``."""
    once = signed(state_ca, "leader", stamp=stamper(state_ca, at) if at else None)
    lists = [crl(state_ca, "interm", NOW - DAY, {"leader": (since, reason)})]
    return stored(once, state_ca, crls=lists)


@pytest.mark.parametrize(
    ("since", "at", "reason"),
    [
        (NOW - 5 * DAY, PAST, None),
        (NOW - 30 * DAY, PAST, Reason.REVOKED),
        (NOW - 5 * DAY, None, Reason.REVOKED_UNPROVED),
    ],
)
def test_before_or_after_the_revocation(since, at, reason, state_ca, known):
    found = judge(revoked_lt(state_ca, since, at), known)
    assert found.verdict == (Verdict.INVALID if reason else Verdict.VALID), found
    one = found.signatures[0]
    if reason is None:
        assert Notice.REVOKED_LATER in one.notices
    else:
        assert one.reason == reason
        assert any(word["status"] == "revoked" for word in one.revocation)


def test_an_old_list_that_revokes_never_grows_stale(state_ca, known):
    content = revoked_lt(state_ca, NOW - 30 * DAY, PAST)
    for years in (0, 1, 2):
        assert judge(content, known, NOW + 365 * years * DAY).reason == Reason.REVOKED


def test_a_document_timestamp_before_the_revocation_proves_too(state_ca, known):
    once = archived(signed(state_ca, "leader"), stamper(state_ca, PAST))
    lists = [crl(state_ca, "interm", NOW - DAY, {"leader": (NOW - 5 * DAY, None)})]
    found = judge(stored(once, state_ca, crls=lists), known)
    assert (found.verdict, found.signatures[0].time_proved) == (Verdict.VALID, True)


def test_an_authority_that_was_revoked(state_ca, known):
    lists = [crl(state_ca, "root", NOW - DAY, {"interm": (NOW - 30 * DAY, None)})]
    content = stored(signed(state_ca, stamp=stamper(state_ca, PAST)), state_ca, crls=lists)
    found = judge(content, known)
    assert (found.verdict, found.reason) == (Verdict.INVALID, Reason.AUTHORITY_REVOKED)


def test_a_revoked_timestamp_authority_proves_nothing(state_ca, known):
    lists = [crl(state_ca, "root", NOW - DAY, {"tsa": (NOW - 2 * DAY, None)})]
    content = stored(signed(state_ca, stamp=stamper(state_ca, PAST)), state_ca, crls=lists)
    one = judge(content, known).signatures[0]
    assert (one.verdict, one.time_proved) == (Verdict.VALID, False)
    assert not one.timestamps[0]["trusted"]


def test_a_list_that_another_key_signed_says_nothing(state_ca, known):
    forged = crl(
        state_ca,
        "interm",
        NOW - DAY,
        {"leader": (NOW - 90 * DAY, None)},
        key=ec.generate_private_key(ec.SECP256R1()),
    )
    found = judge(stored(signed(state_ca), state_ca, crls=[forged]), known)
    assert (found.verdict, found.signatures[0].revocation) == (Verdict.VALID, [])
    assert Notice.NO_REVOCATION in found.signatures[0].notices


def test_on_hold_and_good_again(state_ca, known):
    held = {"leader": (NOW - 30 * DAY, x509.ReasonFlags.certificate_hold)}
    lists = [crl(state_ca, "interm", NOW - 20 * DAY, held)]
    assert judge(stored(signed(state_ca), state_ca, crls=lists), known).verdict == Verdict.INVALID
    lists.append(crl(state_ca, "interm", NOW - DAY))
    assert judge(stored(signed(state_ca), state_ca, crls=lists), known).verdict == Verdict.VALID


@pytest.mark.parametrize("responder", [None, "ocsp"])
def test_an_answer_of_the_issuer_or_in_its_name(responder, state_ca, known):
    bad = answer(state_ca, "leader", "interm", NOW - DAY, since=NOW - 30 * DAY, responder=responder)
    found = judge(stored(signed(state_ca), state_ca, ocsps=[bad]), known)
    expected = Verdict.INVALID if responder is None or issued(state_ca) else Verdict.VALID
    assert found.verdict == expected, found
    stranger = answer(
        state_ca, "leader", "interm", NOW - DAY, since=NOW - 30 * DAY, responder="clerk"
    )
    found = judge(stored(signed(state_ca), state_ca, ocsps=[stranger]), known)
    assert found.verdict == Verdict.VALID, "a clerk may not answer for the authority"


def issued(state_ca):
    return state_ca.certificate("ocsp").issuer == state_ca.certificate("interm").subject


def test_lists_of_the_trust_store_count(state_ca, known, tmp_path):
    path = tmp_path / "interm.crl"
    path.write_bytes(crl(state_ca, "interm", NOW - DAY, {"leader": (NOW - 2 * DAY, None)}))
    content = signed(state_ca)
    assert judge(content, known).verdict == Verdict.VALID
    found = judge(content, known, None, [str(path), str(tmp_path / "absent.crl")])
    assert (found.verdict, found.reason) == (Verdict.INVALID, Reason.REVOKED_UNPROVED)
    assert found.signatures[0].revocation[0]["from"] == "store"
    assert found.signatures[0].indication == "INDETERMINATE"
    assert found.signatures[0].subindication == "REVOKED_NO_POE"


def test_a_signature_after_the_end_of_its_certificate(state_ca, known):
    content = signed(state_ca, "expired", stamp=stamper(state_ca, NOW - DAY))
    found = judge(content, known)
    assert (found.verdict, found.reason) == (Verdict.UNTRUSTED, Reason.EXPIRED_WHEN_SIGNED)
    assert found.signatures[0].subindication == "EXPIRED"


def test_who_stamps_times_may_be_trusted_apart_from_who_signs(state_ca, known):
    content = signed(state_ca, stamp=stamper(state_ca, PAST))
    assert judge(content, known, times=known).signatures[0].time_proved
    apart = judge(content, known, times=[]).signatures[0]
    assert (apart.verdict, apart.time_proved) == (Verdict.VALID, False)
    assert judge(content, [], times=known).reason == Reason.UNKNOWN_SIGNER
