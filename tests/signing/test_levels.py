"""Every level of PAdES with a real authority, and what others say of it: pdfsig, OpenSSL, qpdf, pyHanko."""

from __future__ import annotations

import datetime as dt
import io
import subprocess

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.levels import chains, lines, raising
from signing.levels.chains import NotGood
from signing.levels.inventory import inventory
from signing.levels.lines import Asked, NoAnswer, ask
from signing.levels.raising import Ground, Level, Unrooted
from signing.levels.stamps import stamper
from signing.pdf.draft import Mark, NoTimestamp, hashed
from signing.pdf.prepare import Wanted, prepare
from signing.pdf.revision import NotAppendable
from tests.services import free_port
from tests.signing import nss, witnesses
from tests.signing.makers import with_object_streams
from tests.world import pdf as plain_pdf

FIELD = "ChuKy1"
KINDS = ("leader", "deputy")  # RSA-2048, P-256


@pytest.fixture(autouse=True)
def _near(settings):
    """The test's authority listens on this machine; nothing that was said before is remembered."""
    settings.OUTGOING_HOSTS = ["127.0.0.1"]
    chains.forget()


@pytest.fixture(scope="session")
def page():
    return prepare(plain_pdf(pages=1), Wanted(signers=("An",), number=False)).content


@pytest.fixture
def ground(state_ca):
    return _ground(state_ca)


def _ground(state_ca, which="tsa", now=None):
    root = state_ca.certificate("root")
    return Ground(stamper(state_ca.tsa(which)), (root,), now or dt.datetime.now(dt.UTC), seconds=30)


def signed_at(content, level, state_ca, ground, *, who="leader", field=FIELD, certify=True):
    mark = Mark(field, reason="Ký duyệt", certify=certify)
    made = (
        content
        + raising.sign_at(content, mark, key=state_ca.key(who), level=level, ground=ground).tail
    )
    return made + raising.archive(made, ground=ground).tail if level == Level.LTA else made


@pytest.fixture(scope="session")
def nssdir(state_ca, tmp_path_factory):
    return nss.trusting(tmp_path_factory.mktemp("nss"), state_ca.root_pem)


@pytest.fixture(params=[(who, level) for who in KINDS for level in Level], ids=str)
def one(request, page, state_ca, ground, tmp_path):
    who, level = request.param
    path = tmp_path / "one.pdf"
    path.write_bytes(signed_at(page, level, state_ca, ground, who=who))
    return who, level, path


def test_four_witnesses_agree_at_every_level(one, state_ca, nssdir):
    _who, level, path = one
    content = path.read_bytes()
    assert inventory(path).signatures[FIELD].level == level
    witnesses.pdfsig_trusts(path, nssdir, whole=level != Level.LTA)
    subprocess.run(["qpdf", "--check", path], capture_output=True, check=True)
    witnesses.openssl_trusts(content, state_ca, path.parent)
    witnesses.pyhanko_trusts(content, state_ca, timed=level != Level.B)
    witnesses.we_trust(content, state_ca, level)


@pytest.mark.parametrize("level", [Level.B, Level.LT], ids=str)
@pytest.mark.parametrize("who", ["revoked", "expired"])
def test_a_bad_certificate_is_refused_before_signing(page, state_ca, ground, who, level):
    with pytest.raises(NotGood) as refused:
        signed_at(page, level, state_ca, ground, who=who)
    assert refused.value.standing == who


def test_an_unknown_authority_gets_no_long_term_signature(page, state_ca, leader, ground):
    with pytest.raises(Unrooted):
        raising.sign_at(page, Mark(FIELD), key=leader, level=Level.LT, ground=ground)


@pytest.mark.parametrize("how", ["down", "wrong", "huge"])
def test_a_spoilt_timestamp_authority_stops_the_signing(page, state_ca, ground, how):
    with state_ca.behave("tsa", how), pytest.raises(NoTimestamp):
        signed_at(page, Level.T, state_ca, ground)


def test_when_ocsp_is_silent_the_list_is_read(page, state_ca, ground):
    assert len(inventory(signed_at(page, Level.LT, state_ca, ground)).proofs["ocsps"]) == 1
    chains.forget()
    with state_ca.behave("ocsp", "down"):
        made = signed_at(page, Level.LT, state_ca, ground)
        with pytest.raises(NotGood):
            signed_at(page, Level.LT, state_ca, ground, who="revoked")
    found = inventory(made)
    assert found.signatures[FIELD].level == Level.LT
    assert not found.proofs["ocsps"]
    assert len(found.proofs["crls"]) == 2


def test_when_nobody_answers_only_b_b_is_signed(page, state_ca, ground):
    with state_ca.behave("ocsp", "down"), state_ca.behave("crls", "wrong"):
        with pytest.raises(NotGood) as refused:
            signed_at(page, Level.LT, state_ca, ground)
        made = signed_at(page, Level.B, state_ca, ground)
    assert refused.value.standing == "unknown"
    assert inventory(made).signatures[FIELD].level == Level.B


def test_an_answer_about_another_time_is_not_believed(page, state_ca):
    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=100)
    with state_ca.clock(long_ago), pytest.raises(NotGood):
        signed_at(page, Level.LT, state_ca, _ground(state_ca), who="deputy")


STEPS = [
    (Level.B, Level.T),
    (Level.B, Level.LT),
    (Level.B, Level.LTA),
    (Level.T, Level.LT),
    (Level.LT, Level.LTA),
]


@pytest.mark.parametrize(("low", "high"), STEPS, ids=str)
def test_a_file_is_raised_later_by_appending(page, state_ca, tmp_path, low, high):
    file, ground = tmp_path / "raised.pdf", _ground(state_ca)
    before = signed_at(page, low, state_ca, ground)
    file.write_bytes(before)
    raising.raise_file(file, high, ground=ground)
    after = file.read_bytes()
    assert after.startswith(before)
    assert inventory(after).signatures[FIELD].level == high
    witnesses.pyhanko_trusts(after, state_ca, timed=low != Level.B)
    witnesses.we_trust(after, state_ca, high)


def test_a_second_signature_over_a_long_term_one_keeps_both(state_ca, ground):
    content = prepare(plain_pdf(pages=2), Wanted(signers=("An", "Bình"))).content
    first = signed_at(content, Level.LT, state_ca, ground)
    second = signed_at(
        first, Level.LT, state_ca, ground, who="deputy", field="ChuKy2", certify=False
    )
    last = raising.archive(second, ground=ground).tail
    found = inventory(second + last)
    assert [one.level for one in found.signatures.values()] == [Level.LTA, Level.LTA]
    assert len(found.proofs["certificates"]) == len(set(found.proofs["certificates"]))
    for signature in PdfFileReader(io.BytesIO(second + last)).embedded_regular_signatures:
        signature.compute_integrity_info()
        assert signature.summarise_integrity_info()["docmdp_ok"]


def test_files_with_object_streams_get_their_own_kind_of_table(state_ca, ground, tmp_path, nssdir):
    content = prepare(with_object_streams(), Wanted(signers=("An",), number=False)).content
    assert b"/Type /XRef" in content[-3000:] or b"/XRef" in content
    path = tmp_path / "streams.pdf"
    path.write_bytes(signed_at(content, Level.LTA, state_ca, ground))
    subprocess.run(["qpdf", "--check", path], capture_output=True, check=True)
    witnesses.pdfsig_trusts(path, nssdir, whole=False)


def test_a_running_hash_saves_the_second_reading(page, state_ca, ground):
    first = raising.sign_at(
        page, Mark(FIELD), key=state_ca.key("deputy"), level=Level.LT, ground=ground
    )
    running = hashed(page)
    running.update(first.tail)
    whole = page + first.tail
    made = whole + raising.archive(whole, ground=ground, before=running).tail
    assert inventory(made).signatures[FIELD].level == Level.LTA
    witnesses.openssl_trusts(made, state_ca, state_ca.folder)


BAD = [
    "file:///etc/passwd",
    "ftp://example.com/x",
    "http://user:secret@example.com/",
    "http://169.254.169.254/latest",
    "http://10.0.0.1/crl",
    "http://[::1]/x",
    "http://0/x",
]


@pytest.mark.parametrize("url", BAD)
def test_addresses_in_certificates_never_lead_inside(settings, url):
    settings.OUTGOING_HOSTS = []
    with pytest.raises(NoAnswer):
        ask(Asked(url))


def test_a_dead_and_a_slow_authority_end_in_time(state_ca):
    with pytest.raises(NoAnswer):
        ask(Asked(f"http://127.0.0.1:{free_port()}/"))
    with state_ca.behave("crls", "slow"), pytest.raises(NoAnswer):
        ask(Asked(f"{state_ca.url}/city/crls/root/latest.crl"), seconds=0.3)


def test_who_kept_us_waiting_in_vain_is_not_asked_again_for_a_moment(state_ca, monkeypatch):
    """Only silence counts: who says no at once is asked again at once."""
    url = f"{state_ca.url}/city/crls/interm/latest.crl"
    state_ca.asked.clear()
    with state_ca.behave("crls", "slow"):
        with pytest.raises(NoAnswer):
            ask(Asked(url), seconds=0.3)
        with pytest.raises(NoAnswer, match="a moment ago"):
            ask(Asked(url))
        assert len(state_ca.asked) == 1
    with state_ca.behave("crls", "down"):
        for _time in range(2):
            with pytest.raises(NoAnswer, match="503"):
                ask(Asked(url))
    monkeypatch.setattr(lines, "RESTS", 0)
    with state_ca.behave("crls", "slow"):
        for _time in range(2):
            with pytest.raises(NoAnswer) as silence:
                ask(Asked(url), seconds=0.3)
            assert "a moment ago" not in str(silence.value)
    assert ask(Asked(url))


def _elsewhere(content):
    """The last table is said to be where it is not; readers mend that silently."""
    at = content.rindex(b"startxref")
    return content[:at] + b"startxref\n17\n%%EOF\n"


@pytest.mark.parametrize(
    "spoil", [_elsewhere, lambda content: content[:-400]], ids=["elsewhere", "cut"]
)
def test_nothing_is_appended_to_a_damaged_file(page, state_ca, ground, spoil):
    with pytest.raises(NotAppendable):
        signed_at(spoil(page), Level.B, state_ca, ground)
