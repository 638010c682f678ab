"""The visible marks as one-page PDFs with their own embedded letters, drawn by typst.

A static page brings its glyphs and widths with it, so no diacritic can be lost or set askew, whatever fonts the
machine has: Libertinus Serif is inside the typst package. Signatures are blue, seals red (Decree 30/2020/NĐ-CP,
appendix I, part II, 7.d and 8.a); both are transparent.
"""

import hashlib
import random
from collections.abc import Iterator
from functools import lru_cache

from documents.typeset import draw

FONTS = ("Tinos", "Libertinus Serif")
BLUE, RED = "#1c3f94", "#d0161b"
SAMPLE = "MẪU"
STROKE = 0.9  # half a stroke's width and a little, in points

TEXT = """
#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)
#set text(font: {fonts}, size: {size}pt, lang: "vi", fill: black, bottom-edge: "baseline", top-edge: "cap-height")
#place(bottom + {side}, dy: -3.6pt, text(style: {style}, json(bytes(sys.inputs.value))))
"""

SIGNATURE = """
#set page(width: 150pt, height: 72pt, margin: 0pt, fill: none)
#place(dx: 0pt, dy: 0pt, curve(
  stroke: (paint: rgb("{blue}"), thickness: 1.5pt, cap: "round", join: "round"),
{strokes}
))
"""

NAME = """
#set page(width: 150pt, height: 40pt, margin: 2pt, fill: none)
#set text(font: {fonts}, size: 13pt, lang: "vi", style: "italic", fill: rgb("{blue}"), hyphenate: false)
#align(center + horizon, json(bytes(sys.inputs.value)))
"""

SEAL = """
#let data = json(bytes(sys.inputs.value))
#let red = rgb("{red}")
#let size = 102pt
#set page(width: size, height: size, margin: 0pt, fill: none)
#set text(font: "Libertinus Serif", weight: "bold", fill: red, lang: "vi")
#let centred(body) = place(center + horizon, body)
#let ring(r, w) = centred(circle(radius: r, stroke: w + red))
#let letter(body, angle, r) = place(center + horizon, rotate(angle, origin: center + horizon,
  box(width: 0pt, height: 2 * r, align(center + top, box(width: 20pt, align(center, body))))))
#let around(words, r, size, middle, step) = {{
  let all = words.clusters()
  let count = all.len()
  let step = calc.min(step, 250 / calc.max(count, 1))
  for (i, one) in all.enumerate() {{
    letter(text(size: size, one), (middle + (i - (count - 1) / 2) * step) * 1deg, r)
  }}
}}
#let under(words, r, size, step) = {{
  let all = words.clusters()
  let count = all.len()
  for (i, one) in all.enumerate() {{
    letter(rotate(180deg, text(size: size, one)), (180 - (i - (count - 1) / 2) * step) * 1deg, r)
  }}
}}
#ring(49.5pt, 2.2pt)
#ring(46.6pt, 0.6pt)
#ring(33.5pt, 0.9pt)
#around(data.over, 44.2pt, 7.6pt, 0, 9.2)
#under(data.under, 44.6pt, 7.6pt, 9.2)
#centred(move(dy: -7pt, polygon(fill: red, ..range(10).map(i => {{
  let r = if calc.odd(i) {{ 5.4pt }} else {{ 14pt }}
  (r * calc.sin(i * 36deg) + 14pt, 14pt - r * calc.cos(i * 36deg))
}}))))
#centred(move(dy: 15pt, box(width: 60pt, align(center, par(leading: 2pt, text(size: 8.4pt, data.middle))))))
"""


@lru_cache(maxsize=256)
def text_picture(
    value: str,
    width: float,
    height: float,
    *,
    size: float = 13.0,
    italic: bool = False,
    side: str = "center",
) -> bytes:
    """Return ``value`` set in a box of ``width`` × ``height`` points, on the baseline of the printed line."""
    style = '"italic"' if italic else '"normal"'
    source = TEXT.format(
        width=width, height=height, size=size, style=style, side=side, fonts=_list(FONTS)
    )
    return draw(source, value)


@lru_cache(maxsize=256)
def signature_picture(name: str) -> bytes:
    """Return a sample of a handwritten signature: blue strokes that are always the same for the same name."""
    return draw(SIGNATURE.format(blue=BLUE, strokes=_strokes(name)), "")


def initial_picture(name: str) -> bytes:
    """Return the sample of a small signature (ký nháy): the person's strokes, drawn small by their field."""
    return signature_picture(name)


@lru_cache(maxsize=256)
def name_picture(name: str) -> bytes:
    """Return the name in blue: what a paper of one's own shows where no picture was uploaded."""
    return draw(NAME.format(blue=BLUE, fonts=_list(FONTS)), name)


@lru_cache(maxsize=64)
def seal_picture(agency: str, *, place: str = "", sample: bool = True) -> bytes:
    """Return the agency's round seal, 36 mm, red; a sample says so in its middle."""
    under = f"★ {place.upper()} ★" if place else "★"
    data = {"over": agency.upper(), "under": under, "middle": SAMPLE if sample else ""}
    return draw(SEAL.format(red=RED), data)


def _list(names: tuple[str, ...]) -> str:
    return "(" + ", ".join(f'"{name}"' for name in names) + ",)"


def _strokes(name: str) -> str:
    """Return the strokes of a made-up signature as typst curve parts: loops that run to the right, then a flourish.

    They fill the sheet from edge to edge, so that the picture's size is that of its ink.
    """
    dice = random.Random(hashlib.sha256(name.encode()).digest())  # noqa: S311 (a picture, not a secret)
    x, y = 14.0, 40.0 + dice.uniform(-6, 6)
    start = (x, y)
    curves: list[tuple[float, ...]] = []
    for _loop in range(dice.randint(4, 6)):
        tall, wide = dice.uniform(16, 34), dice.uniform(9, 16)
        curves.append(
            (x + wide * 1.4, y - tall, x - wide * 0.4, y - tall * 1.1, x + wide * 0.5, y + 6)
        )
        x, y = x + wide * 0.5, y + 6
        curves.append((x + 3, y + 9, x + wide * 0.8, y + 4, x + wide, y - 8))
        x, y = x + wide, y - 8 + dice.uniform(-1, 5)
    curves.append((x + 20, y - 16, 142, y - 8, 138, 30 + dice.uniform(-8, 4)))
    curves.append((112, 62, 40, 66, 22, 56 + dice.uniform(-3, 5)))
    return _filling(start, curves)


def _filling(start: tuple[float, float], curves: list[tuple[float, ...]]) -> str:
    """Return the curves as typst parts, stretched so that their ink fills the sheet."""
    ink = list(_points(start, curves))
    least_x, most_x = min(x for x, _y in ink), max(x for x, _y in ink)
    least_y, most_y = min(y for _x, y in ink), max(y for _x, y in ink)

    def spot(x: float, y: float) -> str:
        across = STROKE + (x - least_x) / (most_x - least_x) * (150 - 2 * STROKE)
        down = STROKE + (y - least_y) / (most_y - least_y) * (72 - 2 * STROKE)
        return f"({across:.1f}pt, {down:.1f}pt)"

    parts = [f"  curve.move({spot(*start)})"]
    parts += [
        f"  curve.cubic({spot(*one[0:2])}, {spot(*one[2:4])}, {spot(*one[4:6])})" for one in curves
    ]
    return ",\n".join(parts)


def _points(
    start: tuple[float, float], curves: list[tuple[float, ...]]
) -> Iterator[tuple[float, float]]:
    """Yield points of the curves (cubic, by Bernstein's polynomials), close enough to know how far they reach."""
    here = start
    for a, b, c, d, e, f in curves:
        for step in range(25):
            t = step / 24
            u = 1 - t
            weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
            yield (
                sum(w * x for w, x in zip(weights, (here[0], a, c, e), strict=True)),
                sum(w * y for w, y in zip(weights, (here[1], b, d, f), strict=True)),
            )
        here = (e, f)
