"""An signs, Chi numbers and seals; wrong PINs, swapped files and second tries change nothing."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from core.refused import Refused
from documents import actions as papers
from documents.models import RegisterNumber
from journal.models import Entry
from notices.models import Notice
from signing import actions
from signing.models import Signature, SigningKey
from signing.strongbox import DEMO_PIN, trusted
from signing.verify.judge import judge
from signing.verify.trust import read_certificates
from signing.verify.verdicts import Verdict
from tests.signing.way import asked, decision, seals, sent, signs

pytestmark = pytest.mark.usefixtures("demonstration")


def test_a_decision_is_signed_numbered_and_sealed(who):
    route = sent(who)
    signs(route, who)
    seals(route, who)
    route.refresh_from_db()
    assert route.state == "completed"
    assert route.paper.notation == "01/QĐ-UBND"
    found = judge(route.signed_version.read(), read_certificates(trusted()))
    assert found.verdict == Verdict.VALID
    assert [one.signer for one in found.signatures] == [str(who.an), str(who.committee)]
    assert [one.covers_whole_file for one in found.signatures] == [False, True]


def test_the_bell_rings_for_whoever_acts_next(who):
    route = sent(who)
    assert Notice.objects.filter(user=who.an, url=route.get_absolute_url()).exists()
    assert not Notice.objects.filter(user=who.chi, key__contains="step").exists()
    signs(route, who)
    assert Notice.objects.filter(user=who.chi, key__contains="step").exists()


def test_a_wrong_pin_signs_nothing_and_is_counted(who):
    route = sent(who)
    with pytest.raises(Refused, match="PIN"):
        signs(route, who, pin="87654321")
    assert SigningKey.objects.get(holder=who.an).wrong_pins == 1
    assert not Signature.objects.exists()
    assert asked(route).kind == "sign"


def test_a_key_rests_after_five_wrong_pins(who):
    route = sent(who)
    for _try in range(5):
        with pytest.raises(Refused):
            signs(route, who, pin="00000000")
    with pytest.raises(Refused):
        signs(route, who, pin=DEMO_PIN)


def test_what_was_not_shown_is_not_signed(who):
    route = sent(who)
    with pytest.raises(Refused):
        actions.sign(asked(route), pin=DEMO_PIN, seen=route.draft.sha256, by=who.an)
    papers.version_from_bytes(route.paper, content=route.draft.read(), name="khac.pdf", by=who.chi)
    with pytest.raises(Refused):
        signs(route, who)
    assert not Signature.objects.exists()


def test_signing_twice_signs_once(who):
    route = sent(who)
    step, seen = asked(route), route.current.sha256
    for _try in range(2):
        actions.sign(step, pin=DEMO_PIN, seen=seen, by=who.an)
    assert Signature.objects.count() == 1


def test_a_seal_that_fails_takes_no_number(who, monkeypatch):
    route = sent(who)
    signs(route, who)

    def broken(*_args, **_kwargs):
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("signing.levels.making.make", broken)
        with pytest.raises(OSError, match="disk"):
            seals(route, who)
    assert not RegisterNumber.objects.exists()
    assert asked(route).kind == "number"
    seals(route, who)
    assert RegisterNumber.objects.get().number == 1


def test_the_clerk_cannot_seal_before_the_leader_signed(who):
    route = sent(who)
    number = route.steps.get(kind="number")
    with pytest.raises(Refused):
        actions.number_and_seal(number, pin=DEMO_PIN, seen=route.current.sha256, by=who.chi)


def test_returned_with_a_reason_the_paper_is_a_draft_again(who):
    route = sent(who)
    with pytest.raises(Refused):
        actions.return_route(asked(route), reason=" ", by=who.an)
    actions.return_route(asked(route), reason="Sửa Điều 2", by=who.an)
    route.refresh_from_db()
    assert (route.state, route.reason, route.paper.state) == ("returned", "Sửa Điều 2", "draft")
    told = Entry.objects.get(event="signing.route_returned")
    assert told.data["reason"] == "Sửa Điều 2"


def test_recalled_it_cannot_be_signed(who):
    route = sent(who)
    actions.recall(route, reason="Nhầm tệp", by=who.chi)
    with pytest.raises(Refused):
        signs(route, who)


def test_a_paper_is_on_one_way_only(who):
    route = sent(who)
    with pytest.raises(Refused):
        actions.start(
            paper=route.paper,
            version=route.current,
            steps=[actions.StepSpec("sign", who.an)],
            by=who.chi,
        )


@pytest.mark.parametrize("kinds", [["seal"], ["number", "sign"], ["sign", "number"], []])
def test_the_order_is_the_decrees(who, kinds):
    paper = decision(who)
    with pytest.raises(Refused):
        actions.start(
            paper=paper,
            version=paper.versions.get(),
            steps=[actions.StepSpec(kind, who.an, who.committee) for kind in kinds],
            by=who.chi,
        )


def test_a_key_made_elsewhere_is_kept_under_a_pin_of_its_own(who, settings, leader):
    settings.DEMO = False
    route = sent(who)
    with pytest.raises(Refused):
        signs(route, who)
    content = p12(leader)
    with pytest.raises(Refused):
        actions.import_key(content, passphrase="wrong", pin="long-enough", owner=who.an)
    with pytest.raises(Refused):
        actions.import_key(content, passphrase="mat-khau", pin="short", owner=who.an)
    actions.import_key(content, passphrase="mat-khau", pin="long-enough", owner=who.an)
    settings.DEMO = True  # a drawn sample of a signature will do
    signs(route, who, pin="long-enough")
    assert Signature.objects.get().signer == leader.holder


def p12(key):
    encryption = serialization.BestAvailableEncryption(b"mat-khau")
    chain = list(key.chain)
    return pkcs12.serialize_key_and_certificates(
        b"", key.private, key.certificate, chain, encryption
    )
