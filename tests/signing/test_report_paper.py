"""The report on paper stays readable where twenty people signed."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from signing.reports.files import as_pdf, grouped
from tests.signing.test_reports import checked, finding, line

pytestmark = pytest.mark.django_db


def letters(content):
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return len(document), " ".join(page.get_textpage().get_text_range() for page in document)


def later(count):
    return [
        {"revision": 2 + at, "what": "seal", "name": f"ChuKy{at}", "page": 1, "allowed": True, "by": f"Người Thứ {at}"}
        for at in range(count)
    ]  # fmt: skip


def test_nineteen_later_signatures_are_told_in_short():
    pages, said = letters(as_pdf(checked(*(finding(changes=later(19 - n)) for n in range(20)))))
    assert "và 13 thay đổi sau đó nữa" in " ".join(said.split())
    assert "Người Thứ 5" in said
    assert pages <= 15
    _pages, few = letters(as_pdf(checked(finding(changes=later(7)))))
    assert "Người Thứ 6" in few


def test_what_was_not_allowed_is_told_however_late_it_came():
    changes = [
        *later(15),
        {"revision": 40, "what": "page", "page": 1, "allowed": False, "by": "Kẻ Lạ"},
    ]
    _pages, said = letters(as_pdf(checked(finding(changes=changes))))
    assert "Kẻ Lạ" in said


def test_the_page_folds_what_is_only_counted():
    from django.template.loader import render_to_string

    one = line(changes=later(19))
    page = render_to_string("signing/report_line.html", {"line": one})
    open_part, fold = page.split('<details class="later-more">')
    assert open_part.count("Người Thứ") == 6
    assert "và 13 thay đổi sau đó nữa" in fold.split("</summary>")[0]
    assert fold.split("</details>")[0].count("Người Thứ") == 13


def test_whole_numbers_are_grouped_as_their_reader_groups_them():
    from django.utils import translation

    with translation.override("vi"):
        assert grouped(112533) == "112.533"
    with translation.override("en"):
        assert grouped(112533) == "112,533"
