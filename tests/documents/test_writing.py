"""Texts written paragraph by paragraph: what is kept of what a person typed or pasted."""

from __future__ import annotations

import pytest

from core.refused import Refused
from documents.writing import LONGEST, cleaned


def test_spaces_that_do_not_break_and_tabs_keep_words_apart():
    assert cleaned(" Điều\xa05.\tSở Xây dựng\r\nchủ trì \x00") == "Điều 5. Sở Xây dựng\nchủ trì"


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\xa0\t", "\x00"])
def test_what_nobody_could_read_is_no_paragraph(text):
    with pytest.raises(Refused):
        cleaned(text)


def test_the_longest_paragraph_is_kept_a_longer_one_is_not():
    assert len(cleaned("a" * LONGEST)) == LONGEST
    with pytest.raises(Refused):
        cleaned("a" * (LONGEST + 1))
