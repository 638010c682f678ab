"""A signer's certificate is revoked years after signing, as when somebody leaves office: the paper is kept verifiable all the same."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from core import clock
from core.refused import Refused
from signing.actions import upkeep
from signing.actions.signing import seal_with, sign_with
from signing.levels import status
from signing.levels.status import Standing
from signing.models import Upkeep
from signing.verify.judge import judge
from signing.verify.trust import read_certificates
from signing.verify.verdicts import Verdict
from tests.signing import makers
from tests.signing.test_upkeep import DAY, _set_up, issued, later  # noqa: F401 (fixtures)
from tests.signing.way import asked, sent


@contextmanager
def revoked(state_ca, label, since):
    state_ca.revoke(label, since=since)
    try:
        yield
    finally:
        state_ca.revoke(label, since=None)


def renewed(state_ca, moment):
    with later(state_ca, moment):
        upkeep.keep_up()
    return Upkeep.objects.get()


@pytest.mark.parametrize("label", ["leader", "seal"])
def test_who_leaves_office_does_not_end_the_renewal_of_what_was_signed(issued, state_ca, label):  # noqa: F811
    upkeep.keep_up()
    left = clock.now() + 20 * DAY
    with revoked(state_ca, label, left.replace(microsecond=0)):
        for years in (0, 1, 2):
            moment = max(Upkeep.objects.get().due_at, clock.now() + years * 365 * DAY) + DAY
            care = renewed(state_ca, moment)
            assert (care.failures, care.rounds) == (0, years + 1), care.trouble
            found = judge(care.newest.read(), read_certificates([state_ca.root_pem]), moment + DAY)
            assert found.verdict == Verdict.VALID
            assert found.signatures[0].level == "B-LTA"


def test_who_was_revoked_before_the_proved_time_is_not_helped(issued, state_ca):  # noqa: F811
    """The key was gone when the paper was signed: renewing it would hide that. It is noted at the paper."""
    upkeep.keep_up()
    with revoked(state_ca, "leader", (clock.now() - DAY).replace(microsecond=0)):
        care = renewed(state_ca, Upkeep.objects.get().due_at + DAY)
    assert (care.failures, care.rounds) == (1, 0)
    assert "thu hồi" in care.trouble


def test_a_paper_still_on_its_way_is_not_sealed_for_somebody_revoked_meanwhile(who, state_ca):
    route = sent(who)
    sign_with(asked(route), state_ca.key("leader"), seen=route.current.sha256, by=who.an)
    route.refresh_from_db()
    moment = clock.now() + DAY
    with (
        revoked(state_ca, "leader", moment.replace(microsecond=0)),
        later(state_ca, moment + DAY),
        pytest.raises(Refused, match="thu hồi"),
    ):
        seal_with(asked(route), state_ca.key("seal"), seen=route.current.sha256, by=who.chi)


def test_a_key_that_was_lost_before_it_was_revoked_is_read_as_the_verifier_reads_it(monkeypatch):
    """Revoked yesterday, bad for 400 days: a signature proved 200 days ago is not kept up as if nothing were."""
    key, certificate = makers.self_signed()
    now, day = datetime.now(UTC).replace(microsecond=0), timedelta(days=1)
    lost = x509.InvalidityDate((now - 400 * day).replace(tzinfo=None))
    entry = x509.RevokedCertificateBuilder(certificate.serial_number, now - day)
    row = entry.add_extension(lost, critical=False).build()
    made = x509.CertificateRevocationListBuilder(certificate.subject, now - day, now + day)
    made = made.add_revoked_certificate(row).sign(key, hashes.SHA256()).public_bytes(Encoding.DER)
    monkeypatch.setattr(status, "_list_at", lambda *_asked: made)
    said = status._by_crl("", certificate, certificate, now, 1)
    assert (said.standing, said.revoked_at) == (Standing.REVOKED, now - 400 * day)
