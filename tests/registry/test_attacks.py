"""What people and organisations try that is not theirs: answers to others' documents, recalls in others' names."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.clock import now, today
from documents import witness
from documents.witness import Opinion
from registry.actions import drafts, exchange
from registry.actions.exchange import set_organ
from registry.actions.exchange_in import take_in
from registry.actions.incoming import Facts, receive
from registry.edxml.build import document_message
from registry.edxml.facts import NEW, RECALL, Document, Party
from registry.incoming_ears import answers_tick_what_they_answer
from registry.models import Exchange, Organ
from registry.transports import Http, NotDelivered
from tests import world

pytestmark = pytest.mark.django_db
OURS, THEIRS, STRANGER = "000.00.01.H56", "000.00.02.H56", "000.00.03.H56"


@pytest.fixture(autouse=True)
def judged(monkeypatch):
    judge = lambda _path: Opinion("valid", "Chữ ký hợp lệ.", ())  # noqa: E731
    monkeypatch.setitem(witness._known, "judge", judge)


def came(who):
    upload = SimpleUploadedFile("cv.pdf", world.pdf("Cong van", 1), "application/pdf")
    facts = Facts(subject="Rà soát quy hoạch", issuer="Bộ Xây dựng", notation="3120/BXD")
    return receive(who.committee, uploads=[upload], facts=facts, by=who.chi)


def issued_answer(who, row, by):
    draft = drafts.start_draft(
        kind="cv", agency=who.department, unit=who.department, subject="trả lời", signer=by,
        capacity="GIÁM ĐỐC", by=by, reply_key=f"incoming.{row.pk}",
    )  # fmt: skip
    number = SimpleNamespace(notation="9/SNV")
    return SimpleNamespace(draft=draft, number=number, get_absolute_url=lambda: "/registry/")


def test_nobody_ticks_a_document_they_do_not_see(who):
    row = came(who)
    forged = issued_answer(who, row, who.dung)
    answers_tick_what_they_answer(SimpleNamespace(who=who.dung), forged)
    row.refresh_from_db()
    assert row.reply == ""
    Exchange.objects.create(outgoing=False, status="", uid="x", own=OURS, other=THEIRS, sha256="0" * 64, size=1, at=now(), incoming=row)  # fmt: skip
    assert exchange._answered(forged) is None
    true = issued_answer(who, row, who.chi)
    answers_tick_what_they_answer(SimpleNamespace(who=who.chi), true)
    row.refresh_from_db()
    assert row.reply == "9/SNV"
    assert exchange._answered(true) is not None


def message(tmp_path, sender, business=NEW, **more):
    parts = (Party(sender, "Ai đó"), (Party(THEIRS, "Sở"),))
    file = tmp_path / "cv.pdf"
    file.write_bytes(world.pdf("Cong van", 1))
    made = Document(
        *parts, "7", "CV-UBND", today(), "Giao kế hoạch", place="Sông Hà", signer="An",
        business=business, **more,
    )  # fmt: skip
    path = tmp_path / f"{sender}-{business}.edxml"
    path.write_bytes(document_message(made, at=now()))
    return path


def test_a_document_is_recalled_by_its_sender_only(who, tmp_path):
    set_organ(who.department, code=THEIRS, by=who.chi)
    organ = Organ.objects.get(code=THEIRS)
    row = came(who)
    about = f"{OURS},{today():%Y/%m/%d},7/CV-UBND"
    Exchange.objects.create(outgoing=False, status="", uid=about, own=THEIRS, other=OURS, sha256="1" * 64, size=1, at=now(), state="taken", incoming=row)  # fmt: skip
    forged = message(tmp_path, STRANGER, RECALL, about=about, reason="Vô hiệu")
    assert take_in(forged, organ).state == "unfit"
    row.refresh_from_db()
    assert row.note == ""
    take_in(message(tmp_path, OURS, RECALL, about=about, reason="Sai thẩm quyền"), organ)
    row.refresh_from_db()
    assert "Sai thẩm quyền" in row.note


@pytest.mark.parametrize("code", ["../admin", "x?y=1", "a/b", "", "x" * 14])
def test_a_code_is_no_path_at_the_adapter(code, tmp_path, monkeypatch):
    monkeypatch.setattr(Http, "_ask", None)  # nothing leaves
    with pytest.raises(NotDelivered):
        Http("http://127.0.0.1:1", tmp_path).send(code, tmp_path / "m.edxml")
