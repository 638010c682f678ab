"""Checks of what signatures show: a person's hand, the agency's seal, the mark of text on attachments and copies."""

import re
from collections.abc import Iterator

from signing.looks import words
from signing.looks.checks import Measured, number
from signing.looks.reading import Part, Reading, Shown
from signing.looks.words import plain

A4 = (210.0, 297.0)
OVERLAP, OVERLAP_SLACK = 1 / 3, 0.09
CENTRE_SLACK, SEAL_LEAST, SEAL_MOST = 4.0, 30.0, 42.0


# What signatures show ----------------------------------------------------------------------------------------------


def _hands(read: Reading) -> list[Shown]:
    return [one for one in read.shown if one.is_hand]


def _seals(read: Reading) -> list[Shown]:
    return [one for one in read.shown if one.is_seal]


def _of(one: Shown, value: str) -> Measured:
    return Measured(value, one.page, one.box, one.field)


def hand_blue(read: Reading) -> Iterator[Measured]:
    """A signature's picture is blue (II.7.d)."""
    return (_of(one, one.colour) for one in _hands(read) if one.colour != "blue")


def hand_transparent(read: Reading) -> Iterator[Measured]:
    """Its ground is transparent (II.7.d)."""
    return (_of(one, "not_transparent") for one in _hands(read) if one.opaque)


def _nearest_name(read: Reading, hand: Shown) -> Part | None:
    names = [one for one in read.all("name") if one.page == hand.page and one.box]
    middle = (hand.box[0] + hand.box[2]) / 2
    return min(names, key=lambda one: abs((one.middle or 0) - middle), default=None)


def hand_centred(read: Reading) -> Iterator[Measured]:
    """It stands in the middle between title and name (II.7.d)."""
    for one in _hands(read):
        name = _nearest_name(read, one)
        if name is None or name.box is None:
            continue
        off = (one.box[0] + one.box[2]) / 2 - (name.middle or 0)
        if abs(off) > CENTRE_SLACK:
            yield _of(one, f"{number(abs(off))} mm")
        elif one.box[1] < name.box[1] - 2:
            yield _of(one, "below_name")


def seal_red(read: Reading) -> Iterator[Measured]:
    """A seal's picture is red (II.8.a)."""
    return (_of(one, one.colour) for one in _seals(read) if one.colour != "red")


def seal_transparent(read: Reading) -> Iterator[Measured]:
    """Its ground is transparent (II.8.a)."""
    return (_of(one, "not_transparent") for one in _seals(read) if one.opaque)


def seal_size(read: Reading) -> Iterator[Measured]:
    """A seal has its real size (II.8.a); the State's round seals are 30 to 42 mm wide."""
    return (
        _of(one, f"{number(one.width)} mm")
        for one in _seals(read)
        if not SEAL_LEAST <= max(one.width, one.height) <= SEAL_MOST
    )


def seal_third(read: Reading) -> Iterator[Measured]:
    """It covers about a third of the signature's picture, on its left (II.8.a)."""
    for one in _seals(read):
        hands = [hand for hand in _hands(read) if hand.page == one.page]
        if not hands:
            continue
        hand = min(
            hands, key=lambda hand: abs(hand.box[0] - one.box[2]) + abs(hand.box[1] - one.box[1])
        )
        share = (one.box[2] - hand.box[0]) / hand.width if hand.width else 0
        level = one.box[1] < hand.box[3] and one.box[3] > hand.box[1]
        if not level or one.box[0] > hand.box[0] or abs(share - OVERLAP) > OVERLAP_SLACK:
            yield _of(one, f"{round(max(0.0, min(share, 1.0) if level else 0) * 100)} %")


# Attachments in files of their own -----------------------------------------------------------------------------------


def _marks(read: Reading) -> list[Shown]:
    return [one for one in read.shown if one.is_text]


def mark_there(read: Reading) -> Iterator[Measured]:
    """The agency's signature stands on the first page (II.8.b)."""
    if not any(one.page == 0 for one in _marks(read)):
        yield Measured("missing")


def mark_place(read: Reading) -> Iterator[Measured]:
    """At the top right of the first page (II.8.b)."""
    for one in _marks(read):
        wide, high = read.papers[one.page] if one.page < len(read.papers) else A4
        if one.page or one.box[2] < wide * 0.6 or one.box[1] < high * 0.75:
            yield _of(one, "other_place")


def mark_says(read: Reading) -> Iterator[Measured]:
    """Number and symbol, time by ISO 8601 with +07:00 (II.8.b)."""
    for one in _marks(read):
        copy = plain(one.text).startswith(("saoy", "saoluc", "trichsao"))
        numbered = copy or re.search(r"\d+/[\w-]+", one.text)
        if not numbered or not words.ISO_TIME.search(one.text.replace("\n", " ")):
            yield _of(one, one.text.replace("\n", " ")[:80])


def mark_size(read: Reading) -> Iterator[Measured]:
    """Size 10 (II.8.b)."""
    return (
        _of(one, f"{number(one.size)} pt")
        for one in _marks(read)
        if one.size is not None and abs(one.size - 10) > 0.5
    )


def mark_black(read: Reading) -> Iterator[Measured]:
    """Black (II.8.b)."""
    return (_of(one, one.colour) for one in _marks(read) if one.colour != "black")
