"""What a vote on paper prints: the ballots before it, the counting minutes (biên bản kiểm phiếu) after."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.clock import now
from core.refused import Refused
from documents.actions import add_paper_bytes, version_from_bytes
from documents.models import Paper
from documents.typeset import typeset
from journal.book import tell
from meetings import events
from meetings.models import Vote, VoteWay
from meetings.queries.results import explanation
from meetings.queries.votes import VotePage
from meetings.states import VoteState
from people.models import User

SPARE = 2  # ballots printed beyond those entitled, for spoilt ones


def paper_ballots(vote: Vote) -> bytes:
    """Return the PDF of the ballots, four on an A4 sheet with cutting lines: one a member with a vote, and two spare."""
    if vote.way != VoteWay.PAPER:
        raise Refused(_("This vote is not on paper."))
    meeting = vote.meeting
    number = vote.total or meeting.seats.filter(votes=True).count()
    data = {
        **_head(vote), "subject": vote.question, "number": number + SPARE,
        "meeting": str(meeting), "options": ["Tán thành", "Không tán thành", "Không biểu quyết"],
        "again": bool(vote.repeats_id),
    }  # fmt: skip
    return typeset("ballots", data, at=now().replace(microsecond=0)).pdf


def file_minutes(vote: Vote, *, by: User) -> Paper:
    """Print the counting minutes from the board's count into the meeting's folder; asked again, a new version."""
    if vote.way != VoteWay.PAPER or vote.state not in (VoteState.CLOSED, VoteState.ANNOUNCED):
        raise Refused(
            _("There are counting minutes once the counting board has confirmed its count.")
        )
    if vote.hold_result and vote.state != VoteState.ANNOUNCED:
        raise Refused(_("The result is held back: announce it first, then file the minutes."))
    made = typeset("minutes", _minutes(vote), at=now().replace(microsecond=0)).pdf
    title, name = f"Biên bản kiểm phiếu: {vote.question}"[:300], "bien-ban-kiem-phieu.pdf"
    with transaction.atomic():
        before = vote.meeting.folder.papers.filter(kind="counting", title=title).first()
        if before:
            version_from_bytes(before, content=made, name=name, by=by)
            return before
        paper = add_paper_bytes(
            vote.meeting.folder, title=title, content=made, name=name, by=by, kind="counting"
        )
        tell(events.COUNT_FILED, who=by, what=vote, paper=paper.pk)
    return paper


def _head(vote: Vote) -> dict[str, Any]:
    return {"superior": "", "agency": vote.meeting.unit.name.upper(), "town": settings.TOWN}


def _minutes(vote: Vote) -> dict[str, Any]:
    """Return the counting minutes as data of the form 1.9 (Decree 30/2020, Appendix III)."""
    page, row, meeting = VotePage(vote), vote.paper_count, vote.meeting
    with override("vi"):
        words = explanation(vote)
        begun, ended = _when(vote.opened_at), _when(row.confirmed_at)
    head = next(teller for teller in page.tellers if teller.head)
    figures = [
        ("Số thành viên có quyền biểu quyết", vote.total), ("Số có mặt khi phát phiếu", vote.present),
        ("Số không tham gia do xung đột lợi ích", vote.recused), ("Số phiếu phát ra", row.handed_out),
        ("Số phiếu thu về", row.collected), ("Số phiếu hợp lệ", row.valid), ("Số phiếu không hợp lệ", row.invalid),
        ("Số phiếu tán thành", row.agree), ("Số phiếu không tán thành", row.disagree),
        ("Số phiếu không biểu quyết", row.no_opinion),
    ]  # fmt: skip
    body = [
        _para(f"Hôm nay, {begun}, tại {meeting}, Ban kiểm phiếu gồm:"),
        *({"kind": "item", "text": f"{_named(t.seat)} - {'Trưởng ban' if t.head else 'Ủy viên'};"}
          for t in page.tellers),
        _para(f"đã kiểm phiếu về nội dung: {vote.question}."),
        {"kind": "heading", "level": 2, "text": "I. Kết quả kiểm phiếu"},
        {"kind": "table", "head": ["Nội dung", "Số lượng"], "widths": [8, 2], "align": "lc",
         "rows": [[label, str(number)] for label, number in figures]},
        {"kind": "heading", "level": 2, "text": "II. Kết luận"},
        _para(words),
        _para(f"Số liệu do {row.entered_by} nhập, {row.confirmed_by} kiểm tra và xác nhận. Biên bản lập xong {ended}./."),
    ]  # fmt: skip
    return _head(vote) | {
        "notation": "BB-BKP", "number": "", "date": f"{localtime(row.confirmed_at):%Y-%m-%d}",
        "subject": f"Kiểm phiếu: {vote.question}", "body": body, "recipients": ["Chủ tọa;", "Lưu: VT."],
        "secretary": {"capacity": "Người kiểm tra", "name": str(row.confirmed_by)},
        "signing": {"capacity": "Trưởng ban kiểm phiếu", "name": str(head.seat.user)},
    }  # fmt: skip


def _named(seat: Any) -> str:
    """Return a person with the post, if there is one."""
    return ", ".join(filter(None, (str(seat.user), seat.title)))


def _para(text: str) -> dict[str, Any]:
    return {"kind": "para", "text": text}


def _when(moment: Any) -> str:
    return date_format(localtime(moment), "H \\g\\i\\ờ i \\p\\h\\ú\\t, \\n\\gà\\y d/m/Y")
