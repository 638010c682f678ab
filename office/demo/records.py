"""The papers every meeting brings forth, as data for ``typeset``: the invitation."""

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


def _sheet(form: str, notation: str, number: int, on: date, signer: User) -> Data:
    return OFFICE_SHEET | {
        "form": form, "notation": notation, "number": f"{number:02d}", "date": f"{on:%Y-%m-%d}",
        "signing": {"capacity": "TL. Chủ tịch\nChánh Văn phòng", "name": str(signer)},
    }  # fmt: skip


def _by(item: Any) -> str:
    return f", {item.unit or 'Văn phòng'} trình bày" if item.presenter else ""


def _title(meeting: Any, user: User) -> str:
    return meeting.seats.get(user=user).title


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
