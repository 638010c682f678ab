"""An annex is printed with every kind of document, and says whose annex it is without a blank that nobody fills."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from documents.typeset import typeset
from registry.kinds import KINDS
from tests.signing.forms import DATA

ANNEX = [
    {"kind": "annex", "label": "PHỤ LỤC I", "text": "Danh mục công trình", "note": "(Kèm theo văn bản này)"},
    {"kind": "para", "text": "Trạm cấp nước số 1."},
]  # fmt: skip


@pytest.mark.parametrize("form", sorted({kind.form for kind in KINDS.values()}))
def test_every_sheet_prints_its_annexes(form):
    made = typeset(form, {"kind": "VĂN BẢN", **DATA, "annexes": ANNEX})
    document = pypdfium2.PdfDocument(io.BytesIO(made.pdf))
    last = document[len(document) - 1].get_textpage().get_text_range()
    assert "DANH MỤC CÔNG TRÌNH" in last
    assert "Trạm cấp nước số 1." in last


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "word"), [("qd", "Quyết định"), ("d_kh", "Kế hoạch")])
def test_an_annex_says_whose_it_is(kind, word):
    from registry.actions import texts, way
    from tests import world
    from tests.registry.desk import drafted

    who = world.cast()
    draft = drafted(who, kind=kind)
    texts.add_text(draft, after="", text="Danh mục công trình", by=who.chi, kind="annex")
    draft.refresh_from_db()
    whose = [one["of"] for one in way.printable(draft)["annexes"] if one["kind"] == "annex"]
    assert [(one["kind"], one["notation"]) for one in whose] == [(word, way.symbol_of(draft))]
    made = typeset(draft.known.form, {**way.printable(draft), "number": "", "date": ""})
    document = pypdfium2.PdfDocument(io.BytesIO(made.pdf))
    said = document[len(document) - 1].get_textpage().get_text_range()
    assert f"(Kèm theo {word} số" in said


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "said"), [("d_nq", "T/M BAN THƯỜNG VỤ\nK/T BÍ THƯ\nPHÓ BÍ THƯ"), ("nq", "TM. BAN THƯỜNG VỤ\nKT. BÍ THƯ\nPHÓ BÍ THƯ")])  # fmt: skip
def test_the_party_writes_by_whose_order_with_a_slash(kind, said):
    from registry.actions import way
    from tests import world
    from tests.registry.desk import drafted

    draft = drafted(world.cast(), kind=kind)
    draft.capacity = "TM. BAN THƯỜNG VỤ\nKT. BÍ THƯ\nPHÓ BÍ THƯ"
    assert way.printable(draft)["signing"]["capacity"] == said
