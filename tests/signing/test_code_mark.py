"""The code beside the QR: every letter of the codes can be drawn, and is printed where a person reads it."""

from __future__ import annotations

import pypdfium2
import pytest

from signing.actions.routes import ALPHABET
from signing.pdf import code_mark
from signing.pdf.prepare import Wanted, prepare

MM = 72 / 25.4


def test_every_letter_of_the_codes_has_its_squares():
    assert set(code_mark.COLUMNS) == set(ALPHABET)
    assert len(set(code_mark.COLUMNS.values())) == len(ALPHABET)
    assert all(0 < bits < 128 for columns in code_mark.COLUMNS.values() for bits in columns)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://x/verify/ABCDEFGHJKMN/", "ABCDEFGHJKMN"),
        ("http://x/verify/abc/", ""),
        ("", ""),
    ],
)
def test_the_code_is_the_end_of_the_address(address, code):
    assert code_mark.code_of(address) == code


def test_the_code_stands_beside_the_qr_and_not_in_the_text(draft):
    dark = {}
    for code in ("22222222YYYY", "WWWWWWWWWWWW"):
        made = prepare(draft, Wanted(signers=(), address=f"http://127.0.0.1/verify/{code}/"))
        page = pypdfium2.PdfDocument(made.content)[0]
        picture = page.render(scale=4, grayscale=True).to_pil()
        bottom = picture.height - int(14 * MM * 4)
        box = (int(23 * MM * 4), bottom, int(30 * MM * 4), picture.height - int(6 * MM * 4))
        dark[code] = sum(value < 128 for value in picture.crop(box).tobytes())
    assert 0 < dark["22222222YYYY"] < dark["WWWWWWWWWWWW"]
