"""Pages and what lies on them: which page an annotation is on, and where."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver

from signing.pdf.reading import entry, items

ROUNDED = 0.001  # points
DEEPEST, MOST = 40, 20_000  # levels of the page tree, pages

COMMENTS = frozenset(
    [
        "/Text",
        "/FreeText",
        "/Highlight",
        "/Underline",
        "/Squiggly",
        "/StrikeOut",
        "/Popup",
        "/Caret",
        "/Ink",
        "/Line",
        "/Square",
        "/Circle",
        "/Polygon",
        "/PolyLine",
        "/Stamp",
    ]
)
ACTIVE = frozenset(
    {"/A", "/AA", "/FT", "/OC", "/MK", "/AF", "/PA", "/Dest"}
)  # what no mere comment has


@dataclass(frozen=True)
class Box:
    """A place on a page that may look different now: by whom, and what stands there."""

    page: int
    rect: tuple[float, float, float, float]
    kind: str  # seal, field, comment
    name: str = ""


Page = tuple[Any, generic.DictionaryObject]


def pages(source: HistoricalResolver) -> list[Page]:
    """Return reference and dictionary of each page in order, walked once a revision; endless trees are cut off."""
    kept = vars(source)
    if "pages" not in kept:
        kept["pages"] = list(_walked(source))
    found: list[Page] = kept["pages"]
    return found


def _walked(source: HistoricalResolver) -> Iterator[Page]:
    seen: set[Any] = set()
    waiting = [(entry(source.root, "/Pages"), None, 0)]
    while waiting and len(seen) < MOST:
        node, reference, depth = waiting.pop()
        kids = entry(node, "/Kids")
        if not isinstance(kids, generic.ArrayObject):
            if isinstance(node, generic.DictionaryObject):
                yield reference, node
            continue
        below = []
        for index in range(len(kids)):
            raw = kids.raw_get(index)
            mark = getattr(raw, "reference", None)
            if depth < DEEPEST and mark is not None and mark not in seen:
                seen.add(mark)
                below.append((raw.get_object(), mark, depth + 1))
        waiting += reversed(below)


def weight(page: generic.DictionaryObject) -> int:
    """Return how many bytes of the file a page's content and its pictures take: how long drawing it may last."""
    drawings = entry(entry(page, "/Resources"), "/XObject")
    named = (
        [drawings[key] for key in drawings]
        if isinstance(drawings, generic.DictionaryObject)
        else []
    )
    parts = [entry(page, "/Contents"), *items(entry(page, "/Contents")), *named]
    return sum(len(one.encoded_data) for one in parts if isinstance(one, generic.StreamObject))


def drawn_by_form(before: HistoricalResolver, after: list[Page]) -> set[int]:
    """Return the pages (from 0) with fields, when viewers may draw fields otherwise than by the form of ``before``."""
    forms = [entry(before.root, "/AcroForm"), entry(before.reader.root, "/AcroForm")]
    if all(
        entry(forms[0], key) == entry(forms[1], key) for key in ("/DR", "/DA", "/NeedAppearances")
    ):
        return set()
    return {
        number
        for number, (_reference, page) in enumerate(after)
        if any(entry(one, "/Subtype") == "/Widget" for _mark, one in annotations(page))
    }


def annotations(page: generic.DictionaryObject) -> Iterator[tuple[Any, generic.DictionaryObject]]:
    """Yield reference and dictionary of each annotation of a page."""
    found = entry(page, "/Annots")
    for index in range(len(found) if isinstance(found, generic.ArrayObject) else 0):
        raw = found.raw_get(index)
        one = raw.get_object() if isinstance(raw, generic.IndirectObject) else raw
        if isinstance(one, generic.DictionaryObject):
            yield getattr(raw, "reference", None), one


def same_page(before: Any, after: Any) -> bool:
    """Say whether two page dictionaries say the same but for their annotations; numbers may be rounded (MuPDF)."""
    if not all(isinstance(one, generic.DictionaryObject) for one in (before, after)):
        return False
    keys = before.keys() - {"/Annots"}
    return keys == after.keys() - {"/Annots"} and all(
        same_value(before.raw_get(key), after.raw_get(key)) for key in keys
    )


def same_value(before: Any, after: Any) -> bool:
    """Say whether two values are the same, or lists of the same numbers but for their rounding."""
    if before == after:
        return True
    lists = isinstance(before, generic.ArrayObject) and isinstance(after, generic.ArrayObject)
    if not lists or len(before) != len(after):
        return False
    try:
        return all(
            abs(float(one) - float(two)) < ROUNDED for one, two in zip(before, after, strict=True)
        )
    except (TypeError, ValueError):
        return False


def is_comment(one: Any) -> bool:
    """Say whether an object is a plain comment: one of the kinds people write, without any action."""
    return (
        isinstance(one, generic.DictionaryObject)
        and not isinstance(one, generic.StreamObject)
        and entry(one, "/Subtype") in COMMENTS
        and not ACTIVE & set(one.keys())
    )


def rect_of(one: generic.DictionaryObject) -> tuple[float, float, float, float] | None:
    """Return left, bottom, right, top of an annotation; ``None`` without a real place."""
    try:
        a, b, c, d = (float(one["/Rect"][index]) for index in range(4))
    except (KeyError, TypeError, ValueError, IndexError):
        return None
    left, right, bottom, top = min(a, c), max(a, c), min(b, d), max(b, d)
    return (left, bottom, right, top) if right > left and top > bottom else None


@dataclass
class Layout:
    """Where the annotations of one revision lie."""

    source: HistoricalResolver
    placed: dict[Any, tuple[int, generic.DictionaryObject]] = field(default_factory=dict)
    count: int = 0

    def __post_init__(self) -> None:
        for number, (_reference, page) in enumerate(pages(self.source)):
            self.count = number + 1
            for reference, one in annotations(page):
                if reference is not None:
                    self.placed.setdefault((reference.idnum, reference.generation), (number, one))

    def box(self, reference: Any, kind: str, name: str = "") -> Box | None:
        """Return the place of an annotation by its reference; ``None`` when it is on no page or has no size."""
        found = self.placed.get((reference.idnum, reference.generation)) if reference else None
        rect = rect_of(found[1]) if found else None
        return Box(found[0], rect, kind, name) if found and rect else None


def layout_of(source: HistoricalResolver) -> Layout:
    """Return where the annotations of a revision lie, found once."""
    kept = vars(source)
    if "layout" not in kept:
        kept["layout"] = Layout(source)
    found: Layout = kept["layout"]
    return found
