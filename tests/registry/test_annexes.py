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
