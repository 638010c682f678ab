"""What was read of a document: its paper, its margins, its components. ``None`` means: not known from this kind of file.

Lengths are millimetres, sizes of letters points.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

Box = tuple[
    float, float, float, float
]  # left, bottom, right, top from the page's lower left corner


@dataclass(frozen=True)
class Part:
    """One component of the form as it stands on the page."""

    name: str
    text: str
    page: int = 0
    box: Box | None = None
    size: float | None = None
    fonts: tuple[str, ...] = ()  # other than Times New Roman (or its metric twins)
    bold: bool | None = None
    italic: bool | None = None
    black: bool | None = None
    align: str = ""  # left, center, right, justify, "" for unknown
    rule: float | None = (
        None  # length of the line below, as a share of the text; 0 when there is none
    )
    base: float | None = None

    @property
    def middle(self) -> float | None:
        """The middle from left to right, in millimetres."""
        return (self.box[0] + self.box[2]) / 2 if self.box else None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body: its first line's indent, the gap above (pt), its lines' spacing (1 is single)."""

    text: str
    page: int = 0
    size: float | None = None
    indent: float | None = None
    gap: float | None = None
    spacing: float | None = None
    justified: bool | None = None
    upright: bool | None = None


@dataclass(frozen=True)
class PageNumber:
    """What numbers a page: where it stands and how."""

    page: int
    text: str
    size: float | None = None
    centred: bool | None = None
    on_top: bool | None = None
    italic: bool | None = None


SIGNED_AT = (
    "Thời gian ký:"  # how a mark of text alone says its time (Appendix I, part I, II.8.b; part II)
)


@dataclass(frozen=True)
class Shown:
    """What one signature shows: its field, where its ink stands, its colour, whether its ground lets the paper through."""

    field: str
    page: int
    box: Box
    colour: str
    opaque: bool = False
    text: str = ""
    size: float | None = None

    @property
    def width(self) -> float:
        """Width of the ink in millimetres."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """Height of the ink in millimetres."""
        return self.box[3] - self.box[1]

    @property
    def is_seal(self) -> bool:
        """Say whether this is a seal: a field of that name (a copy's shows a mark of text), or something round of its size."""
        if SIGNED_AT in self.text:
            return False
        round_one = self.height > 0 and 0.85 < self.width / self.height < 1.18
        return self.field == "ConDau" or (round_one and self.width > 24)

    @property
    def is_text(self) -> bool:
        """Say whether this is a mark of text alone."""
        return bool(self.text) and not self.is_seal and self.colour != "blue"

    @property
    def is_hand(self) -> bool:
        """Say whether this is a person's signature (an initial beside the text is none of these)."""
        return not self.is_seal and not self.is_text and not self.field.startswith("KyNhay")


@dataclass(frozen=True)
class Reading:
    """All that was read of one document."""

    source: str  # pdf or docx
    pages: int
    papers: tuple[tuple[float, float], ...] = ()
    margins: dict[str, float] = field(default_factory=dict)  # top, bottom, left, right
    parts: tuple[Part, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    numbers: tuple[PageNumber, ...] = ()
    shown: tuple[Shown, ...] = ()
    kind: str = ""  # the name of the kind as the decree writes it; "" for an official letter
    # pages (from 0) that were looked at, of a long file its first and last
    seen: tuple[int, ...] = ()
    scanned: bool = False  # no letters to judge by
    pictured: bool = False  # it shows pictures: then it is a scan, else it is empty
    party: bool = False
    tables: bool = False  # tables stand in its body
    copies: frozenset[int] = (
        frozenset()
    )  # pages (from 0) that bear the form of a copy, not the document

    def all(self, *names: str) -> Iterator[Part]:
        """Yield the parts of these names in their order."""
        return (part for part in self.parts if part.name in names)

    def first(self, name: str) -> Part | None:
        """Return the first part of that name."""
        return next(self.all(name), None)
