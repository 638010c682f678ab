"""EAA and SSA beyond text: letters drawn as lines, comments that viewers draw themselves, pictures that hide a digit."""

from __future__ import annotations

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string

from signing.verify.verdicts import Attack, Reason, Verdict
from tests.signing import attacks_certified as certified
from tests.signing import makers

STROKES = {
    "H": ((0, 0, 0, 12), (0, 6, 7, 6), (7, 0, 7, 12)),
    "U": ((0, 12, 0, 0), (0, 0, 7, 0), (7, 0, 7, 12)),
    "Y": ((0, 12, 3.5, 6), (7, 12, 3.5, 6), (3.5, 6, 3.5, 0)),
    "0": ((0, 0, 0, 12), (0, 12, 7, 12), (7, 12, 7, 0), (7, 0, 0, 0)),
}
TEXT, MARGIN = certified.TEXT, certified.MARGIN


def strokes(said, colour=b"0 G", at=(4, 4)):
    """Letters as lines."""
    parts = [b"%s 1.6 w" % colour]
    for number, letter in enumerate(said):
        x, y = at[0] + number * 12, at[1]
        parts += [
            b"%g %g m %g %g l S" % (x + a, y + b, x + c, y + d) for a, b, c, d in STROKES[letter]
        ]
    return b"\n".join(parts)


def refused(found):
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.HIDDEN), found
    assert found.signatures[0].attack == Attack.CERTIFICATION
    return True


def undrawn(data, subtype, rect, **more):
    """A comment that every viewer draws by itself."""

    def change(writer):
        one = {"/Type": "/Annot", "/Subtype": subtype}
        note = generic.DictionaryObject({pdf_name(k): pdf_name(v) for k, v in one.items()})
        note[pdf_name("/Rect")] = certified.numbers(rect)
        note[pdf_name("/F")] = generic.NumberObject(4)
        for key, value in more.items():
            note[pdf_name(f"/{key}")] = value
        first = certified.page(writer)
        first["/Annots"].append(writer.add_object(note))
        writer.update_container(first["/Annots"])

    return certified.updated(data, change)


@pytest.fixture(scope="module")
def allowed(leader):
    return certified.certified(leader)


@pytest.mark.parametrize("kind", ["/Ink", "/Square", "/PolyLine", "/Highlight", "/Text"])
def test_letters_drawn_as_lines_are_letters(kind, allowed, verdict):
    assert refused(verdict(certified.commented(allowed, kind, MARGIN, strokes("HUY"))))


def test_a_digit_put_before_the_first_letter_joins_the_line(allowed, verdict):
    assert refused(verdict(certified.commented(allowed, "/Ink", (54, 774, 70, 796), strokes("0"))))


@pytest.mark.parametrize(
    ("kind", "place", "code"),
    [
        ("/Ink", MARGIN, strokes("HUY", b"0 0 1 RG")),  # a blue pen
        (
            "/Ink",
            (530, 700, 560, 730),
            b"0 G 1.5 w 4 12 m 10 4 l 24 26 l S",
        ),  # a tick in the margin
        ("/Square", (50, 690, 520, 810), b"0 G 2 w 4 4 460 110 re S"),  # a frame
        ("/StrikeOut", TEXT, b"0 G 1 w 10 12 m 400 12 l S"),
        ("/Caret", (66, 768, 78, 780), b"0 0 1 RG 1 1 m 6 11 l 11 1 l S"),
    ],
)
def test_what_readers_write_on_paper_may_be_added(kind, place, code, allowed, verdict):
    found = verdict(certified.commented(allowed, kind, place, code))
    assert (found.verdict, found.reason) == (Verdict.VALID, Reason.GOOD_THEN_COMMENTED), found


@pytest.mark.parametrize("colour", [b"0 g", b"0.6 g"])
def test_a_bar_of_any_colour_swallows_letters(colour, allowed, verdict):
    bar = colour + b" 0 0 440 30 re f"
    assert refused(verdict(certified.commented(allowed, "/Square", TEXT, bar)))


def test_comments_that_some_viewers_show_only(allowed, verdict):
    hidden = {"F": generic.NumberObject(2)}
    assert refused(verdict(certified.commented(allowed, "/Popup", MARGIN, certified.PRINT)))
    assert refused(verdict(certified.commented(allowed, "/Square", TEXT, b"", **hidden)))


def test_comments_without_a_drawing_do_not_lie_on_text(allowed, verdict):
    white, lines = certified.numbers((1, 1, 1)), certified.numbers((70, 785, 400, 785))
    thick = generic.DictionaryObject({pdf_name("/W"): generic.NumberObject(20)})
    said = {"Contents": pdf_string("Giao 900 ty"), "DA": pdf_string("/Helv 14 Tf 0 g")}
    assert refused(verdict(undrawn(allowed, "/FreeText", MARGIN, **said)))
    assert refused(verdict(undrawn(allowed, "/Polygon", TEXT, IC=white)))
    assert refused(verdict(undrawn(allowed, "/Line", TEXT, BS=thick, L=lines)))
    assert refused(verdict(undrawn(allowed, "/Line", MARGIN, L=lines)))  # drawn outside its place
    note = verdict(undrawn(allowed, "/Text", MARGIN, Contents=pdf_string("xem lại")))
    assert note.verdict == Verdict.VALID, note


@pytest.mark.parametrize("flags", [4 | 8, 4 | 16])
def test_only_icons_stay_as_large_at_every_zoom(flags, allowed, verdict):
    """What does not zoom with its page lies over other letters when one looks from afar."""
    apart = {"F": generic.NumberObject(flags)}
    frame = b"0.8 0.9 1 rg 0 0 20 20 re f"
    assert refused(verdict(certified.commented(allowed, "/Square", MARGIN, frame, **apart)))
    assert verdict(undrawn(allowed, "/Text", MARGIN, **apart)).verdict == Verdict.VALID


def test_no_comment_is_drawn_around_its_place(allowed, verdict):
    around = certified.numbers((-200, -200, -200, -200))
    assert refused(verdict(undrawn(allowed, "/Square", MARGIN, RD=around)))
    within = certified.numbers((1, 1, 1, 1))
    assert verdict(undrawn(allowed, "/Square", MARGIN, RD=within)).verdict == Verdict.VALID


@pytest.mark.parametrize("key", ["AF", "PA", "Dest"])
def test_a_comment_leads_nowhere_and_carries_nothing(key, allowed, verdict):
    found = verdict(undrawn(allowed, "/Square", MARGIN, **{key: generic.ArrayObject()}))
    assert found.verdict == Verdict.MODIFIED


def test_a_second_signature_hides_no_digit(leader, agency, verdict):
    first = makers.pyhanko_signs(certified.paper(), leader, box=(60, 100, 200, 150))
    digit, free = (109, 768, 123, 800), (300, 100, 420, 160)
    other = b"1 g 0 0 14 32 re f 0 g BT /F1 18 Tf 2 8 Td (9) Tj ET"
    frame = b"1 g 0 0 120 60 re f 1 0 0 RG 4 4 110 50 re S"
    places = ((digit, other, Verdict.MODIFIED), (free, frame, Verdict.VALID))
    for place, code, expected in places:
        found = verdict(certified.sneaky_signature(first, agency, place, code))
        assert found.verdict == expected, found
