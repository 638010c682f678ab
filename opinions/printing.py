"""What is printed of a round, as data for ``typeset``: the sheet of answers, the report of the result, a decision.

The words are those of the State's papers, so they are Vietnamese whatever the language of the page.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from opinions.models import Round, Sheet
from opinions.sentences import result_sentences
from opinions.states import AskedKind, Choice, Shown
from people.access import title_of
from people.models import User

Data = dict[str, Any]
CHOICES = (
    (Choice.AGREE, "Đồng ý"),
    (Choice.DISAGREE, "Không đồng ý"),
    (Choice.OTHER, "Ý kiến khác"),
    (Choice.NO_OPINION, "Không có ý kiến"),
)
WORDS = dict(CHOICES)


def sheet_data(sheet: Sheet) -> Data:
    """Return the sheet as data of the form ``opinion``: each question with its boxes, words, signature."""
    line, round_ = sheet.asked, sheet.asked.round
    name = str(line.user if line.kind == AskedKind.MEMBER else sheet.by)
    title = line.title or (title_of(sheet.by, line.unit) if line.unit else title_of(sheet.by))
    replies = {reply.matter_id: reply for reply in sheet.replies.all()}
    matters = [
        {
            "number": matter.position, "question": matter.question,
            "boxes": [{"word": word, "crossed": replies[matter.pk].choice == choice} for choice, word in CHOICES],
            "text": replies[matter.pk].text,
        }
        for matter in round_.matters.all() if matter.pk in replies
    ]  # fmt: skip
    return {
        "superior": "", "agency": round_.unit.name, "town": settings.TOWN, "number": "", "notation": "",
        "subject": f"Về việc {round_.title}", "title": f"Phiếu lấy ý kiến: {round_.title}",
        "who": name, "post": title, "unit": str(line.unit or ""), "for_unit": line.kind == AskedKind.UNIT,
        "due": _moment(round_.deadline), "matters": matters, "words": sheet.words,
        "file": sheet.file.title if sheet.file else "", "date": f"{timezone.localdate(sheet.saved_at):%Y-%m-%d}",
        "signing": {"capacity": title or "Người cho ý kiến", "name": name}, "recipients": [],
    }  # fmt: skip


def digest(sheet: Sheet) -> str:
    """Return the SHA-256 (hex) of what the sheet says: the printed paper is the answer's as long as it is the same."""
    rows = sheet.replies.order_by("matter__position").values_list("matter_id", "choice", "text")
    said = [sheet.asked_id, sheet.number, sheet.words, sheet.file_id, [list(row) for row in rows]]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def report_data(
    round_: Round, results: Iterable[tuple[Any, dict[str, Any]]], *, signer: User
) -> Data:
    """Return the report of the result (báo cáo) for the session and for everybody who was asked."""
    body: list[Data] = [_para(_asked(round_))]
    with translation.override("vi"):
        for matter, result in results:
            named = result if round_.shows == Shown.NAMES else {**result, "missing": []}
            outcome, _figures_again, *more = result_sentences(named)
            body += [
                {"kind": "heading", "level": 2, "text": f"{matter.position}. {matter.question}"},
                _figures(result),
                *[_para(sentence) for sentence in (outcome, *more)],
            ]
    if round_.announcement:
        body += [_para(text) for text in round_.announcement.splitlines() if text.strip()]
    _end(body)
    title = f"Kết quả lấy ý kiến bằng phiếu: {round_.title}"
    return {
        "superior": "", "agency": round_.unit.name, "notation": f"BC-{round_.unit.code or 'UBND'}",
        "number": "", "date": "", "town": settings.TOWN, "subject": f"Kết quả lấy ý kiến bằng phiếu về việc {round_.title}",
        "title": title, "body": body,
        "recipients": [f"Thành viên {round_.unit.name};", "Lưu: VT."],
        "signing": {"capacity": title_of(signer).upper() or "CHỦ TRÌ", "name": str(signer)},
    }  # fmt: skip


def decision_data(
    round_: Round, *, subject: str, articles: Iterable[str], recipients: Iterable[str], today: date
) -> Data:
    """Return a decision drafted from the result (Decree 30/2020, Appendix III, form 1.2); the clerk numbers it."""
    agency = round_.unit.name.upper()
    ended = timezone.localdate(round_.closed_at)
    grounds = [line.strip() for line in round_.grounds.splitlines() if line.strip()]
    body: list[Data] = [{"kind": "grounds", "text": f"{line.rstrip('.;')};"} for line in grounds]
    held = f"Theo kết quả lấy ý kiến bằng phiếu các thành viên {round_.unit.name} ngày {ended:%d/%m/%Y}."
    body += [{"kind": "grounds", "text": held}, {"kind": "order", "text": "QUYẾT ĐỊNH:"}]
    body += [
        {"kind": "article", "number": number, "text": text}
        for number, text in enumerate(articles, start=1)
    ]
    _end(body)
    lead = "TM. ỦY BAN NHÂN DÂN" if round_.rule == "committee" else ""
    capacity = "\n".join(word for word in (lead, title_of(round_.leader).upper()) if word)
    return {
        "superior": "", "agency": agency, "notation": f"QĐ-{round_.unit.code or 'UBND'}", "number": "",
        "date": "", "town": settings.TOWN, "year": today.year, "subject": f"Về việc {subject}",
        "authority": agency, "body": body, "recipients": [*recipients, "Như Điều thi hành;", "Lưu: VT."],
        "signing": {"capacity": capacity, "name": str(round_.leader)},
    }  # fmt: skip


def _asked(round_: Round) -> str:
    lines = list(round_.asked.filter(removed_at=None))
    members = sum(line.kind == AskedKind.MEMBER for line in lines)
    units = len(lines) - members
    also = f" và {units} cơ quan, đơn vị góp ý" if units else ""
    return (
        f"Từ {_moment(round_.sent_at)} đến {_moment(round_.closed_at)}, {round_.unit.name} đã lấy ý kiến bằng phiếu "
        f"{members} thành viên{also} về các nội dung sau:"
    )


def _figures(result: dict[str, Any]) -> Data:
    head = [
        "Tổng số thành viên",
        "Đồng ý",
        "Không đồng ý",
        "Ý kiến khác",
        "Không có ý kiến",
        "Không trả lời",
    ]
    row = [
        str(result[name])
        for name in ("total", "agree", "disagree", "other", "no_opinion", "not_answered")
    ]
    return {
        "kind": "table", "caption": "", "unit": "Đơn vị tính: phiếu", "widths": [1] * 6,
        "align": "c" * 6, "head": head, "rows": [row],
    }  # fmt: skip


def _end(body: list[Data]) -> None:
    """End the text with “./.”, as the forms of Appendix III do."""
    body[-1]["text"] = body[-1]["text"].rstrip("./ ") + "./."


def _para(text: str) -> Data:
    return {"kind": "para", "text": text}


def _moment(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%H giờ %M ngày %d/%m/%Y}" if moment else "…"
