"""Finding without tone marks, and showing the place."""

import unicodedata

import pytest

from core.finding import alike, pieces, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Họp không giấy", "hop khong giay"),
        ("ĐƯỜNG Điện Biên", "duong dien bien"),
        (unicodedata.normalize("NFD", "Họp"), "hop"),
        ("İstanbul ﬁn 5²", "istanbul ﬁn 5²"),
        ("", ""),
    ],
)
def test_folding_letter_by_letter_keeps_the_length(text, folded):
    assert alike(text) == folded
    assert len(alike(text)) == len(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("asked", "words"),
    [("Họp  không-giấy!", ["hop", "khong", "giay"]), ('" OR 1=1 --', ["or", "1", "1"]), ("* & | ( ) :", []), ("", [])],
)  # fmt: skip
def test_a_question_is_taken_apart_into_plain_words(asked, words):
    assert words_of(asked) == words


def test_a_question_of_a_thousand_words_is_cut():
    assert len(words_of("a " * 1000)) == 12


def _shown(text, asked):
    return [(piece.text, piece.hit) for piece in pieces(text, words_of(asked))]


def test_the_words_are_marked_where_they_stand_with_their_own_letters():
    assert _shown("Phiên họp không giấy tờ", "hop khong giay") == [
        ("Phiên ", False), ("họp", True), (" ", False), ("không", True), (" ", False), ("giấy", True), (" tờ", False),
    ]  # fmt: skip


def test_a_word_is_not_marked_inside_another():
    assert not any(hit for _text, hit in _shown("Chấn thương", "an"))


def test_the_place_shown_is_where_the_words_stand_together():
    text = "giấy " + "x " * 300 + "họp không giấy" + " y" * 300
    shown = "".join(piece for piece, _hit in _shown(text, "hop khong giay"))
    assert "họp không giấy" in shown
    assert len(shown) < 300
