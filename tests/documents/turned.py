"""A PDF that is seen as before, but whose pages are turned, shifted, cropped or in larger units."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array

ODD = {
    "quarter": {"angle": 90},
    "half": {"angle": 180},
    "three quarters": {"angle": 270},
    "shifted": {"shift": (100, -50)},
    "cropped": {"angle": 90, "shift": (-30, 77), "crop": 60},
    "units": {"angle": 270, "unit": 2.5, "crop": 20},
}
LAID = {  # what lays a page of width w and height h so that the turn by the angle shows it as it was
    0: lambda _w, _h: (1, 0, 0, 1, 0, 0),
    90: lambda _w, h: (0, 1, -1, 0, h, 0),
    180: lambda w, h: (-1, 0, 0, -1, w, h),
    270: lambda w, _h: (0, -1, 1, 0, 0, w),
}


def odd(content, angle=0, shift=(0, 0), crop=0, unit=1):
    """Turn, shift, crop and scale every page; patterns, which hang on the page, stay where they are."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            _turn(page, angle, shift, crop, unit)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _turn(page, angle, shift, crop, unit):
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    wide, high = right - left, top - bottom
    a, b, c, d, e, f = (part / unit for part in LAID[angle](wide, high))
    e, f = e + shift[0] + crop, f + shift[1] + crop
    for one in page.obj.get("/Annots", []):
        one.Rect = _box(one.Rect, (a, b, c, d, e, f))
        if "/InkList" in one:
            one.InkList = Array([Array(_points([float(n) for n in line], (a, b, c, d, e, f))) for line in one.InkList])  # fmt: skip
        if "/AP" in one:
            one.AP.N.Matrix = Array([a, b, c, d, 0, 0])
    page.contents_add(
        f"q {a:.6f} {b:.6f} {c:.6f} {d:.6f} {e:.4f} {f:.4f} cm\n".encode(), prepend=True
    )
    page.contents_add(b"\nQ")
    wide, high = (wide, high) if angle % 180 == 0 else (high, wide)
    x, y, wide, high = *shift, wide / unit, high / unit
    page.obj.MediaBox = Array([x, y, x + wide + 2 * crop, y + high + 2 * crop])
    page.obj.CropBox = Array([x + crop, y + crop, x + crop + wide, y + crop + high])
    page.obj.Rotate = angle
    if unit != 1:
        page.obj.UserUnit = unit


def _points(numbers, matrix):
    a, b, c, d, e, f = matrix
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return [part for x, y in pairs for part in (a * x + c * y + e, b * x + d * y + f)]


def _box(rect, matrix):
    x1, y1, x2, y2 = _points([float(edge) for edge in rect], matrix)
    return Array([min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)])
