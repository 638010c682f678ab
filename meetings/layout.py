"""Where the places of a room stand (pure): a drawing in whole units, worked out from a shape and a number.

The sheet is 1,600 units wide; its height follows the shape. Place 1 is the chair's, 2 and 3 sit at its sides, then
outwards: whoever comes first by protocol sits nearest the chair. ``moved`` puts single places somewhere else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, hypot, pi, sin

WIDTH = 1600
STEP = 20  # places moved by hand stand on this grid
CHAIR_Y = 90  # the row of the chair
ROW_GAP, ARM, AISLE = 125, 122, 130
MARGIN = 80


@dataclass(frozen=True)
class Spot:
    """A place on the sheet: its number and its middle."""

    number: int
    x: int
    y: int


@dataclass(frozen=True)
class Table:
    """A piece of furniture: a rectangle (``round``: with round ends) by its top left corner."""

    x: int
    y: int
    width: int
    height: int
    radius: int = 12


@dataclass(frozen=True)
class Layout:
    """The whole drawing; ``size`` is the radius of a place."""

    height: int
    spots: Sequence[Spot]
    tables: Sequence[Table]
    size: int


Points = list[tuple[float, float]]
Drawing = tuple[Points, list[Table], int]


def layout(shape: str, places: int, moved: Mapping[str, Sequence[int]] | None = None) -> Layout:
    """Draw ``places`` places in a shape; unknown shapes and places out of range are drawn as rows."""
    points, tables, height = _fitted(*SHAPES.get(shape, _rows)(max(1, places)))
    own = {int(k): (int(v[0]), int(v[1])) for k, v in (moved or {}).items()}
    spots = []
    for number, (x, y) in enumerate(points, start=1):
        left, top = own.get(number, (round(x), round(y)))
        spots.append(Spot(number, _within(left, WIDTH), _within(top, height)))
    return Layout(height, spots, tables, _size(points))


def _fitted(points: Points, tables: list[Table], height: int) -> Drawing:
    """Make a drawing that is wider than the sheet smaller, as a whole."""
    widest = max(abs(x - WIDTH / 2) for x, _y in points) + MARGIN
    factor = min(1.0, WIDTH / 2 / widest)
    if factor == 1.0:
        return points, tables, height
    shrunk = [
        Table(
            round(WIDTH / 2 + (t.x - WIDTH / 2) * factor), round(t.y * factor),
            round(t.width * factor), round(t.height * factor), round(t.radius * factor),
        )
        for t in tables
    ]  # fmt: skip
    smaller = [(WIDTH / 2 + (x - WIDTH / 2) * factor, y * factor) for x, y in points]
    return smaller, shrunk, round(height * factor)


def _within(value: int, most: int) -> int:
    return min(max(value, 30), most - 30)


def _size(points: Points) -> int:
    """Return a radius at which neighbours do not touch."""
    if len(points) < 2:
        return 34
    some = points[:80]
    nearest = min(hypot(a[0] - b[0], a[1] - b[1]) for n, a in enumerate(some) for b in some[:n])
    return int(min(34, max(9, nearest * 0.4)))


def _from_middle(number: int) -> list[float]:
    """Return the order of columns from the middle outwards, as offsets (0, -1, 1, -2, 2)."""
    if number % 2:
        return [0, *(side * n for n in range(1, number // 2 + 1) for side in (-1, 1))]
    return [side * (n + 0.5) for n in range(number // 2) for side in (-1, 1)]


def _line(number: int, y: float, width: float = WIDTH - 2 * MARGIN, most: float = 130) -> Points:
    """Return places side by side, the middle first."""
    gap = min(most, width / max(1, number))
    return [(WIDTH / 2 + offset * gap, y) for offset in _from_middle(number)]


def _ring(number: int) -> Drawing:
    """A round table: the chair at the top, then left and right by turns; many places make more rings."""
    radius, left, rings = max(200.0, min(number, 30) * 19.5), number, []
    inner = radius
    while left > 0:
        count = min(left, int(2 * pi * radius / 118))
        rings.append((count, radius))
        left, radius = left - count, radius + 130
    outer = rings[-1][1]
    middle = outer + CHAIR_Y
    points = [
        (WIDTH / 2 + r * sin(_turn(n, count)), middle - r * cos(_turn(n, count)))
        for count, r in rings for n in range(count)
    ]  # fmt: skip
    half = round(inner - 70)
    table = Table(WIDTH // 2 - half, round(middle) - half, 2 * half, 2 * half, half)
    return points, [table], round(middle + outer + CHAIR_Y)


def _turn(place: int, count: int) -> float:
    """Return the angle of the n-th place: 0 is the top, then left and right by turns."""
    side = -1 if place % 2 else 1
    return side * ceil(place / 2) * 2 * pi / max(1, count)


def _arms(number: int, inner: float, top: int, most: int) -> tuple[Points, int]:
    """Return places down both sides, left and right by turns, ``most`` a column, and how long the columns are."""
    points: Points = []
    length = min(most, max(1, ceil(number / 2)))
    for place in range(number):
        column, row = divmod(place // 2, most)
        x = inner + column * 130
        points.append((WIDTH / 2 + (x if place % 2 else -x), top + row * ARM))
    return points, length


def _board(number: int) -> Drawing:
    """A long table seen from the chair's end: the chair at the head, the others along both sides, then behind them."""
    sides, length = _arms(number - 1, 210, 230, max(12, ceil((number - 1) / 8)))
    table = Table(WIDTH // 2 - 140, 160, 280, length * ARM + 40)
    return [(WIDTH / 2, CHAIR_Y), *sides], [table], 260 + length * ARM


def _u(number: int) -> Drawing:
    """A U open at the bottom: the chair's row on top, the others down both arms, then behind them."""
    top = min(number, max(3, min(9, number // 4)) | 1)
    arms, length = _arms(number - top, 620, 270, max(10, ceil((number - top) / 8)))
    tables = [
        Table(WIDTH // 2 - 560, 160, 1120, 90), Table(WIDTH // 2 - 560, 160, 90, length * ARM + 80),
        Table(WIDTH // 2 + 470, 160, 90, length * ARM + 80),
    ]  # fmt: skip
    return [*_line(top, CHAIR_Y, 1120, 130), *arms], tables, 330 + length * ARM


def _rows(number: int) -> Drawing:
    """Rows of desks that face the chair's table, an aisle in the middle."""
    head = min(number, 3 if number > 12 else 1)
    rest = number - head
    across = max(2, ceil((rest * 1.5) ** 0.5))
    across += across % 2
    tables = [Table(WIDTH // 2 - 260, 150, 520, 60)]
    points = _line(head, CHAIR_Y)
    for place in range(rest):
        row, offset = divmod(place, across)
        x = _beside_aisle(_from_middle(across)[offset], 122)
        points.append((x, 330 + row * ROW_GAP))
    return points, tables, 400 + max(1, ceil(rest / across)) * ROW_GAP


def _beside_aisle(offset: float, gap: float) -> float:
    return WIDTH / 2 + offset * gap + (AISLE / 2 if offset > 0 else -AISLE / 2)


def _hall(number: int) -> Drawing:
    """A hall: a rostrum for the presiding, curved rows below it."""
    head = min(number, 1 if number < 20 else 5)
    points, rest, radius = _line(head, CHAIR_Y), number - head, 420.0
    while rest > 0:
        count = min(rest, int(radius * 1.9 / 116))
        angles = [offset * 116 / radius for offset in _from_middle(count)]
        points += [(WIDTH / 2 + radius * sin(a), radius * cos(a) - 40) for a in angles]
        rest, radius = rest - count, radius + 122
    height = round(max(y for _x, y in points) + 90)
    return points, [Table(WIDTH // 2 - 330, 150, 660, 60)], max(260, height)


def _free(number: int) -> Drawing:
    """Places on a plain grid, to be moved where they belong."""
    across = min(number, max(12, ceil((number * 1.6) ** 0.5)))
    lines = ceil(number / across)
    points: Points = []
    for row in range(lines):
        here = min(across, number - row * across)
        points += _line(here, CHAIR_Y + row * 120, across * 120)
    return points, [], CHAIR_Y + lines * 120 + 20


SHAPES: Mapping[str, Callable[[int], Drawing]] = {
    "round": _ring, "board": _board, "u": _u, "rows": _rows, "hall": _hall, "free": _free,
}  # fmt: skip
