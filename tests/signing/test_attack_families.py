"""One file for each way in which something comes into a signed file beside its pages: actions, attachments, tables, layers, tags."""

from __future__ import annotations

import pytest

from signing.verify.judge import judge
from signing.verify.verdicts import Verdict
from tests.signing.hand import FIELD, OBJECTS, SHOWN, hand_signed, later, signed_by

CERTIFIED = b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 2/V/1.2>>>>]>>"
TEXT = b"BT /F1 14 Tf 60 650 Td (900 trieu) Tj ET"
SCRIPT = b"<</S/JavaScript/JS(app.beep\\(\\))>>"
STAMP = b"<</Type/Annot/Subtype/Stamp/Rect[0 0 500 800]/F %d/AP<</N 10 0 R>>>>"
ELEMENT = b"<</Type/StructElem/S/P/P 9 0 R/Pg 3 0 R/ActualText(%s)/K 0>>"


def drawn(content, more=b""):
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


def picture(content):
    more = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>"
    return drawn(content, more)


def catalogue(more):
    return OBJECTS[1].replace(b"/Pages 2", more + b"/Pages 2")


def resources(more):
    return OBJECTS[3].replace(b"/Resources<<", b"/Resources<<" + more)


LAYERS = b"/OCProperties<</OCGs[9 0 R]/D %d 0 R/Configs[10 0 R 11 0 R]>>"
LAYERED = {
    1: catalogue(LAYERS % 10),
    3: resources(b"/Properties<</L 9 0 R>>"),
    4: drawn(SHOWN + b" /OC /L BDC " + TEXT + b" EMC"),
    9: b"<</Type/OCG/Name(x)>>",
    10: b"<</OFF[9 0 R]>>",
    11: b"<</ON[9 0 R]>>",
}
OTHER = {  # a second document within the first
    12: OBJECTS[1].replace(b"2 0 R", b"13 0 R"),
    13: b"<</Type/Pages/Kids[14 0 R]/Count 1>>",
    14: OBJECTS[3].replace(b"/Parent 2", b"/Parent 13").replace(b"4 0 R", b"15 0 R"),
    15: drawn(TEXT),
}
SHOWS_M = {3: resources(b"/XObject<</M 9 0 R>>"), 4: drawn(SHOWN + b" /M Do")}
TAGGED = b"/StructTreeRoot 9 0 R/MarkInfo<</Marked true>>"
WAYS = {  # what is signed, what comes later
    "XFA": ({}, {1: OBJECTS[1].replace(b"/Fields", b"/XFA 9 0 R/Fields"), 9: drawn(b"<xdp/>")}),
    "page labels": ({}, {1: catalogue(b"/PageLabels<</Nums[0<</P(9)>>]>>")}),
    "attachment": ({}, {1: catalogue(b"/Names<</EmbeddedFiles<</Names[(a)9 0 R]>>>>"), 9: b"<</Type/Filespec/F(a)>>"}),
    "associated file": ({}, {1: catalogue(b"/AF[9 0 R]"), 9: b"<</Type/Filespec/F(a)>>"}),
    "portfolio": ({}, {1: catalogue(b"/Collection<</View/T>>")}),
    "action on opening": ({}, {1: catalogue(b"/OpenAction" + SCRIPT)}),
    "action of a page": ({}, {3: OBJECTS[3].replace(b"/Annots", b"/AA<</O" + SCRIPT + b">>/Annots")}),
    "action of a field": ({}, {6: FIELD.replace(b"/V 7", b"/AA<</E" + SCRIPT + b">>/V 7")}),
    "needs rendering": ({}, {1: catalogue(b"/NeedsRendering true")}),
    "other configuration of layers": (LAYERED, {1: catalogue(LAYERS % 11)}),
    "spoken text": ({1: catalogue(TAGGED), 9: b"<</Type/StructTreeRoot/K 10 0 R>>", 10: ELEMENT % b"9"}, {10: ELEMENT % b"1"}),
    "resources in the tree of tags": (
        {
            1: catalogue(b"/StructTreeRoot 9 0 R"),
            3: OBJECTS[3].replace(b"<</Font<</F1 5 0 R>>>>", b"12 0 R"),
            4: drawn(SHOWN + b" /P Do"),
            9: b"<</Type/StructTreeRoot/K[12 0 R]>>",
            12: b"<</S/P/Font<</F1 5 0 R>>/XObject<</P 10 0 R>>>>",
        },
        {10: picture(TEXT)},
    ),
    "description that is drawn": ({**SHOWS_M, 1: catalogue(b"/Metadata 9 0 R"), 9: picture(b"")}, {9: picture(TEXT)}),
    "proof that is drawn": (SHOWS_M, {1: catalogue(b"/DSS<</Certs[9 0 R]>>"), 9: picture(TEXT)}),
    "stamp no longer hidden": ({3: OBJECTS[3].replace(b"[6 0 R]", b"[6 0 R 9 0 R]"), 9: STAMP % 2, 10: picture(TEXT)}, {9: STAMP % 4}),
    "unit of a page": ({3: OBJECTS[3].replace(b"/Annots", b"/UserUnit 9 0 R/Annots"), 9: b"1"}, {9: b"2"}),
    "list of contents": ({3: OBJECTS[3].replace(b"4 0 R", b"9 0 R"), 9: b"[4 0 R]"}, {9: b"[4 0 R 10 0 R]", 10: drawn(TEXT)}),
}  # fmt: skip


@pytest.mark.parametrize("rest", [CERTIFIED, b">>"], ids=["certified", "signed"])
@pytest.mark.parametrize("way", WAYS)
def test_it_is_a_change(leader, roots, way, rest):
    signed, added = WAYS[way]
    base = hand_signed(signed_by(leader), signed, size=30, rest=rest)
    assert judge(base, roots).verdict == Verdict.VALID
    found = judge(later(base, added, size=30), roots)
    assert found.verdict == Verdict.MODIFIED
    assert found.signatures[0].attack


@pytest.mark.parametrize("root", [b"/Root 12 0 R", b"/Root 12 0 R/Root 1 0 R", b"/Root 1 0 R/Root 12 0 R"])  # fmt: skip
def test_another_document_within(leader, roots, root):
    """The later trailer names another catalogue, or both: readers take the first or the last."""
    base = hand_signed(signed_by(leader), OTHER, size=30)
    data = later(base, {9: b"null"}, size=30)
    tail = data[len(base) :].replace(b"/Root 1 0 R", root)
    assert judge(base + tail, roots).verdict == Verdict.MODIFIED


@pytest.mark.parametrize("first", [True, False])
def test_a_table_that_lists_an_object_twice(leader, roots, first):
    base = hand_signed(signed_by(leader), size=30)
    data = later(base, {4: drawn(TEXT), 9: b"null"}, size=30)
    old = b"4 1\n%010d 00000 n \n" % base.find(b"4 0 obj")
    head, _word, rest = data.rpartition(b"\n4 1\n")
    row, behind = rest[:20], rest[20:]
    rows = [b"4 1\n" + row, old] if first else [old, b"4 1\n" + row]
    assert judge(head + b"\n" + b"".join(rows) + behind, roots).verdict != Verdict.VALID
