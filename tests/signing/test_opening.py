"""The quicker reader finds what pyHanko finds: the same objects and the same usages in every revision."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.verify import naming, sight
from signing.verify.opening import Reader
from signing.verify.verdicts import Verdict
from tests.signing import attacks, attacks_certified, attacks_shadow, hostile, makers
from tests.world import pdf

SHADOWS = (
    "hide",
    "field_replaced",
    "layer_switched",
    "promised",
    "store_with_more",
    "page_swapped",
)


def same(data: bytes) -> int:
    """Compare our reader with pyHanko's over all revisions; return how many usages were compared."""
    ours, theirs = Reader(io.BytesIO(data)), PdfFileReader(io.BytesIO(data), strict=False)
    compared = 0
    for number in range(theirs.xrefs.total_revisions - 1):
        mine, old = ours.get_historical_resolver(number), theirs.get_historical_resolver(number)
        try:
            old._load_reverse_xref_cache()
        except KeyError:  # the first table of a linearized file has no root
            with pytest.raises(KeyError):
                mine._load_reverse_xref_cache()
            continue
        mine._load_reverse_xref_cache()
        for later in range(theirs.xrefs.total_revisions):
            for one in theirs.xrefs.explicit_refs_in_revision(later):
                assert mine._get_usages_of_ref(one) == old._get_usages_of_ref(one), (number, one)
                assert looks(mine, one) == looks(old, one), (number, one)
                compared += len(old._get_usages_of_ref(one))
    return compared


def looks(source, reference):
    try:
        found = source(reference)
    except Exception as error:  # noqa: BLE001 (what pyHanko cannot read, neither can we)
        return type(error)
    out = io.BytesIO()
    found.write_to_stream(out, None)
    return type(found), out.getvalue()


@pytest.mark.parametrize("name", SHADOWS)
def test_shadow_files_are_read_alike(name, leader):
    _before, after = getattr(attacks_shadow, name)(leader)
    assert same(after)


CHANGED = ("isa_content", "isa_annotation", "object_freed", "hide_and_replace", "form_removed")


@pytest.mark.parametrize("name", CHANGED)
def test_sealed_files_and_what_was_added_are_read_alike(name, sealed):
    assert same(getattr(attacks, name)(sealed)) > same(sealed) / 2 > 0


@pytest.mark.parametrize("name", ["with_object_streams", "hybrid", "pdf_2", "linearized"])
def test_all_kinds_of_tables_are_read_alike(name, leader):
    once = makers.pyhanko_signs(getattr(makers, name)(), leader, strict=False, name="A")
    twice = makers.pyhanko_signs(once, leader, strict=False, name="B", box=(20, 20, 100, 60))
    assert same(twice)


def tagged(mode):
    """Two pages whose ten paragraphs stand in a structure tree, signed twice."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(pages=2))) as paper:
        element = {"Type": pikepdf.Name.StructElem, "S": pikepdf.Name.P}
        root = paper.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        top = paper.make_indirect(pikepdf.Dictionary(**element, P=root))
        rows = [
            paper.make_indirect(pikepdf.Dictionary(**element, P=top, Pg=page.obj, K=number))
            for page in paper.pages
            for number in range(5)
        ]
        top.K, root.K, paper.Root.StructTreeRoot = pikepdf.Array(rows), top, root
        root.ParentTree = paper.make_indirect(
            pikepdf.Dictionary(Nums=[0, paper.make_indirect(pikepdf.Array(rows))])
        )
        paper.save(out, object_stream_mode=mode)
    return out.getvalue()


@pytest.mark.parametrize("mode", ["disable", "generate"])
def test_tagged_files_are_read_alike(mode, leader, verdict):
    once = makers.pyhanko_signs(tagged(pikepdf.ObjectStreamMode[mode]), leader, name="A")
    twice = makers.pyhanko_signs(once, leader, name="B", box=(20, 20, 100, 60))
    assert same(twice)
    assert verdict(twice).verdict == Verdict.VALID
    ours = Reader(io.BytesIO(twice))
    assert len(ours.elements_at(0)) == 10  # as pyHanko: one that stands alone in /K is not counted
    assert ours.elements_at(1) is ours.elements_at(2)  # signing touches none of them


def test_usages_of_any_object_are_found_when_asked(sealed):
    ours = Reader(io.BytesIO(sealed)).get_historical_resolver(0)
    pages = ours.root.raw_get("/Pages").reference
    assert ours._get_usages_of_ref(pages) == set()  # as pyHanko: nothing before it was looked for
    ours._load_reverse_xref_cache()
    assert [path.path for path in ours._get_usages_of_ref(pages)] == [("/Root", "/Pages")]


def test_each_object_is_read_once_for_all_revisions(leader, monkeypatch, verdict):
    data = makers.pyhanko_signs(attacks_certified.paper(), leader, name="S0")
    for number in range(1, 6):
        box = (20 + number * 80, 20, 90 + number * 80, 60)
        data = makers.pyhanko_signs(data, leader, name=f"S{number}", box=box)
    reads = []
    read = Reader._read_object

    def counted(self, ref, place, **how):
        reads.append((ref.idnum, place, how.get("as_metadata_stream")))
        return read(self, ref, place, **how)

    monkeypatch.setattr(Reader, "_read_object", counted)
    assert verdict(data).verdict == Verdict.VALID
    assert len(reads) == len(set(reads))


def signed(paper, leader, count):
    for number in range(count):
        box = (20 + number * 80, 20, 90 + number * 80, 60)
        paper = makers.pyhanko_signs(paper, leader, name=f"S{number}", box=box)
    return paper


def test_each_version_of_a_page_is_drawn_three_times(leader, monkeypatch, verdict):
    """Bare and with its marks to compare, larger to look what is covered; the whole file with marks only, then."""
    drawn = []
    draw = sight._drawn

    def counted(document, index, scale, *, annotated):
        drawn.append((id(document), index, scale, annotated))
        return draw(document, index, scale, annotated=annotated)

    monkeypatch.setattr(sight, "_drawn", counted)
    assert verdict(signed(attacks_certified.paper(), leader, 4)).verdict == Verdict.VALID
    assert len(drawn) <= 3 * 4  # three that were signed, and the whole file


def test_pages_that_a_revision_does_not_touch_are_not_asked_what_they_show(
    leader, monkeypatch, verdict
):
    asked = []
    turned = naming._turned
    monkeypatch.setattr(naming, "_turned", lambda *what: asked.append(what) or turned(*what))
    assert verdict(signed(pdf(pages=30), leader, 3)).verdict == Verdict.VALID
    assert len(asked) == 2 * 2  # of two revisions: the tree of pages, and the page that was signed


def test_a_long_table_of_contents_does_not_make_a_file_changed(leader, verdict):
    """1,500 entries in a row are deeper than pyHanko's search for usages can go."""
    first, last = 6, 1505
    rows = [b"<</Title(Muc)/Parent 5 0 R/Next %d 0 R>>" % (one + 1) for one in range(first, last)]
    outlines = b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (first, last, last - 5)
    paper = attacks_certified.written(
        [
            b"<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            b"<</Length 0>>stream\n\nendstream",
            outlines,
            *rows,
            b"<</Title(Cuoi)/Parent 5 0 R>>",
        ]
    )
    once = makers.pyhanko_signs(paper, leader, name="A")
    twice = makers.pyhanko_signs(once, leader, name="B", box=(20, 20, 100, 60))
    assert verdict(twice).verdict == Verdict.VALID


def test_cyclic_pages_and_fields_end(leader, verdict):
    for name in ("cyclic_pages", "cyclic_fields"):
        assert verdict(getattr(hostile, name)(leader)).verdict in set(Verdict)
