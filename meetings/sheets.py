"""Personal invitation sheets: who, when, where, which seat, and the code that checks in at the door."""

import io
from collections.abc import Sequence
from typing import Any

import segno
from django.conf import settings
from django.utils import timezone

from documents.typeset import typeset
from meetings.actions.invitations import issued
from meetings.invitation import when
from meetings.models import Meeting, Seat, SeatRole
from meetings.queries.doors import personal_path

ROLES = {
    SeatRole.CHAIR: "Chủ trì", SeatRole.SECRETARY: "Thư ký", SeatRole.MEMBER: "Thành viên",
    SeatRole.GUEST: "Khách mời",
}  # fmt: skip


def sheets_pdf(meeting: Meeting, seats: Sequence[Seat]) -> bytes:
    """Return one PDF with a sheet for each seat, in their order; a seat given to a substitute of the house has none."""
    given = set(meeting.absences.filter(filled__isnull=False).values_list("seat_id", flat=True))
    rows = [_sheet(seat) for seat in seats if seat.pk not in given]
    data = {
        "agency": meeting.unit.name, "title": f"Phiếu mời: {meeting.title}", "meeting": meeting.title,
        "when": when(meeting.starts_at), "place": meeting.place or "…", "chair": str(meeting.chair),
        "note": _note(meeting), "sheets": rows,
    }  # fmt: skip
    return typeset("sheets", data).pdf


def _sheet(seat: Seat) -> dict[str, Any]:
    name, _comma, post = seat.replaced_by.partition(", ")
    stands_for = seat.stands_for or (str(seat.user) if name else "")
    role = f"Dự thay {stands_for}" if stands_for else ROLES.get(SeatRole(seat.role), "")
    return {
        "name": name or str(seat.user), "post": post if name else seat.title, "role": role,
        "seat": str(seat.place) if seat.place is not None else "",
        "svg": _code(settings.SITE_URL.rstrip("/") + personal_path(seat)),
    }  # fmt: skip


def _code(address: str) -> str:
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=1, scale=4)
    return drawn.getvalue().decode()


def _note(meeting: Meeting) -> str:
    letter = issued(meeting)
    if letter is None:
        return "Phiếu này in từ hệ thống họp không giấy; mã chỉ dùng cho đúng đại biểu và đúng cuộc họp này."
    on = timezone.localtime(letter.issued_at)
    return f"Kèm theo Giấy mời số {letter.paper.notation} ngày {on:%d/%m/%Y}. Mã chỉ dùng cho đúng đại biểu và đúng cuộc họp này."
