"""Pictures as people have them: a photo on yellowish paper, a scan of 16 bits, one that was turned, one much wider than high."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from signing.looks.check import from_bytes
from signing.pdf import images
from signing.pdf.pieces import MM
from signing.pdf.prepare import Wanted, prepare, signature_field
from signing.pdf.sign import Mark, sign
from tests.signing import ink
from tests.signing.forms import DATA, right

NAME = DATA["signing"]["name"]


def bare(image):
    """The share of the picture through which the paper is seen."""
    return image.getchannel("A").histogram()[0] / (image.width * image.height)


@pytest.mark.parametrize("paper", [(255, 255, 255), (225, 222, 205), (200, 205, 210)])
def test_the_paper_of_a_photo_becomes_transparent(paper):
    photo = Image.new("RGB", (900, 400), paper)
    hand = images.read(ink.hand(ink.BLACK)).resize((700, 300))
    photo.paste(hand, (100, 50), hand)
    clean = images.mended(images.read(ink.png(photo)), images.SIGNATURE)
    assert bare(clean) > 0.6
    assert clean.getpixel((5, 5))[3] == 0
    assert images.facts(images.trimmed(clean), images.SIGNATURE).wrong == ()


def test_a_scan_of_sixteen_bits_is_read():
    grey = images.read(ink.hand(ink.BLACK, ground=ink.WHITE)).convert("L")
    raw = b"".join(bytes((0, level)) for level in grey.tobytes())
    deep = images.read(ink.png(Image.frombytes("I;16", grey.size, raw)))
    assert deep.convert("L").getextrema() == pytest.approx(grey.getextrema(), abs=2)


def test_a_picture_that_says_it_lies_on_its_side_is_turned():
    hand, exif = images.read(ink.hand()), Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    hand.save(out, "PNG", exif=exif)
    assert images.read(out.getvalue()).size == hand.size[::-1]


@pytest.mark.parametrize("size", [(3000, 150), (1600, 300), (150, 2400)])
def test_a_flat_or_a_narrow_picture_stands_between_title_and_name(size, leader):
    hand = images.read(ink.hand()).resize(size)
    found = images.facts(hand, images.SIGNATURE)
    wide, high = (side * MM for side in found.mm)
    made = prepare(right("decision"), Wanted(signers=(NAME,), hands=((wide, high),), seal=False))
    assert made.doubts == {}
    look = images.as_page(hand, found.mm)
    signed = sign(made.content, Mark(signature_field(1), look), key=leader)
    assert from_bytes(signed).deviations == ()
