"""Vietnamese names stand in the order of given names, letters before tones."""

import random

import pytest

from core.names import name_key

IN_ORDER = [
    "Nguyễn Văn An", "Trần Văn An", "Đỗ Thị Ánh", "Phan Ăn", "Lê Ân", "Trần Ba", "Phạm Thị Bình",
    "Lê Thị Chi", "Vũ Dũng", "Đặng Đạt", "Lê Em", "Hồ Êm", "Hà Hà", "Hà Hạ", "Hà Hải", "Ô Ồn", "Lý Ơn", "Tạ Uyên",
    "Mạc Ưng", "Cao Vân", "Đinh Ý",
]  # fmt: skip


def test_given_names_first_then_family_names():
    shuffled = IN_ORDER.copy()
    random.Random(7).shuffle(shuffled)
    assert sorted(shuffled, key=name_key) == IN_ORDER


@pytest.mark.parametrize(("before", "after"), [
    ("Nguyễn Thị Hòa", "Nguyễn Thị Hồng"), ("Lê Văn Đức", "Lê Văn Em"), ("Lê Anh", "Trần Anh"),
    ("Lê Văn Anh", "Lê Xuân Anh"), ("Đoàn An", "Đỗ An"), ("Lê Dung", "Lê Dũng"), ("Lê Dũng", "Lê Đan"),
    ("A", "Nguyễn A"), ("", "Lê A"),
])  # fmt: skip
def test_pairs(before, after):
    assert name_key(before) < name_key(after)


def test_composed_and_decomposed_are_one():
    import unicodedata

    for name in IN_ORDER:
        assert name_key(unicodedata.normalize("NFD", name)) == name_key(name)


@pytest.mark.parametrize("name", ["O'Brien Łukasz", "李 明", "  ", "x" * 5000])
def test_foreign_names_have_a_place_too(name):
    assert sorted([name, "Lê An"], key=name_key)
