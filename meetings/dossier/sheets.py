"""The dossier's own pages: cover, contents, and the record of the session in tables (in Vietnamese: they are papers)."""

from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from meetings.models import Conclusion, Meeting, Seat, Vote
from meetings.queries import Sight, conclusions, seconds_used
from meetings.states import VoteState

Block = dict[str, Any]


def front(meeting: Meeting, entries: list[dict[str, Any]], *, inside: bool) -> dict[str, Any]:
    """Return the data of the front pages; ``entries`` are the contents (title, level, page).

    ``inside`` adds what only those who prepare and chair are told: reasons of absence, conclusions not yet agreed.
    """
    start = timezone.localtime(meeting.starts_at)
    with translation.override("vi"):
        return {
            "superior": "", "agency": meeting.unit.name.upper(), "notation": "", "number": "", "date": f"{start:%Y-%m-%d}",
            "town": settings.TOWN, "year": start.year, "subject": meeting.title, "recipients": [],
            "cover": _cover(meeting), "contents": entries, "body": _body(meeting, inside=inside),
        }  # fmt: skip


def _cover(meeting: Meeting) -> list[str]:
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    lines = [f"Thời gian: {start:%H:%M}–{end:%H:%M} ngày {start:%d/%m/%Y}"]
    if meeting.place:
        lines.append(f"Địa điểm: {meeting.place}")
    return [*lines, f"Chủ trì: {meeting.chair}"]


def _body(meeting: Meeting, *, inside: bool) -> list[Block]:
    sight = Sight(meeting)
    return [
        _title("I. Chương trình"), _agenda(sight),
        _title("II. Thành phần"), _people(sight, inside=inside),
        *_votes(sight, inside=inside),
        *_conclusions(meeting, inside=inside),
    ]  # fmt: skip


def _title(text: str) -> Block:
    return {"kind": "heading", "level": 1, "text": text}


def _table(head: list[str], rows: list[list[str]], widths: list[int], align: str) -> Block:
    return {"kind": "table", "head": head, "rows": rows, "widths": widths, "align": align}


def _agenda(sight: Sight) -> Block:
    rows = [
        [
            str(number), str(item), str(item.presenter or item.unit or ""), f"{item.minutes} phút",
            f"{round(seconds_used(item) / 60)} phút" if item.spent else "", item.get_state_display(),
        ]
        for number, item in enumerate(sight.items, start=1)
    ]  # fmt: skip
    head = ["TT", "Nội dung", "Trình bày", "Dự kiến", "Thực tế", "Trạng thái"]
    return _table(head, rows, [6, 44, 20, 10, 10, 12], "clllll")


def _people(sight: Sight, *, inside: bool) -> Block:
    rows = []
    for number, seat in enumerate(sight.seats, start=1):
        here = _presence(sight.meeting, seat, inside=inside)
        rows.append([str(number), str(seat.user), seat.title, str(seat.get_role_display()), here])
    return _table(
        ["TT", "Họ và tên", "Chức vụ", "Vai trò", "Điểm danh"], rows, [6, 26, 30, 16, 22], "cllll"
    )


def _presence(meeting: Meeting, seat: Seat, *, inside: bool) -> str:
    """Say whether the person was here; before the session, what they answered."""
    if seat.arrived_at:
        return "Có mặt"
    word = "Vắng mặt" if meeting.opened_at else str(seat.get_answer_display()).capitalize()
    return f"{word}: {seat.reason}" if inside and seat.reason else word


def counted_votes(sight: Sight, *, inside: bool) -> list[Vote]:
    """Return the counted votes in their order; a result that is held back only for those who may know it (``inside``)."""
    found = (view.vote for view in reversed(sight.votes) if view.vote.passed is not None)
    return [v for v in found if inside or not (v.state == VoteState.CLOSED and v.hold_result)]


def _votes(sight: Sight, *, inside: bool) -> list[Block]:
    counted = counted_votes(sight, inside=inside)
    if not counted:
        return []
    rows = [
        [
            str(number), vote.question, str(vote.agree), str(vote.disagree), str(vote.no_opinion),
            str(vote.other), str(vote.total),
            "Không có hiệu lực" if vote.state == "void" else "Thông qua" if vote.passed else "Không thông qua",
        ]
        for number, vote in enumerate(counted, start=1)
    ]  # fmt: skip
    head = [
        "TT",
        "Nội dung biểu quyết",
        "Tán thành",
        "Không tán thành",
        "Không có ý kiến",
        "Ý kiến khác",
        "Tổng số",
        "Kết quả",
    ]
    return [
        _title("III. Biểu quyết"),
        _table(head, rows, [6, 34, 10, 10, 10, 10, 8, 14], "clcccccl"),
    ]


def _conclusions(meeting: Meeting, *, inside: bool) -> list[Block]:
    rows = [row for row in conclusions(meeting) if inside or row.state != "draft"]
    return [_title("IV. Kết luận"), *map(_conclusion, rows)] if rows else []


def _conclusion(row: Conclusion) -> Block:
    text = f"{row.get_kind_display()}: {row.text}"
    if row.lead:
        text += f" Chủ trì: {row.lead}."
    if row.due_on:
        text += f" Hạn: {row.due_on:%d/%m/%Y}."
    return {"kind": "item", "text": text}
