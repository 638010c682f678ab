"""Pictures of handwritten signatures and of seals: read strictly, judged, mended, put on a page of their real size.

Decree 30/2020/NĐ-CP, Appendix I, part I, II.7.d and II.8.a: PNG on a transparent ground, a signature blue, a seal red and
of its real size. Runs in the bounded child only (Pillow decodes what somebody sent). Lengths are millimetres.
"""

import io
import warnings
from dataclasses import asdict, dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageFilter, ImageOps, UnidentifiedImageError

POINTS_PER_MM = 72 / 25.4
MOST_BYTES, MOST_PIXELS, MOST_SIDE, LEAST_SIDE = (
    4 << 20,
    12_500_000,
    6000,
    60,
)  # a telephone's photo fits
BEGINS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
SIGNATURE, SEAL = "signature", "seal"
SIGNATURE_MOST = (50.0, 24.0)  # mm: what fits between title and name
BLUE, RED = (28, 63, 148), (208, 22, 27)
INK = {SIGNATURE: BLUE, SEAL: RED}
WANTED = {SIGNATURE: "blue", SEAL: "red"}
SOLID, FAINT, PALE = (
    128,
    24,
    225,
)  # alpha that counts as ink; that counts as anything; a grey that is paper
TRANSPARENT_LEAST = (
    0.08  # share of pixels that let the paper through, else the ground is not transparent
)
LEAST_DPI, GOOD_DPI = 100, 200
SEAL_ROUND = 0.06  # a seal's width and height may differ by this share
PAPER_DOTS, PAPER_WINDOW = 63, 21  # of the small picture in which the paper is looked for
STRETCH = 765  # the sum of three channels of pure white


class BadPicture(Exception):
    """The picture is refused; the argument is the word for why."""


@dataclass(frozen=True)
class Facts:
    """What a picture is: pixels of its ink, real size in mm, dots an inch there, colour, what is wrong with it."""

    width: int
    height: int
    mm: tuple[float, float]
    dpi: int
    transparent: bool
    colour: str
    wrong: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the facts as JSON can hold them."""
        return asdict(self)


def read(content: bytes) -> Image.Image:
    """Return the picture as RGBA; ``BadPicture`` for anything that is not one still, sound PNG or photo of a sane size."""
    if len(content) > MOST_BYTES:
        raise BadPicture("too_large")
    made = next((name for start, name in BEGINS.items() if content.startswith(start)), None)
    if made is None:
        raise BadPicture("not_png")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=(made,)) as image:
                _sane(image)
                image.load()
                return _eight_bits(ImageOps.exif_transpose(image)).convert("RGBA")
    except BadPicture:
        raise
    except (
        UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Warning, MemoryError,
    ) as error:  # fmt: skip
        raise BadPicture("damaged") from error


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a scan of 16 bits a dot with 8: Pillow would cut it to white."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda level: level * (1 / 256)).convert("L")


def _sane(image: Image.Image) -> None:
    wide, high = image.size
    if wide * high > MOST_PIXELS or max(wide, high) > MOST_SIDE:
        raise BadPicture("too_many_pixels")
    if min(wide, high) < LEAST_SIDE:
        raise BadPicture("too_few_pixels")
    if getattr(image, "n_frames", 1) != 1:
        raise BadPicture("moving")


def trimmed(image: Image.Image) -> Image.Image:
    """Cut off the empty margins, so that the picture's size is that of its ink."""
    solid = image.getchannel("A").point(lambda alpha: 255 if alpha >= FAINT else 0)
    box = solid.getbbox()
    if box is None:
        raise BadPicture("empty")
    return image.crop(box)


def mended(image: Image.Image, kind: str) -> Image.Image:
    """Return the ink alone in the colour of its kind: the paper becomes transparent, black or faded ink the right blue or red.

    The paper is what is lightest around each dot, so that grey or yellowish paper and the shadow on a photo are no ink.
    """
    paper = Image.new("RGBA", image.size, (255, 255, 255, 255))
    flat = Image.alpha_composite(paper, image).convert("RGB")
    red, green, blue = flat.split()
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    ink = ImageChops.subtract(_paper(darkest), darkest)
    ink = ink.point(lambda level: 0 if level < 255 - PALE else level)
    if not ink.getbbox():
        raise BadPicture("empty")
    strongest = max(level for level, count in enumerate(ink.histogram()) if count)
    ink = ink.point(lambda level: min(255, round(level * 255 / max(strongest, 1))))
    clean = Image.new("RGBA", image.size, (*INK[kind], 0))
    clean.putalpha(ink)
    return clean


def _paper(grey: Image.Image) -> Image.Image:
    """Return how light the paper is at each dot: what is darker than all around and smaller than a third is closed."""
    small = grey.copy()
    small.thumbnail((PAPER_DOTS, PAPER_DOTS), Image.Resampling.BOX)
    small = small.filter(ImageFilter.MaxFilter(PAPER_WINDOW)).filter(
        ImageFilter.MinFilter(PAPER_WINDOW)
    )
    return small.resize(grey.size, Image.Resampling.BILINEAR)


def facts(image: Image.Image, kind: str, size_mm: float = 0.0) -> Facts:
    """Judge a picture (trimmed before); ``size_mm`` is a seal's real width."""
    wide, high = image.size
    mm = _size(kind, wide, high, size_mm)
    dpi = round(wide / (mm[0] / 25.4))
    alpha = image.getchannel("A")
    clear = sum(alpha.histogram()[:SOLID]) / (wide * high)
    transparent = clear >= TRANSPARENT_LEAST
    colour = _colour(image)
    wrong = [] if transparent else ["not_transparent"]
    wrong += [] if colour == WANTED[kind] else [f"not_{WANTED[kind]}"]
    wrong += ["coarse"] if dpi < GOOD_DPI else []
    if kind == SEAL and abs(wide - high) > SEAL_ROUND * max(wide, high):
        wrong.append("not_round")
    return Facts(wide, high, mm, dpi, transparent, colour, tuple(wrong))


def _size(kind: str, wide: int, high: int, size_mm: float) -> tuple[float, float]:
    """A seal has its real size; a signature fills what there is between title and name, its shape kept."""
    if kind == SEAL:
        return size_mm, round(size_mm * high / wide, 2)
    scale = min(SIGNATURE_MOST[0] / wide, SIGNATURE_MOST[1] / high)
    return round(wide * scale, 2), round(high * scale, 2)


def _colour(image: Image.Image) -> str:
    """Return the colour of the ink: blue, red, black or other (none, when there is nothing but paper)."""
    small = image.copy()
    small.thumbnail((400, 400))
    total, weight = [0.0, 0.0, 0.0], 0.0
    bands = (small.getchannel(band).tobytes() for band in "RGBA")
    for red, green, blue, alpha in zip(*bands, strict=True):
        strength = (STRETCH - red - green - blue) / STRETCH if alpha >= SOLID else 0.0
        if min(red, green, blue) > PALE:
            continue
        weight += strength
        total = [one + part * strength for one, part in zip(total, (red, green, blue), strict=True)]
    return named(*(one / weight for one in total)) if weight else "none"


def named(red: float, green: float, blue: float) -> str:
    """Name a colour: blue, red, black or other."""
    if blue > red + 30 and blue > green + 12:
        return "blue"
    if red > green + 50 and red > blue + 40:
        return "red"
    return "black" if max(red, green, blue) < 110 else "other"


def as_png(image: Image.Image) -> bytes:
    """Return the picture as PNG without anything but its pixels."""
    out = io.BytesIO()
    image.save(out, "PNG", optimize=False)
    return out.getvalue()


def as_page(image: Image.Image, mm: tuple[float, float]) -> bytes:
    """Return a one-page PDF of exactly ``mm``, the picture filling it, its transparency as a soft mask."""
    wide, high = (side * POINTS_PER_MM for side in mm)
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(wide, high))
    page = pdf.pages[0]
    mask = _stream(pdf, image.getchannel("A"), Name.DeviceGray)
    shown = _stream(pdf, image.convert("RGB"), Name.DeviceRGB, SMask=pdf.make_indirect(mask))
    page.obj.Resources = Dictionary(XObject=Dictionary(Im=pdf.make_indirect(shown)))
    page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    page.obj.Contents = pdf.make_stream(f"q {wide:.4f} 0 0 {high:.4f} 0 0 cm /Im Do Q".encode())
    page.obj.MediaBox = Array([0, 0, round(wide, 4), round(high, 4)])
    out = io.BytesIO()
    pdf.save(out, compress_streams=True)
    return out.getvalue()


def _stream(pdf: pikepdf.Pdf, image: Image.Image, space: Name, **more: Any) -> pikepdf.Stream:
    given = {"Type": Name.XObject, "Subtype": Name.Image, "ColorSpace": space, **more}
    wide, high = image.size
    stream = pikepdf.Stream(pdf, image.tobytes(), Width=wide, Height=high, BitsPerComponent=8)
    for name, value in given.items():
        stream[f"/{name}"] = value
    return stream
