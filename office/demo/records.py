"""The papers every meeting brings forth, as data for ``typeset``: invitation, minutes, notice of conclusions."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from office.demo.texts import SAMPLE
from office.demo.units import TOWN
from people.models import User

COMMITTEE_AGENCY = "Ủy ban nhân dân\nthành phố Sông Hà"
OFFICE_SHEET = {
    "superior": COMMITTEE_AGENCY, "agency": "Văn phòng", "town": TOWN, "sample": SAMPLE,
}  # fmt: skip
CHOICES = (
    ("agree", "tán thành"),
    ("disagree", "không tán thành"),
    ("no_opinion", "không biểu quyết"),
)
Data = dict[str, Any]


def invitation(meeting: Any, *, number: int, on: date, signer: User) -> Data:
    """Return a giấy mời (Decree 30/2020, Appendix III, form 1.7)."""
    begin = timezone.localtime(meeting.starts_at)
    body = [
        _para(f"Ủy ban nhân dân thành phố trân trọng kính mời đại biểu dự: {meeting.title}."),
        _head("1. Thời gian, địa điểm"),
        _para(f"Bắt đầu lúc {_hour(begin)}, {_day(begin)}, tại {meeting.place}."),
        _head("2. Chủ trì"),
        _para(
            f"Đồng chí {meeting.chair}, {_title(meeting, meeting.chair)} Ủy ban nhân dân thành phố."
        ),
        _head("3. Nội dung"),
        *(_item(f"{item.title} ({item.minutes} phút){_by(item)};") for item in meeting.items.all()),
        _head("4. Tài liệu"),
        _para(
            "Tài liệu được gửi trên hệ thống họp không giấy; đề nghị đại biểu nghiên cứu trước và xác nhận "
            "tham dự trên hệ thống. Trường hợp không dự được, đề nghị nêu rõ lý do và cử người dự thay./."
        ),
    ]
    return _sheet("invitation", "GM-VP", number, on, signer) | {
        "title": f"Giấy mời: {meeting.title}", "subject": meeting.title,
        "addressees": ["Các đại biểu theo danh sách mời"], "body": body,
        "recipients": ["Như trên;", "Chủ tịch, các PCT UBND thành phố;", "Lưu: VT, TH."],
    }  # fmt: skip


def minutes(meeting: Any, *, number: int, on: date, secretary: User) -> Data:
    """Return a biên bản with the five contents that Decision 45/2018/QĐ-TTg asks for: people, course, opinions, votes, conclusions."""
    opened, closed = timezone.localtime(meeting.opened_at), timezone.localtime(meeting.closed_at)
    seats = list(meeting.seats.select_related("user"))
    body = [
        _para(f"Thời gian bắt đầu: {_hour(opened)}, {_day(opened)}. Địa điểm: {meeting.place}."),
        _head("I. Thành phần"),
        *(_item(f"{_role(seat)}: {seat.user}, {seat.title};") for seat in seats if seat.arrived_at),
        *(_item(f"Vắng mặt: {seat.user}, {seat.title}. Lý do: {seat.reason or 'không nêu'};")
          for seat in seats if not seat.arrived_at),
        _head("II. Diễn biến"),
        *(_para(f"{place}. {item.title}{_by(item)}. Đại biểu nghe trình bày tóm tắt, thảo luận và cho ý kiến.")
          for place, item in enumerate(meeting.items.all(), start=1)),
        _head("III. Biểu quyết"),
        *(_votes(meeting) or [_para("Cuộc họp không có nội dung biểu quyết.")]),
        _head("IV. Kết luận của chủ trì"),
        *_conclusions(meeting),
        _para(f"Cuộc họp kết thúc lúc {_hour(closed)} cùng ngày; biên bản được thông qua tại cuộc họp./."),
    ]  # fmt: skip
    return OFFICE_SHEET | {
        "form": "minutes", "notation": "BB-VP", "number": f"{number:02d}", "date": f"{on:%Y-%m-%d}",
        "title": f"Biên bản: {meeting.title}", "subject": meeting.title, "body": body,
        "recipients": ["Các thành phần dự họp;", "Lưu: VT, TH."], "secretary": {"capacity": "Thư ký", "name": str(secretary)},
        "signing": {"capacity": "Chủ trì", "name": str(meeting.chair)},
    }  # fmt: skip


def notice(meeting: Any, *, number: int, on: date, signer: User) -> Data:
    """Return a thông báo kết luận, signed by the Chief of Office on the chair's behalf (TL.)."""
    held = _day(timezone.localtime(meeting.starts_at))
    body = [
        _para(
            f"{held[0].upper()}{held[1:]}, đồng chí {meeting.chair}, {_title(meeting, meeting.chair)} Ủy ban "
            f"nhân dân thành phố chủ trì {_lower(meeting.title)}. Sau khi nghe báo cáo và ý kiến của các đại "
            "biểu, đồng chí chủ trì kết luận như sau:"
        ),
        *_conclusions(meeting),
        _para(
            "Văn phòng Ủy ban nhân dân thành phố theo dõi, đôn đốc trên hệ thống; thông báo để các cơ quan, "
            "đơn vị biết, thực hiện./."
        ),
    ]
    return _sheet("conclusions", "TB-VP", number, on, signer) | {
        "title": f"Thông báo kết luận: {meeting.title}",
        "subject": f"Kết luận của đồng chí {meeting.chair}\ntại {_lower(meeting.title)}",
        "body": body, "recipients": ["Các cơ quan, đơn vị có tên tại Thông báo;", "Lưu: VT, TH."],
    }  # fmt: skip


def _sheet(form: str, notation: str, number: int, on: date, signer: User) -> Data:
    return OFFICE_SHEET | {
        "form": form, "notation": notation, "number": f"{number:02d}", "date": f"{on:%Y-%m-%d}",
        "signing": {"capacity": "TL. Chủ tịch\nChánh Văn phòng", "name": str(signer)},
    }  # fmt: skip


def _conclusions(meeting: Any) -> list[Data]:
    """Return the conclusions, each with who leads it and until when."""
    found = []
    for place, one in enumerate(meeting.conclusions.prefetch_related("supporters"), start=1):
        helpers = ", ".join(str(unit) for unit in one.supporters.all())
        found.append(_para(f"{place}. {one.text}"))
        if one.lead:
            ends = f" Hoàn thành trước ngày {one.due_on:%d/%m/%Y}." if one.due_on else ""
            found.append(_item(f"Phối hợp: {helpers or 'các cơ quan liên quan'}.{ends}"))
    return found


def _votes(meeting: Any) -> list[Data]:
    return [
        _para(
            f"{vote.question}: "
            + "; ".join(f"{getattr(vote, key)} {word}" for key, word in CHOICES)
        )
        for vote in meeting.votes.filter(state="announced")
    ]


def _role(seat: Any) -> str:
    return {"chair": "Chủ trì", "secretary": "Thư ký"}.get(seat.role, "Dự họp")


def _by(item: Any) -> str:
    return f", {item.unit or 'Văn phòng'} trình bày" if item.presenter else ""


def _title(meeting: Any, user: User) -> str:
    return meeting.seats.get(user=user).title


def _lower(title: str) -> str:
    """Begin the title small, for the middle of a sentence."""
    return title[0].lower() + title[1:]


def _hour(moment: datetime) -> str:
    return f"{moment:%H} giờ {moment:%M} phút"


def _day(moment: datetime) -> str:
    """Write the day with a leading 0 below ten, the month below three (Decree 30/2020, Appendix I, II.4.b)."""
    month = f"{moment.month:02d}" if moment.month < 3 else str(moment.month)
    return f"ngày {moment.day:02d} tháng {month} năm {moment.year}"


def _head(text: str) -> Data:
    return {"kind": "heading", "level": 2, "text": text}


def _para(text: str) -> Data:
    return {"kind": "para", "text": text}


def _item(text: str) -> Data:
    return {"kind": "item", "text": text}
