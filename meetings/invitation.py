"""What an invitation says, as data for the form of Decree 30/2020 (Appendix III, form 1.7); printed in Vietnamese."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import timezone

from core.clock import today
from meetings.models import Invitation, Item, Meeting, Notice, Seat
from meetings.wording import heads
from people.access import heads_of, title_of
from people.models import User

# kind of document → (form of documents.typeset, letters before the unit's, its name in a title)
FORMS = {
    Notice.INVITATION: ("invitation", "GM", "Giấy mời"),
    Notice.REPLACEMENT: ("invitation", "GM", "Giấy mời thay thế"),
    Notice.CANCELLATION: ("conclusions", "TB", "Thông báo hoãn, hủy"),
}
DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
DEFAULT_REQUIREMENTS = """\
Đại biểu nghiên cứu tài liệu trên hệ thống trước cuộc họp và xác nhận tham dự trên hệ thống.
Trường hợp không thể tham dự, đề nghị nêu rõ lý do và đăng ký người dự thay trên hệ thống.
Khi đến, đề nghị đại biểu quét mã QR trên phiếu mời cá nhân để điểm danh."""


def when(moment: Any) -> str:
    """Return “08 giờ 00, thứ Hai ngày 23/11/2026”, city time."""
    local = timezone.localtime(moment)
    return f"{local:%H} giờ {local:%M}, {DAYS[local.weekday()]} ngày {local:%d/%m/%Y}"


def opening_words(meeting: Meeting, kind: str, before: Invitation | None, reason: str = "") -> str:
    """Return the first draft of the opening words; the clerk may change them."""
    if kind == Notice.CANCELLATION:
        return (
            f"{meeting.unit.name} thông báo: {meeting.title}, dự kiến tổ chức lúc {when(meeting.starts_at)}"
            f"{_number_of(before, ' theo ')}, không tổ chức. Lý do: {reason or '…'}"
        )
    words = f"{meeting.unit.name} trân trọng kính mời đại biểu dự: {meeting.title}."
    if kind == Notice.REPLACEMENT and before:
        changed = "; ".join(changes(meeting, before)) or "bổ sung nội dung"
        words += f" Giấy mời này thay thế{_number_of(before, ' ')}. Thay đổi: {changed}."
    return words


def first_words(meeting: Meeting) -> str:
    """Return the opening words of a first invitation."""
    return opening_words(meeting, Notice.INVITATION, None)


def changes(meeting: Meeting, before: Invitation) -> list[str]:
    """Return what is no longer as the document printed it, as sentences of its replacement."""
    rows = []
    if (before.starts_at, before.ends_at) != (meeting.starts_at, meeting.ends_at):
        rows.append(f"thời gian từ {when(before.starts_at)} thành {when(meeting.starts_at)}")
    if before.place != meeting.place:
        rows.append(f"địa điểm từ {before.place or '…'} thành {meeting.place or '…'}")
    if before.title != meeting.title:
        rows.append(f"tên cuộc họp thành “{meeting.title}”")
    return rows


def invitation_data(
    letter: Invitation, items: Iterable[Item], seats: Iterable[Seat]
) -> dict[str, Any]:
    """Return what ``typeset`` prints; number and date are left blank for the clerk."""
    meeting = letter.meeting
    _form, letters, name = FORMS[Notice(letter.kind)]
    body = [_para(line) for line in letter.opening.splitlines() if line.strip()]
    annexes: list[dict[str, Any]] = []
    if letter.kind != Notice.CANCELLATION:
        body += _plan(letter, list(items))
        annexes = _guests(list(seats), _whose(meeting, letters))
    if body:
        body[-1]["text"] = body[-1]["text"].rstrip("./") + "./."
    return {
        "superior": "", "agency": meeting.unit.name.upper(), "notation": _symbol(meeting, letters),
        "number": "", "date": "", "town": settings.TOWN, "year": today().year,
        "title": f"{name}: {letter.title}", "subject": _subject(letter),
        "addressees": ["Các đại biểu theo danh sách kèm theo"] if annexes else ["Các đại biểu được mời"],
        "body": body, "annexes": annexes,
        "recipients": [*(line.strip() for line in letter.recipients.splitlines() if line.strip()), "Lưu: VT."],
        "signing": {"capacity": capacity(letter.signer, meeting), "name": str(letter.signer)},
    }  # fmt: skip


def capacity(signer: User, meeting: Meeting) -> str:
    """Return the lines above the signature: the own post, “KT.” for a deputy, “TL.” for who signs by order (Appendix I, 7)."""
    own = title_of(signer, meeting.unit)
    if own or signer.pk == meeting.chair_id:
        return heads.capacity("invitation", meeting.kind, own or title_of(signer))
    head = heads_of(meeting.unit).first() or meeting.chair
    return heads.by_order(title_of(head, meeting.unit) or title_of(head), title_of(signer))


def _subject(letter: Invitation) -> str:
    if letter.kind == Notice.CANCELLATION:
        return f"Về việc không tổ chức {letter.title}"
    return letter.title


def _plan(letter: Invitation, items: list[Item]) -> list[dict[str, Any]]:
    meeting = letter.meeting
    body = [
        _head("1. Thời gian, địa điểm"),
        _para(f"Bắt đầu lúc {when(letter.starts_at)}, tại {letter.place or '…'}."),
        _head("2. Chủ trì"),
        _para(f"{meeting.chair}, {title_of(meeting.chair)}."),
        _head("3. Nội dung"),
        *_agenda(items),
    ]
    wishes = [line for line in letter.requirements.splitlines() if line.strip()]
    if wishes:
        body += [_head("4. Đề nghị"), *(_para(line) for line in wishes)]
    return body


def _agenda(items: list[Item]) -> list[dict[str, Any]]:
    ends = [";"] * (len(items) - 1) + ["."]
    return [
        {"kind": "item", "text": f"{item.title}{_presenter(item)}{end}"}
        for item, end in zip(items, ends, strict=bool(items))
    ]


def _symbol(meeting: Meeting, letters: str) -> str:
    return f"{letters}-{meeting.unit.code or 'UBND'}"


def _whose(meeting: Meeting, letters: str) -> dict[str, str]:
    """Return what the list says of its letter; number and date are filled in with those of the letter (III.1.c)."""
    return {"kind": "Giấy mời", "notation": _symbol(meeting, letters), "agency": meeting.unit.name}


def _guests(seats: list[Seat], whose: dict[str, str]) -> list[dict[str, Any]]:
    """Return the list of guests as an annex."""
    rows = [
        [str(n), str(seat.user), seat.title, _part(seat)] for n, seat in enumerate(seats, start=1)
    ]
    if not rows:
        return []
    return [
        {"kind": "annex", "label": "DANH SÁCH", "text": "Đại biểu được mời", "of": whose},
        {
            "kind": "table", "caption": "", "align": "clll", "widths": (1, 6, 8, 4),
            "head": ("TT", "Họ và tên", "Chức vụ", "Thành phần"), "rows": rows,
        },
    ]  # fmt: skip


def _part(seat: Seat) -> str:
    words = {
        "chair": "Chủ trì",
        "secretary": "Thư ký",
        "member": "Thành viên",
        "guest": "Khách mời",
    }
    return f"Dự thay {seat.stands_for}" if seat.stands_for else words.get(seat.role, "")


def _presenter(item: Item) -> str:
    if item.unit:
        return f" ({item.unit} trình bày)"
    return f" ({item.presenter} trình bày)" if item.presenter else ""


def _number_of(before: Invitation | None, lead: str) -> str:
    if before is None or not before.paper.notation:
        return ""
    issued = timezone.localtime(before.issued_at).date() if before.issued_at else None
    return f"{lead}Giấy mời số {before.paper.notation}" + (
        f" ngày {issued:%d/%m/%Y}" if issued else ""
    )


def _head(text: str) -> dict[str, Any]:
    return {"kind": "heading", "level": 2, "text": text}


def _para(text: str) -> dict[str, Any]:
    return {"kind": "para", "text": text}
