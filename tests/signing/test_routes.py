"""Ways with opinions, initials, several signers at once; sent back, left out, added, handed on."""

from __future__ import annotations

import pytest

from core.clock import today
from core.refused import Refused
from documents.models import RegisterNumber
from journal.models import Entry
from notices.models import Notice
from people.absences import announce_absence
from signing import actions
from signing.models import Signature
from signing.strongbox import DEMO_PIN, trusted
from signing.verify.judge import judge
from signing.verify.trust import read_certificates
from signing.verify.verdicts import Verdict
from tests.signing.ways import deputy, going, seen, signs, spec, states, step_of

pytestmark = pytest.mark.usefixtures("demonstration")


def verdict(route):
    route.refresh_from_db()
    return judge(route.current.read(), read_certificates(trusted()))


def opines(route, person, text=""):
    step = step_of(route, person)
    return actions.give_opinion(step, text=text, seen=seen(route), by=person)


def test_who_gives_an_opinion_signs_nothing(who):
    route = going(who, spec("review", who.binh), spec("sign", who.an))
    with pytest.raises(Refused):
        actions.sign(step_of(route, who.binh), pin=DEMO_PIN, seen=seen(route), by=who.binh)
    opines(route, who.binh, "Nhất trí, sửa Điều 2.")
    assert route.steps.get(who=who.binh).said == "Nhất trí, sửa Điều 2."
    assert Signature.objects.count() == 0
    assert states(route).startswith("review:signed sign:asked")


def test_initial_and_two_signatures_and_the_seal_are_all_valid(who):
    second = deputy()
    route = going(
        who, spec("initial", who.binh), spec("sign", second, rank=5), spec("sign", who.an, rank=5)
    )
    signs(route, who.binh)
    assert {step.who for step in route.steps.filter(state="asked")} == {second, who.an}
    signs(route, who.an)
    signs(route, second)
    step = route.steps.get(kind="number")
    actions.number_and_seal(step, pin=DEMO_PIN, seen=seen(route), by=who.chi)
    found = verdict(route)
    assert found.verdict == Verdict.VALID
    names = [one.signer for one in found.signatures]
    assert set(names) == {str(who.binh), str(who.an), str(second), str(who.committee)}
    assert route.state == "completed"


def test_of_any_one_of_them_one_is_enough(who):
    second = deputy()
    route = going(
        who, spec("sign", who.an, rank=1, one_of=True), spec("sign", second, rank=1, one_of=True)
    )
    signs(route, second)
    assert states(route) == "sign:skipped sign:signed number:asked seal:waiting"
    with pytest.raises(Refused):
        actions.sign(route.steps.get(who=who.an), pin=DEMO_PIN, seen=seen(route), by=who.an)


def test_all_of_them_are_waited_for(who):
    second = deputy()
    route = going(who, spec("sign", who.an, rank=1), spec("sign", second, rank=1))
    signs(route, second)
    assert states(route) == "sign:asked sign:signed number:waiting seal:waiting"


def test_sent_back_to_the_initial_the_signature_is_void(who):
    route = going(who, spec("initial", who.binh), spec("sign", deputy()), spec("sign", who.an))
    before = seen(route)
    signs(route, who.binh)
    signs(route, deputy())
    step, target = step_of(route, who.an), route.steps.get(kind="initial")
    with pytest.raises(Refused):
        actions.send_back(step, target, reason="", by=who.an)
    actions.send_back(step, target, reason="Sai căn cứ", by=who.an)
    assert seen(route) == before
    assert states(route).startswith("initial:asked sign:waiting sign:waiting")
    assert Signature.objects.filter(voided_at=None).count() == 0
    assert Notice.objects.filter(user=who.binh, key__contains="step").count() == 2
    signs(route, who.binh)
    signs(route, deputy())
    signs(route, who.an)
    assert verdict(route).verdict == Verdict.VALID


def test_sent_back_to_an_opinion_keeps_the_initial_before_it(who):
    route = going(who, spec("initial", who.binh), spec("review", who.dung), spec("sign", who.an))
    signs(route, who.binh)
    initialled = seen(route)
    opines(route, who.dung)
    actions.send_back(
        step_of(route, who.an), route.steps.get(kind="review"), reason="Hỏi lại", by=who.an
    )
    assert seen(route) == initialled
    assert states(route).startswith("initial:signed review:asked sign:waiting")


def test_a_paper_is_not_sent_forward_or_to_a_step_of_another_way(who):
    one = going(who, spec("review", who.binh), spec("sign", who.an))
    other = going(
        who, spec("review", who.binh), spec("sign", who.an), title="Khác", topic="folder.78"
    )
    opines(other, who.binh)
    step = step_of(one, who.binh)
    for target in (one.steps.get(kind="sign"), other.steps.get(kind="review")):
        with pytest.raises(Refused):
            actions.send_back(step, target, reason="Nhầm", by=who.binh)


def test_a_step_is_left_out_with_a_reason(who):
    route = going(who, spec("review", who.binh), spec("sign", who.an))
    actions.skip_step(step_of(route, who.binh), reason="Đã họp thống nhất", by=who.chi)
    assert states(route).startswith("review:skipped sign:asked")
    for kind in ("sign", "number", "seal"):
        with pytest.raises(Refused):
            actions.skip_step(route.steps.get(kind=kind), reason="Vội", by=who.chi)


def test_an_opinion_and_a_signature_are_added_on_the_way(who):
    route = going(who, spec("sign", who.an))
    actions.add_step(route, spec("sign", deputy(), rank=1), reason="Đồng ký", by=who.chi)
    assert states(route) == "sign:asked sign:asked number:waiting seal:waiting"
    signs(route, deputy())
    signs(route, who.an)
    assert verdict(route).verdict == Verdict.VALID
    with pytest.raises(Refused):
        actions.add_step(route, spec("sign", who.binh), reason="Muộn", by=who.chi)


def test_a_signature_is_not_added_once_somebody_signed(who):
    route = going(who, spec("sign", who.an), spec("sign", deputy()))
    signs(route, who.an)
    with pytest.raises(Refused):
        actions.add_step(route, spec("sign", who.binh), reason="Thêm", by=who.chi)


def test_an_initial_is_handed_on_and_signed_in_the_other_s_own_name(who):
    route = going(who, spec("initial", who.binh), spec("sign", who.an))
    actions.hand_on(step_of(route, who.binh), to=who.dung, reason="Đi công tác", by=who.binh)
    signs(route, who.dung)
    assert Signature.objects.get().signer == str(who.dung)
    assert route.steps.get(kind="initial").instead_of == who.binh


def test_under_a_printed_name_nobody_else_signs(who):
    route = going(who, spec("sign", who.an))
    step = step_of(route, who.an)
    assert step.printed
    with pytest.raises(Refused, match=str(who.an)):
        actions.hand_on(step, to=deputy(), right="KT", reason="Đi họp", by=who.an)
    with pytest.raises(Refused, match=str(who.an)):
        actions.sign(step, pin=DEMO_PIN, seen=seen(route), by=deputy())
    assert not Signature.objects.exists()


def test_a_signature_without_a_printed_name_is_handed_on_with_its_right(who):
    route = going(who, spec("sign", who.binh))
    step = step_of(route, who.binh)
    with pytest.raises(Refused):
        actions.hand_on(step, to=deputy(), right="TM", reason="Đi họp", by=who.binh)
    step = actions.hand_on(step, to=deputy(), right="KT", reason="Đi họp", by=who.binh)
    assert step.capacity == "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    step = actions.hand_on(step, to=who.an, right="TUQ", reason="Ủy quyền", by=deputy())
    with pytest.raises(Refused):
        actions.hand_on(step, to=who.dung, right="TUQ", reason="Ủy quyền lại", by=who.an)


def test_who_stands_in_signs_in_their_own_name(who):
    route = going(who, spec("initial", who.binh), spec("sign", who.an))
    announce_absence(who.binh, stand_in=who.dung, since=today(), until=today(), by=who.binh)
    assert Notice.objects.filter(user=who.dung, url=route.get_absolute_url()).exists()
    actions.sign(step_of(route, who.binh), pin=DEMO_PIN, seen=seen(route), by=who.dung)
    step = route.steps.get(kind="initial")
    assert (step.who, step.instead_of) == (who.dung, who.binh)
    assert Signature.objects.get().signer == str(who.dung)
    assert Entry.objects.get(event="signing.step_signed").data["standing_for"] == str(who.binh)


def test_a_number_is_never_taken_by_a_paper_that_moved(who, monkeypatch):
    """The register gave the number to another document while the seal was being made: the seal is made again."""
    from documents.registers import next_number, register_for
    from signing.actions import signing as inside
    from tests.signing.way import decision

    route = going(who, spec("sign", who.an))
    signs(route, who.an)
    other, made, calls = decision(who, title="Khác", topic="folder.79"), inside.made, []

    def slow(planned, key):
        if not calls:
            register = register_for(who.committee, "QĐ", today().year)
            next_number(register, paper=other, notation_suffix="QĐ-UBND", on=today(), by=who.chi)
        calls.append(planned.number.number)
        return made(planned, key)

    monkeypatch.setattr(inside, "made", slow)
    step = route.steps.get(kind="number")
    actions.number_and_seal(step, pin=DEMO_PIN, seen=seen(route), by=who.chi)
    assert calls == [1, 2]
    route.paper.refresh_from_db()
    assert route.paper.notation == "02/QĐ-UBND"
    assert list(RegisterNumber.objects.values_list("number", flat=True)) == [1, 2]
