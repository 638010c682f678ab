"""What stands around the text (pure): agency, symbol, recipients, and in which capacity somebody signs.

Capacities are those of Decree 30/2020, Appendix I, II.7: TM. on behalf of a collective, KT. for the head by a deputy,
TL. by order. Kept as data: what a lawyer might change stands in the tables.
"""

from collections.abc import Sequence
from typing import Any

from meetings.wording.facts import MeetingFacts, Person

LETTERS = {"minutes": "BB", "conclusions": "TB", "resolution": "NQ", "decision": "QĐ"}
COLLECTIVES = {"committee": "TM. ỦY BAN NHÂN DÂN", "council": "TM. HỘI ĐỒNG NHÂN DÂN"}
CHAIRED = {"committee": "CHỦ TRÌ", "council": "CHỦ TỌA", "working": "CHỦ TRÌ"}
DEPUTY = "PHÓ "
RECIPIENTS = {
    "minutes": ("Các thành phần dự họp;", "Lưu: VT, TH."),
    "conclusions": ("Các cơ quan, đơn vị có tên tại Thông báo;", "Lưu: VT, TH."),
    "resolution": ("Như trên;", "Các cơ quan, đơn vị có liên quan;", "Lưu: VT."),
    "decision": ("Các cơ quan, đơn vị có liên quan;", "Lưu: VT."),
}


def capacity(form: str, kind: str, title: str) -> str:
    """Return the lines above the signature: “TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH”."""
    if form == "minutes":
        return CHAIRED.get(kind, "CHỦ TRÌ")
    post = title.upper()
    lines = [COLLECTIVES.get(kind, "")] if form in ("resolution", "decision") else []
    if post.startswith(DEPUTY):
        lines.append(f"KT. {post.removeprefix(DEPUTY)}")
    lines.append(post)
    return "\n".join(line for line in lines if line)


def by_order(head_title: str, own_title: str) -> str:
    """Return the lines of somebody who signs by order of the head."""
    return f"TL. {head_title.upper().removeprefix(DEPUTY)}\n{own_title.upper()}"


def head(
    facts: MeetingFacts, *, form: str, town: str, signer: Person, secretary: Person | None,
    recipients: Sequence[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """Return the data around the text, as ``typeset`` and the Word file print it; number and date stay blank."""
    data: dict[str, Any] = {
        "superior": "", "agency": facts.agency, "notation": f"{LETTERS[form]}-{facts.code}", "town": town,
        "authority": facts.agency, "recipients": list(recipients or RECIPIENTS[form]),
        "signing": {"capacity": capacity(form, facts.kind, signer.title), "name": signer.name},
    }  # fmt: skip
    if form == "minutes":
        name = secretary.name if secretary else ""
        data["secretary"] = {"capacity": "THƯ KÝ", "name": name}
    return data
