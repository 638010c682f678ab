"""The opinions gathered before a session as a file: a table for Excel, a report in the form of Decree 30 for Word and PDF."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core.clock import today
from core.sheet import XLSX, workbook
from documents.typeset import typeset
from documents.word import Marked, write_word
from meetings.models import Item, Meeting, Remark, Seat, Stance

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
Row = tuple[Item, dict[str, list[Stance]], list[Seat], list[Remark]]
NAMES = {"agree": "Đồng ý", "object": "Không đồng ý", "speak": "Đề nghị phát biểu"}


def as_sheet(_meeting: Meeting, rows: list[Row]) -> tuple[bytes, str]:
    """Return the table: a line for each position, silence and remark; nothing of it is a formula."""
    heads = [_("No."), _("Item"), _("Who"), _("Position"), _("Text"), _("At")]
    return workbook(_("Opinions"), heads, _lines(rows)), XLSX


def _lines(rows: list[Row]) -> Iterator[list[Any]]:
    for number, (item, by_choice, silent, remarks) in enumerate(rows, start=1):
        for stances in by_choice.values():
            for one in stances:
                yield [number, item.title, str(one.seat), one.get_choice_display(), one.reason, _time(one.at)]  # fmt: skip
        for seat in silent:
            yield [number, item.title, str(seat), _("no position"), "", ""]
        for remark in remarks:
            yield from _remark_lines(number, item, remark)


def _remark_lines(number: int, item: Item, remark: Remark) -> Iterator[list[Any]]:
    kind = remark.get_kind_display()
    yield [number, item.title, str(remark.author), kind, remark.text, _time(remark.at)]
    for reply in remark.replies.all():
        yield [number, item.title, str(reply.author), _("Reply"), reply.text, _time(reply.at)]


def _time(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%H:%M %d/%m/%Y")


def as_pdf(meeting: Meeting, rows: list[Row]) -> tuple[bytes, str]:
    """Return the report as PDF: the table of numbers, then each item's texts."""
    body: list[dict[str, Any]] = [{"kind": "para", "text": _opening(meeting)}, _numbers(rows)]
    for kind, text in _texts(rows):
        body.append({"kind": kind, "text": text, **({"level": 2} if kind == "heading" else {})})
    return typeset("report", {**_form(meeting), "body": body}).pdf, PDF


def as_word(meeting: Meeting, rows: list[Row]) -> tuple[bytes, str]:
    """Return the report as a Word file that can be edited."""
    said = [("para", _opening(meeting)), *_sums(rows), *_texts(rows)]
    blocks = [Marked(f"o{n}", 1, kind, text, 2) for n, (kind, text) in enumerate(said)]
    return write_word("report", _form(meeting), blocks, draft=0), DOCX


FORMATS: dict[str, Callable[[Meeting, list[Row]], tuple[bytes, str]]] = {
    "xlsx": as_sheet,
    "docx": as_word,
    "pdf": as_pdf,
}


def _form(meeting: Meeting) -> dict[str, Any]:
    """Return the boxes of the form around the body (a report of the office: what it prints is Vietnamese)."""
    return {
        "superior": "", "agency": meeting.unit.name, "notation": "BC-VP", "number": "", "date": "",
        "town": settings.TOWN, "year": today().year,
        "subject": f"Tổng hợp ý kiến trước phiên họp: {meeting.title}",
        "recipients": ["Chủ trì phiên họp;", "Lưu: VT."],
        "signing": {"capacity": "NGƯỜI TỔNG HỢP", "name": ""},
    }  # fmt: skip


def _opening(meeting: Meeting) -> str:
    start = timezone.localtime(meeting.starts_at)
    return (
        f"Văn phòng tổng hợp ý kiến của các thành viên về {meeting.title}, "
        f"họp lúc {start:%H:%M} ngày {start:%d/%m/%Y}, tính đến {_time(timezone.now())}."
    )


def _numbers(rows: list[Row]) -> dict[str, Any]:
    head = ["STT", "Nội dung", "Đồng ý", "Không đồng ý", "Đề nghị phát biểu", "Chưa có ý kiến"]
    lines = [
        [str(n), item.title, *(str(len(given[c])) for c in NAMES), str(len(silent))]
        for n, (item, given, silent, _remarks) in enumerate(rows, start=1)
    ]
    return {
        "kind": "table", "widths": [1, 7, 2, 2, 2, 2], "align": "clcccc", "head": head, "rows": lines,
    }  # fmt: skip


def _sums(rows: list[Row]) -> Iterator[tuple[str, str]]:
    for n, (item, given, silent, _remarks) in enumerate(rows, start=1):
        said = "; ".join(f"{NAMES[c].lower()}: {len(given[c])}" for c in NAMES)
        yield "item", f"Nội dung {n}. {item.title}: {said}; chưa có ý kiến: {len(silent)}."


def _texts(rows: list[Row]) -> Iterator[tuple[str, str]]:
    """Yield each item's texts: reasons by name, remarks with their replies; items nobody wrote on are left out."""
    for number, (item, given, _silent, remarks) in enumerate(rows, start=1):
        reasons = [(s, NAMES[c]) for c in NAMES for s in given[c] if s.reason or c != "agree"]
        if not reasons and not remarks:
            continue
        yield "heading", f"{number}. {item.title}"
        for stance, name in reasons:
            yield "item", f"{stance.seat} ({name}): {stance.reason or 'không nêu lý do'}."
        for remark in remarks:
            kind = "Câu hỏi" if remark.kind == "question" else "Ý kiến"
            yield "item", f"{remark.author} ({kind}): {remark.text}"
            for reply in remark.replies.all():
                yield "para", f"Trả lời của {reply.author}: {reply.text}"
