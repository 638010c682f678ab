"""Who may leave a visible mark on a certified file: no stranger, however the fields are called and whatever the store learns later."""

from __future__ import annotations

import datetime as dt

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from signing.pdf.keys import OpenKey
from signing.trust_rules import Pin, Root, Store, plain, weigh
from signing.verify.judge import judge
from signing.verify.verdicts import Attack, Reason, Verdict
from tests.signing import stamps
from tests.signing.conftest import AGENCY
from tests.signing.hand import OBJECTS, hand_signed, signed_by, signed_later

CERTIFIED = b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 2/V/1.2>>>>]>>"
TEXT = b"BT /F1 14 Tf 5 20 Td (Phat 900 trieu) Tj ET"
DRAWN = b"<</Type/XObject/Subtype/Form/BBox[0 0 180 50]/Resources<</Font<</F1 5 0 R>>>>/Length %d>>stream\n%s\nendstream" % (len(TEXT), TEXT)  # fmt: skip
PLACE = b"<</FT/Sig/Type/Annot/Subtype/Widget/T(%s)/F 132/Rect[60 %d 300 %d]/P 3 0 R/AP<</N 9 0 R>>/V %d 0 R>>"


@pytest.fixture(scope="module")
def stranger():
    """Somebody nobody here vouches for."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Người lạ")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 5).not_valid_before(now)
    made = made.not_valid_after(now + dt.timedelta(days=9)).sign(key, hashes.SHA256())
    return OpenKey(key, made, ())


def with_marks(base, *marks):
    """Append visible signatures to a certified file: each by a container, under a name."""
    fields = b"6 0 R"
    for step, (name, container, how) in enumerate(marks):
        place, value, at = 10 + 2 * step, 11 + 2 * step, 400 - 70 * step
        fields += b" %d 0 R" % place
        objects = {
            1: OBJECTS[1].replace(b"6 0 R", fields),
            3: OBJECTS[3].replace(b"[6 0 R]", b"[%s]" % fields),
            9: DRAWN,
            place: PLACE % (name, at, at + 50, value),
            value: b"@",
        }
        if step:
            del objects[9]
        base = signed_later(base, container, objects, size=20, **how)
    return base


@pytest.fixture
def certified(leader):
    return hand_signed(signed_by(leader), size=20, rest=CERTIFIED)


def abused(found):
    first = found.signatures[0]
    assert (first.verdict, first.reason, first.attack) == (Verdict.MODIFIED, Reason.LOCKED, Attack.CERTIFICATION)  # fmt: skip
    assert found.verdict == Verdict.MODIFIED


def test_a_trusted_signer_may_and_a_stranger_may_not(certified, agency, stranger, roots):
    assert judge(with_marks(certified, (b"Hai", signed_by(agency), {})), roots).verdict == Verdict.VALID  # fmt: skip
    abused(judge(with_marks(certified, (b"Hai", signed_by(stranger), {})), roots))


def test_a_stranger_hides_behind_the_name_of_a_trusted_field(certified, agency, stranger, roots):
    """One field is called “ Hai”, the other “Hai”: they are two."""
    marks = ((b" Hai", signed_by(agency), {}), (b"Hai", signed_by(stranger), {}))
    abused(judge(with_marks(certified, *marks), roots))


def test_blanks_in_a_name_make_nobody_a_stranger(certified, agency, roots):
    found = judge(with_marks(certified, (b"Hai ", signed_by(agency), {})), roots)
    assert found.verdict == Verdict.VALID
    assert [one.field for one in found.signatures] == ["Ky", "Hai"]


@pytest.mark.parametrize("tsa", ["unknown", "trusted"])
def test_a_visible_timestamp_is_a_strangers_mark(certified, roots, tsa):
    """Whoever asks gets a timestamp: it makes nobody known."""
    clock = stamps.clock()
    data = with_marks(certified, (b"Hai", clock.container(), {"start": stamps.STAMP}))
    times = [clock.certificate] if tsa == "trusted" else []
    found = judge(data, roots, times=times)
    assert [one.kind for one in found.signatures] == ["signature", "timestamp"]
    abused(found)


@pytest.mark.parametrize("why", ["compromised", "pinned", "believed"])
def test_what_the_store_says_of_the_later_signer_counts(certified, agency, roots, why):
    """The child knows the root only; that it was given up, or that the seal is another one, the store knows."""
    found = judge(with_marks(certified, (b"Hai", signed_by(agency), {})), roots)
    assert found.signatures[0].relies_on == ["Hai"]
    root = found.signatures[1].chain[-1]["sha256"]
    retired = dt.datetime(2020, 1, 1, tzinfo=dt.UTC) if why == "compromised" else None
    pins = (Pin((plain(AGENCY),), "dd" * 32),) if why == "pinned" else ()
    store = Store(1, (Root("a.pem", root, retired_at=retired, how="compromised"),), pins)
    weighed = weigh(found, store)
    if why == "believed":
        assert weighed.verdict == Verdict.VALID
    else:
        abused(weighed)
        assert weighed.signatures[0].indication == "TOTAL-FAILED"


def test_a_second_certification_is_none(leader, agency, certified, roots):
    """A document is certified by its first signature or by none (ISO 32000-1, 12.8.2.2.1)."""
    unsaid = hand_signed(signed_by(leader), size=20)
    for base in (certified, unsaid):
        found = judge(with_marks(base, (b"Hai", signed_by(agency), {"rest": CERTIFIED})), roots)
        second = found.signatures[1]
        assert (second.verdict, second.reason) == (Verdict.INVALID, Reason.CERTIFIED_ANEW)
        assert second.attack == Attack.CERTIFICATION
        assert found.verdict == Verdict.INVALID


def test_a_lock_that_asks_for_it_certifies_nothing(agency, certified, roots):
    """What ISO 32000-2 lets an approval signature say of what may follow."""
    locked = PLACE.replace(b"/FT/Sig", b"/FT/Sig/Lock<</Type/SigFieldLock/Action/All/P 2>>")
    objects = {
        1: OBJECTS[1].replace(b"6 0 R", b"6 0 R 10 0 R"),
        3: OBJECTS[3].replace(b"[6 0 R]", b"[6 0 R 10 0 R]"),
        9: DRAWN,
        10: locked % (b"Hai", 400, 450, 11),
        11: b"@",
    }
    data = signed_later(certified, signed_by(agency), objects, rest=CERTIFIED, size=20)
    assert judge(data, roots).verdict == Verdict.VALID
