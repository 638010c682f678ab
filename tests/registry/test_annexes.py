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
@pytest.mark.parametrize(("kind", "said"), [("qd", "(Kèm theo Quyết định này)"), ("d_kh", "(Kèm theo Kế hoạch này)")])  # fmt: skip
def test_an_annex_says_whose_it_is_without_a_blank(kind, said):
    """The decree's “số …” would stay open: nobody writes by hand into a file that was signed."""
    from registry.actions import texts, way
    from tests import world
    from tests.registry.desk import drafted

    who = world.cast()
    draft = drafted(who, kind=kind)
    texts.add_text(draft, after="", text="Danh mục công trình", by=who.chi, kind="annex")
    draft.refresh_from_db()
    notes = [one.get("note") for one in way.printable(draft)["annexes"] if one["kind"] == "annex"]
    assert notes == [said]
