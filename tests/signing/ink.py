"""Pictures of signatures and seals as people send them: drawn, photographed on paper, black, opaque, hostile."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

BLUE, RED, BLACK, WHITE = (
    (20, 60, 160, 255),
    (210, 20, 30, 255),
    (10, 10, 10, 255),
    (255, 255, 255, 255),
)
CLEAR = (0, 0, 0, 0)


def png(image):
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def photo(content, quality=85):
    """The picture as a telephone's photo: JPEG, on white paper."""
    drawn, out = Image.open(io.BytesIO(content)), io.BytesIO()
    paper = Image.new("RGBA", drawn.size, WHITE)
    Image.alpha_composite(paper, drawn).convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def hand(ink=BLUE, ground=CLEAR, size=(700, 300), pad=20):
    """A signature: strokes that reach every edge but for ``pad``."""
    image = Image.new("RGBA", size, ground)
    draw, (wide, high) = ImageDraw.Draw(image), size
    spots = [(pad, high - pad), (wide * 0.2, pad), (wide * 0.35, high * 0.8), (wide * 0.55, pad * 2), (wide * 0.7, high * 0.7), (wide - pad, pad)]  # fmt: skip
    draw.line(spots, fill=ink, width=9, joint="curve")
    draw.line([(pad, high * 0.9), (wide - pad, high - pad)], fill=ink, width=7)
    return png(image)


def seal(ink=RED, ground=CLEAR, side=500):
    """A seal: two rings and a star's worth of ink in the middle."""
    image = Image.new("RGBA", (side, side), ground)
    draw = ImageDraw.Draw(image)
    draw.ellipse((2, 2, side - 3, side - 3), outline=ink, width=12)
    draw.ellipse((side * 0.2, side * 0.2, side * 0.8, side * 0.8), outline=ink, width=6)
    draw.regular_polygon((side / 2, side / 2, side * 0.14), 5, fill=ink)
    return png(image)
