"""The kinds of checks a rule may make; each answers what was measured where it deviates, and nothing where it fits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from signing.looks.reading import Box, Part, Reading

SIZE_SLACK = 0.3  # points
LENGTH_SLACK = 1.2  # millimetres


@dataclass(frozen=True)
class Measured:
    """One place that deviates."""

    value: str
    page: int = 0
    box: Box | None = None
    text: str = ""


Check = Callable[[Reading], Iterator[Measured]]


@dataclass(frozen=True)
class Rule:
    """One rule of a form: its id, clause, component and aspect, what is required, and how it is checked."""

    id: str
    clause: str
    component: str
    aspect: str
    required: str
    check: Check = field(compare=False)
    severity: str = "wrong"


def number(value: float) -> str:
    """Write a number short: 12.5, 13."""
    return f"{round(value, 1):g}"


def at(part: Part, value: str) -> Measured:
    """Say that ``value`` was measured at a component."""
    return Measured(value, part.page, part.box, part.text[:160])


def size(name: str, least: float, most: float) -> Check:
    """The letters of a component have a size of ``least`` to ``most`` points."""

    def check(read: Reading) -> Iterator[Measured]:
        for part in read.all(name):
            if part.size is not None and not least - SIZE_SLACK <= part.size <= most + SIZE_SLACK:
                yield at(part, f"{number(part.size)} pt")

    return check


def bold(name: str, *, wanted: bool) -> Check:
    """A component is bold, or is not."""

    def check(read: Reading) -> Iterator[Measured]:
        for part in read.all(name):
            if part.bold is not None and part.bold != wanted:
                yield at(part, "bold" if part.bold else "not_bold")

    return check


def italic(name: str, *, wanted: bool) -> Check:
    """A component is italic, or upright."""

    def check(read: Reading) -> Iterator[Measured]:
        for part in read.all(name):
            if part.italic is not None and part.italic != wanted:
                yield at(part, "italic" if part.italic else "upright")

    return check


def capital(name: str, *, wanted: bool) -> Check:
    """A component is in capitals, or is not."""
    from signing.looks.words import capitals

    def check(read: Reading) -> Iterator[Measured]:
        for part in read.all(name):
            if capitals(part.text) != wanted:
                yield at(part, "capitals" if not wanted else "small_letters")

    return check


def centred(name: str) -> Check:
    """A component stands in the middle."""

    def check(read: Reading) -> Iterator[Measured]:
        for part in read.all(name):
            if part.align and part.align != "center":
                yield at(part, "not_centred")

    return check


def ruled(name: str, least: float, most: float) -> Check:
    """A rule stands below the component, ``least`` to ``most`` of its text's length."""

    def check(read: Reading) -> Iterator[Measured]:
        for part in read.all(name):
            if part.rule is None:
                continue
            if not part.rule:
                yield at(part, "no_rule")
            elif not least <= part.rule <= most:
                yield at(part, f"{round(part.rule * 100)} %")

    return check


def there(name: str, *, unless: Callable[[Reading], bool] | None = None) -> Check:
    """The component is on the paper."""

    def check(read: Reading) -> Iterator[Measured]:
        if read.first(name) is None and not read.scanned and not (unless and unless(read)):
            yield Measured("missing")

    return check


def said(name: str, wrong: Callable[[Part, Reading], str]) -> Check:
    """What a component says is right: ``wrong`` answers what is not, "" when it is."""

    def check(read: Reading) -> Iterator[Measured]:
        for part in read.all(name):
            value = wrong(part, read)
            if value:
                yield at(part, value)

    return check


def margin(side: str, least: float, most: float) -> Check:
    """A margin is ``least`` to ``most`` millimetres."""

    def check(read: Reading) -> Iterator[Measured]:
        value = read.margins.get(side)
        if value is None or (side in ("top", "bottom") and read.scanned):
            return
        upper = (
            value if side != "bottom" or read.source == "docx" else read.margins.get("full", least)
        )
        slack = LENGTH_SLACK if read.source == "pdf" else 0.3
        room = 12.0 if read.source == "pdf" and side in ("top", "bottom") else slack
        if value < least - slack or upper > most + room:
            yield Measured(f"{number(value if value < least - slack else upper)} mm")

    return check
