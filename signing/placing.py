"""Where the fields of a route's paper stand, in millimetres from the upper left corner as a clerk measures them."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.refused import Refused
from journal.models import Entry
from signing.bounded.asking import ask
from signing.models import Route
from signing.pdf import annexes
from signing.pdf.prepare import SEAL_FIELD
from signing.states import RouteState

MM = 72 / 25.4
SIDES = ("left", "top", "width", "height")


@dataclass(frozen=True)
class FieldBox:
    """One field on its page: the name in the file, what it is called, page from 1, millimetres from the upper left."""

    field: str
    word: str
    kind: str  # hand, initial, seal, text
    page: int
    left: float
    top: float
    width: float
    height: float
    here: bool = True
    problem: str = ""


@dataclass(frozen=True)
class Desk:
    """A page of the prepared paper with the fields, drawn for moving them."""

    boxes: list[FieldBox]
    page: int
    pages: list[int]
    wide: float
    high: float
    png: bytes
    highs: list[float]  # of every page: a paper may have pages along and across
    words: str = "[]"  # of the page, JSON: left, top, width, height in millimetres


def may_move(route: Route) -> bool:
    """Say whether places may still be moved: nobody has signed yet."""
    return route.state == RouteState.CIRCULATING and not _signed(route)


def _signed(route: Route) -> bool:
    from signing.models import Signature

    return Signature.objects.filter(step__route=route, voided_at=None).exists()


def desk(route: Route, page: int = 0) -> Desk:
    """Read the route's present file in the bounded child; ``page`` counts from 1, 0 is the page of the last signature."""
    answer, made = ask("desk", _path(route), ("png",), page=max(page, 1) - 1)
    if page == 0 and "fields" in answer:
        hands = [one["page"] for name, one in answer["fields"].items() if kind_of(name) == "hand"]
        if hands and max(hands) != answer["page"]:
            answer, made = ask("desk", _path(route), ("png",), page=int(max(hands)))
    if "error" in answer or "png" not in made:
        raise Refused(_("The pages of this paper cannot be drawn."))
    wide, high = (side / MM for side in answer["pages"][answer["page"]])
    boxes = [
        _box(route, name, place, answer["pages"][int(place["page"])][1], answer["page"])
        for name, place in answer["fields"].items()
    ]
    count = range(1, len(answer["pages"]) + 1)
    order = ("hand", "initial", "seal", "text")
    boxes.sort(key=lambda box: (order.index(box.kind), len(box.field), box.field))
    highs = [page[1] / MM for page in answer["pages"]]
    shown = answer["page"] + 1
    words = json.dumps([_upper_left(one, high) for one in answer["words"]])
    return Desk(
        boxes, shown, list(count), round(wide, 1), round(high, 1), made["png"], highs, words
    )


def _upper_left(box: list[float], high: float) -> list[float]:
    """Turn left, bottom, right, top in points into left, top, width, height in millimetres; ``high``: the page, in mm."""
    left, bottom, right, top = (edge / MM for edge in box)
    return [round(one, 2) for one in (left, high - top, right - left, top - bottom)]


def _path(route: Route) -> Any:
    from pathlib import Path

    return Path(route.current.path)


def kind_of(field: str) -> str:
    """Say what a field is for: hand, initial, seal or text."""
    if field == SEAL_FIELD:
        return "seal"
    if field.startswith("ChuKy"):
        return "hand"
    return "initial" if field.startswith("KyNhay") else "text"


def _box(route: Route, name: str, place: dict[str, float], high: float, page: int) -> FieldBox:
    return FieldBox(
        name, word_for(route, name), kind_of(name), int(place["page"]) + 1,
        round(place["left"] / MM, 1), round((high - place["top"]) / MM, 1),
        round((place["right"] - place["left"]) / MM, 1), round((place["top"] - place["bottom"]) / MM, 1),
        here=int(place["page"]) == page,
    )  # fmt: skip


def word_for(route: Route, field: str) -> str:
    """Return what a field is called for the clerk."""
    if field == SEAL_FIELD:
        return pgettext("thing on a paper", "Seal")
    step = next((one for one in route.steps.select_related("who") if one.field == field), None)
    if step is not None:
        kind = _("Initial of %(who)s") if kind_of(field) == "initial" else _("Signature of %(who)s")
        return kind % {"who": step.who}
    base = annexes.meant(field)
    word = {
        "So": pgettext("blank on a paper", "Number"),
        "SoKyHieu": _("Number and symbol"),
        "Ngay": pgettext("blank on a paper", "Day"),
        "Thang": pgettext("blank on a paper", "Month"),
        "Nam": pgettext("blank on a paper", "Year"),
        "NgayThangNam": pgettext("blank on a paper", "Date"),
    }.get(base, base)
    if base == field:
        return word
    return _("%(what)s in the note of annex %(number)s") % {
        "what": word,
        "number": field.removeprefix(f"{base}PhuLuc"),
    }


def doubts(route: Route) -> list[str]:
    """Say which places are only the next best, as found when the file was last prepared; nothing once somebody signed."""
    if not may_move(route):
        return []
    told = Entry.objects.filter(book__topic=route.book, data__has_key="doubts").order_by("-seq")
    found = told.values_list("data__doubts", flat=True).first() or {}
    return [f"{word_for(route, field)}: {problem(word)}" for field, word in found.items()]


def in_points(
    desk: Desk, given: dict[str, tuple[int, float, float, float, float]]
) -> dict[str, Any]:
    """Turn (page from 1, left, top, width, height in mm) into the places of a file (points from the lower left)."""
    return {
        name: {
            "page": page - 1,
            "left": round(left * MM, 2),
            "bottom": round((_high(desk, page) - top - height) * MM, 2),
            "right": round((left + width) * MM, 2),
            "top": round((_high(desk, page) - top) * MM, 2),
        }
        for name, (page, left, top, width, height) in given.items()
    }


def _high(desk: Desk, page: int) -> float:
    return desk.highs[page - 1] if 0 < page <= len(desk.highs) else desk.high


def problem(word: str) -> str:
    """Return the sentence for why a place cannot be taken."""
    return {
        "outside": _("This is not on the page."),
        "too_small": _("This is too small for a signature."),
        "covers_text": _("This would cover text."),
        "seal_over_text": _("The seal would cover text that is not the title or the name."),
        "not_free": _("No free place was found; please choose one."),
        "not_named": _("The signer's name was not found on the paper; this is the usual place."),
        "title_apart": _("The signer's title stands on the page before the name."),
        "tight": _("There is little room; the picture is smaller."),
    }.get(word, word)
