"""What a decision drafted from a meeting says, as data for the form (Decree 30/2020, Appendix III, form 1.2)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings

from meetings.models import Meeting
from people.models import User

TEAM_HEADS = {
    "committee": "TM. ỦY BAN NHÂN DÂN"
}  # signs on behalf of the collective (Appendix I, 7)


def decision_data(  # noqa: PLR0913  every box of the form
    meeting: Meeting, *, subject: str, articles: Iterable[str], grounds: Iterable[str],
    recipients: Iterable[str], signer: User, title: str, today: date,
) -> dict[str, Any]:  # fmt: skip
    """Return the data ``typeset("decision", …)`` prints; number and date are left blank for the clerk."""
    held = f"Theo kết luận tại {meeting.title} ngày {meeting.starts_at:%d/%m/%Y}"
    body: list[dict[str, Any]] = [
        {"kind": "grounds", "text": f"{line.rstrip('.;')};"} for line in grounds
    ]
    body.append({"kind": "grounds", "text": f"{held}."})
    body.append({"kind": "order", "text": "QUYẾT ĐỊNH:"})
    for number, text in enumerate(articles, start=1):
        body.append({"kind": "article", "number": number, "text": text})
    agency = meeting.unit.name.upper()
    lead = TEAM_HEADS.get(meeting.kind, "")
    return {
        "superior": "", "agency": agency, "notation": f"QĐ-{meeting.unit.code or 'UBND'}",
        "number": "", "date": "", "town": settings.TOWN, "year": today.year, "subject": f"Về việc {subject}",
        "authority": agency, "body": body,
        "recipients": [*recipients, "Như Điều thi hành;", "Lưu: VT."],
        "signing": {"capacity": "\n".join(x for x in (lead, title.upper()) if x), "name": str(signer)},
    }  # fmt: skip
