"""The stamp ĐẾN on a scan that lies across: upright, on the page as it is seen."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
from PIL import ImageChops

from documents.typeset import draw
from registry.stamping_child import stamp
from tests.documents.turned import ODD, odd
from tests.signing.forms import right

STAMP = "#set page(width: 50mm, height: 35mm, margin: 0pt)\n#rect(width: 100%, height: 100%, fill: red)\n#place(top + left, rect(width: 10mm, height: 10mm, fill: blue))"


@pytest.mark.parametrize("how", [one for one in ODD if one != "units"])  # PDFium shows no /UserUnit
def test_the_stamp_stands_upright_where_it_would_on_a_plain_page(how, tmp_path):
    mark = tmp_path / "stamp.pdf"
    mark.write_bytes(draw(STAMP, ""))
    pictures = []
    for name, content in (
        ("plain", right("official")),
        ("odd", odd(right("official"), **ODD[how])),
    ):
        (tmp_path / f"{name}.pdf").write_bytes(content)
        stamp(str(tmp_path / f"{name}.pdf"), str(mark), str(tmp_path / f"{name}.out.pdf"))
        page = pdfium.PdfDocument(tmp_path / f"{name}.out.pdf")[0]
        pictures.append(page.render().to_pil().convert("RGB"))
    apart = (
        ImageChops.difference(*pictures).convert("L").point(lambda level: 255 if level > 60 else 0)
    )
    assert apart.histogram()[255] < 500
