"""What was read of a Word file: runs of letters, paragraphs, sections."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Run:
    """Letters that look the same."""

    text: str
    size: float = 10.0
    font: str = "Times New Roman"
    bold: bool = False
    italic: bool = False
    black: bool = True


@dataclass(frozen=True)
class Para:
    """One paragraph: its runs, where it stands (table, row, column), how its lines run."""

    runs: tuple[Run, ...]
    align: str = "left"
    first: float = 0.0  # mm
    before: float = 0.0  # pt
    after: float = 0.0
    spacing: float | None = 1.0  # lines; None for an exact height
    cell: tuple[int, int, int] | None = None
    ruled: bool = False

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(run.text for run in self.runs)


@dataclass
class WordFile:
    """What was read: paragraphs in order, sections' paper and margins in mm, what numbers the pages."""

    paras: list[Para] = field(default_factory=list)
    paper: tuple[float, float] = (210.0, 297.0)
    margins: dict[str, float] = field(default_factory=dict)
    first_differs: bool = False
    heads: dict[str, list[Para]] = field(
        default_factory=dict
    )  # “default head” → paragraphs with a PAGE field
    pages: int = 1
