"""Names and hex strings read in one piece are those that pyHanko reads letter by letter: value, kind, place and fault."""

from __future__ import annotations

import io
import random

import pytest
from pyhanko.pdf_utils import generic

from signing.verify import lexemes

DIGITS = [
    b"<>", b"<41>", b"<416>", b"<FEFF00410042>", b"<feff0041> /Next", b"<80ff00>", b"<41 42\n43>",
    b"<41%said aside\n42>", b"<4x>", b"<41", b"<", b"<41<42>", b"<EFBBBF41>", b"<" + b"00" * 9000 + b">",
]  # fmt: skip
NAMES = [
    b"/A ", b"/Type/Sig", b"/A#42 ", b"/A#4", b"/", b"/ ", b"/A", b"/A\x00", b"/A\xc4\x83 ", b"/A\x7f ", b"/A<",
    b"/!\"$&'*+,-.0123456789:;=?@AZ[", b"/\\^_`az|~]", b"/A%b", b"/A{", b"/A#20B(", b"A ", b"/A\tB",
]  # fmt: skip


def outcome(read, data):
    """Return all that can be seen of one reading."""
    stream = io.BytesIO(data)
    try:
        found = read(stream)
    except Exception as error:  # noqa: BLE001 (whatever pyHanko raises is what we must raise)
        return type(error), str(error)
    return type(found), found, getattr(found, "original_bytes", None), stream.tell()


@pytest.mark.parametrize("written", DIGITS)
def test_strings_of_digits_are_read_alike(written):
    assert outcome(lexemes.read_digits, written) == outcome(lexemes.slow_digits, written)


@pytest.mark.parametrize("written", NAMES)
def test_names_are_read_alike(written):
    assert outcome(lexemes.read_name, written) == outcome(lexemes.slow_name, written)


def test_every_byte_within_and_behind_is_read_alike():
    for byte in range(256):
        for before, after in ((b"/Ab", b"c "), (b"/Ab", b""), (b"<41", b"42>"), (b"<4", b">")):
            written = before + bytes([byte]) + after
            quick, slow = (
                (lexemes.read_name, lexemes.slow_name)
                if before == b"/Ab"
                else (lexemes.read_digits, lexemes.slow_digits)
            )
            assert outcome(quick, written) == outcome(slow, written), written


def test_whatever_is_drawn_by_lot_is_read_alike():
    lot = random.Random(13)
    for _number in range(2000):
        body = bytes(lot.choices(b"0123456789abcdefAB \n%>#/x", k=lot.randint(0, 12)))
        assert outcome(lexemes.read_digits, b"<" + body) == outcome(
            lexemes.slow_digits, b"<" + body
        )
        assert outcome(lexemes.read_name, b"/" + body) == outcome(lexemes.slow_name, b"/" + body)


def test_a_stream_that_is_no_memory_is_left_to_pyhanko(tmp_path):
    (tmp_path / "a").write_bytes(b"/Name <4142>")
    with (tmp_path / "a").open("rb") as stream:
        assert lexemes.read_name(stream) == "/Name"
        stream.read(1)
        assert lexemes.read_digits(stream).original_bytes == b"AB"


def test_pyhanko_reads_by_them():
    written = b"<</Type/Sig/Contents<4142>>>"
    found = generic.read_object(io.BytesIO(written), generic.Reference(1))
    assert found["/Contents"].original_bytes == b"AB"
    assert generic.read_hex_string_from_stream is lexemes.read_digits
    assert generic.NameObject.read_from_stream is lexemes.read_name
