"""Vietnamese text folded for searching."""

import unicodedata

import pytest

from core.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Họp  không giấy", "hop khong giay"),
        ("ĐỀ NGHỊ Ủy ban", "de nghi uy ban"),
        (unicodedata.normalize("NFD", "Quyết định số 05/QĐ-UBND"), "quyet dinh so 05/qd-ubnd"),
        ("ắ ặ ẵ ệ ơ ữ ỵ Ỹ", "a a a e o u y y"),
        ("  \t\n ", ""),
        ("mot\x00hai\x07ba", "mot hai ba"),  # PostgreSQL takes no NUL
        ("🙂 họp", "🙂 hop"),
    ],
)
def test_tone_marks_case_and_spaces_do_not_matter(text, folded):
    assert fold(text) == folded
    assert fold(folded) == folded
