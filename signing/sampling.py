"""A sample page on which a picture stands as it will on a signed paper: nothing is signed, and the page says so."""

import io
from functools import lru_cache

import pikepdf
from django.conf import settings
from pikepdf import Rectangle

from documents.typeset import typeset
from signing import appearances
from signing.bounded.asking import ask
from signing.models import Picture, PictureKind
from signing.pdf import pictures
from signing.pdf.prepare import SEAL_FIELD, signature_field

WORDS = "Trang này cho thấy hình ảnh chữ ký và con dấu sẽ đặt ở đâu; đây không phải là văn bản, không ai đã ký."


def sample_page(picture: Picture) -> bytes:
    """Return a one-page PDF: title, name, signature, and the seal over a third of it, from the owner's own pictures."""
    name = picture.holder.full_name if picture.holder else "NGUYỄN VĂN MẪU"
    unit = picture.unit.name if picture.unit else "Cơ quan mẫu"
    plain = _plain(unit, name)
    size = (
        picture.width_mm * appearances.POINTS_PER_MM,
        picture.height_mm * appearances.POINTS_PER_MM,
    )
    of_hand = picture.kind == PictureKind.SIGNATURE
    wanted = {
        "signers": [name], "seal": True, "number": False,
        "hands": [size if of_hand else None], "seal_size": None if of_hand else size,
    }  # fmt: skip
    answer, _made = ask("prepare", plain, ("pdf",), wanted=wanted)
    hand = picture.read() if of_hand else pictures.signature_picture(name)
    seal = pictures.seal_picture(unit, place=settings.TOWN) if of_hand else picture.read()
    return _laid(plain, {signature_field(1): hand, SEAL_FIELD: seal}, answer["places"])


@lru_cache(maxsize=32)
def _plain(unit: str, name: str) -> bytes:
    data = {
        "superior": "", "agency": unit.upper(), "notation": "TB-MẪU", "number": "", "date": "", "town": settings.TOWN,
        "subject": "Trang mẫu", "body": [{"kind": "para", "text": WORDS}], "recipients": ["Lưu: VT."],
        "signing": {"capacity": "CHỨC VỤ", "name": name}, "sample": "MẪU",
    }  # fmt: skip
    return typeset("conclusions", data).pdf


def _laid(plain: bytes, shown: dict[str, bytes], places: dict[str, dict[str, float]]) -> bytes:
    """Lay pictures of our own making over a page of our own making."""
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        for field, picture in shown.items():
            box = places[field]
            with pikepdf.open(io.BytesIO(picture)) as one:
                spot = Rectangle(box["left"], box["bottom"], box["right"], box["top"])
                pdf.pages[int(box["page"])].add_overlay(one.pages[0], spot)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()
