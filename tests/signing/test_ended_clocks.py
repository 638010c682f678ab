"""A clock whose authority's key may be in wrong hands writes any time: only what is known to be older still proves one."""

from __future__ import annotations

import datetime as dt

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from django.utils.translation import override
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.pdf.keys import OpenKey
from signing.reports.sentences import notices
from signing.trust_rules import Root, Store
from signing.trusting import ended
from signing.verify.ended import Age, is_over
from signing.verify.ended import read as read_ended
from signing.verify.judge import judge
from signing.verify.verdicts import Notice, Reason, Verdict
from tests.signing import longterm, makers
from tests.signing.test_attack_chains import DAY, DER, key, named
from tests.signing.test_trust_rules import listed, run
from tests.world import pdf

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
SIGNED, COMPROMISED = NOW - 200 * DAY, NOW - 150 * DAY
SOON, LATE = NOW - 180 * DAY, NOW - 100 * DAY
# of the signer's certificate: without a proved time its signature is worth nothing now
ENDS = NOW - 190 * DAY


def certified(name, public, issuer, signer, *, uses=None, until=NOW + 300 * DAY):
    made = x509.CertificateBuilder(named(issuer), named(name), public, x509.random_serial_number())
    made = made.not_valid_before(NOW - 900 * DAY).not_valid_after(until)
    made = made.add_extension(x509.BasicConstraints(uses is None, None), critical=True)
    usage = [uses is not None, uses == [], *[False] * 3, uses is None, uses is None, False, False]
    made = made.add_extension(x509.KeyUsage(*usage), critical=True)
    if uses:
        made = made.add_extension(x509.ExtendedKeyUsage(uses), critical=True)
    return made.sign(signer, hashes.SHA256())


def read(certificate):
    return asn1.Certificate.load(certificate.public_bytes(DER))


class Clock:
    """A root of its own and a clock below it."""

    def __init__(self, name):
        self.above, self.own = key(), rsa.generate_private_key(65537, 2048)
        self.root = certified(name, self.above.public_key(), name, self.above)
        self.stamping = certified(
            f"{name} 1", self.own.public_key(), name, self.above, uses=[ExtendedKeyUsageOID.TIME_STAMPING]
        )  # fmt: skip

    def at(self, moment, *more):
        """Return what stamps at ``moment``, with further certificates beside it."""
        form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        private = asn1_keys.PrivateKeyInfo.load(self.own.private_bytes(DER, *form))
        beside = SimpleCertificateStore.from_certs(map(read, more))
        return DummyTimeStamper(read(self.stamping), private, beside, fixed_dt=moment)


@pytest.fixture(scope="module")
def clocks():
    return Clock("Đồng hồ lộ khóa"), Clock("Đồng hồ tốt")


@pytest.fixture(scope="module")
def signer():
    above, own = key(), key()
    root = certified("Gốc", above.public_key(), "Gốc", above)
    mine = certified("An", own.public_key(), "Gốc", above, uses=[], until=ENDS)
    return root, OpenKey(own, mine, ())


@pytest.fixture(scope="module")
def stamped(signer, clocks):
    return makers.pyhanko_signs(pdf(), signer[1], timestamper=clocks[0].at(SIGNED))


@pytest.fixture(scope="module")
def judged(signer, clocks):
    """Judge with the first clock's root retired as ``how``."""
    roots = [read(one) for one in (signer[0], clocks[0].root, clocks[1].root)]
    mark = clocks[0].root.fingerprint(hashes.SHA256()).hex()

    def judged(data, how, **more):
        at = COMPROMISED if how else None
        store = Store(1, (Root("a.pem", mark, retired_at=at, how=how),))
        return judge(data, roots, ended=ended(store), **more)

    return judged


@pytest.mark.parametrize(
    ("how", "seen", "kept", "proved"),
    [
        ("", None, None, True),
        ("ended", None, None, True),  # its key is in nobody's hands: what it says counts
        ("compromised", None, None, False),
        ("compromised", SOON, None, True),  # another clock saw it before
        ("compromised", LATE, None, False),
        ("compromised", None, SOON, True),  # it lay in our own records before
        ("compromised", None, LATE, False),
    ],
)
def test_a_clock_proves_what_is_known_to_be_older(  # noqa: PLR0917
    clocks, stamped, judged, how, seen, kept, proved
):
    data = longterm.archived(stamped, clocks[1].at(seen)) if seen else stamped
    found = judged(data, how, kept=kept)
    one = found.signatures[0]
    assert (found.verdict == Verdict.VALID) is proved, found
    assert (one.time_proved, one.timestamps[0]["trusted"]) == (proved or seen is not None, proved)
    assert (Notice.ENDED_CLOCK in one.notices) is not proved
    with override("en"):
        assert any("does not prove the time" in said for said in notices(one)) is not proved


def test_an_archive_timestamp_of_such_a_clock_proves_nothing_either(signer, clocks, judged):
    data = longterm.archived(makers.pyhanko_signs(pdf(), signer[1]), clocks[0].at(SIGNED))
    assert judged(data, "").verdict == Verdict.VALID
    found = judged(data, "compromised")
    assert (found.verdict, found.signatures[0].time_proved) == (Verdict.UNTRUSTED, False)
    stamp = found.signatures[-1]
    assert (stamp.kind, stamp.trusted, stamp.reason) == ("timestamp", False, Reason.RETIRED)


@pytest.mark.parametrize(("how", "over"), [("compromised", True), ("ended", False)])
def test_another_authority_that_certified_the_same_key_helps_nobody(clocks, how, over):
    """Whoever has the key of a root has such a certificate, too, and chooses that way."""
    bad, good = clocks
    cross = certified("Đồng hồ lộ khóa", bad.above.public_key(), "Đồng hồ tốt", good.above)
    chain = [read(one) for one in (bad.stamping, cross, good.root)]
    mark = bad.root.fingerprint(hashes.SHA256()).hex()
    store = Store(1, (Root("a.pem", mark, retired_at=COMPROMISED, how=how),))
    found = read_ended(ended(store), [read(bad.root), read(good.root)])
    assert is_over(chain, found, Age(SIGNED, [LATE])) is over
    assert not is_over(chain, found, Age(SIGNED, [LATE, SOON]))


def test_the_command_asks_the_store_about_clocks(settings, tmp_path, state_ca):
    settings.DATA_DIR, settings.DEMO = tmp_path, True
    listed(tmp_path, state_ca.root_pem, retired_at="2099-01-01T00:00:00+00:00", how="compromised")
    (tmp_path / "a.pdf").write_bytes(
        longterm.signed(state_ca, stamp=longterm.stamper(state_ca, NOW))
    )
    _ended, told = run(tmp_path / "a.pdf")
    (one,) = told["signatures"]
    assert (one["reason_code"], one["time_proved"]) == ("retired", False)
    assert [stamp["trusted"] for stamp in one["timestamps"]] == [False]
