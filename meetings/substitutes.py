"""Who may send somebody in their place, who agrees to it, and what the substitute may do: one table.

Pure: no database, no clock. A lawyer changes the rows of ``RULES``; ``law`` says where each comes from.
[verify] marks what was written from knowledge of the practice and is to be compared with the text in force.
"""

from dataclasses import dataclass
from datetime import date

CHAIR, CLERK, NOBODY = "chair", "clerk", ""
UBND = "Luật Tổ chức chính quyền địa phương 72/2025/QH15; quy chế làm việc của UBND theo Quyết định 53/2006/QĐ-TTg [verify]"
HDND = "Luật Tổ chức chính quyền địa phương 72/2025/QH15: đại biểu HĐND tự mình biểu quyết [verify]"
WORK = "Quyết định 45/2018/QĐ-TTg; giấy mời của người chủ trì [verify]"


@dataclass(frozen=True)
class Rule:
    """What the law allows to who cannot come; ``consent`` names whose agreement is needed, "" nobody's.

    ``absence`` is whose agreement staying away without a substitute needs. ``vote``: "never", or "setting"
    when the clerk may allow it for this meeting, because its own rule says so. ``since``: first day in force.
    """

    substitute: bool
    consent: str
    absence: str
    vote: str
    law: str
    since: date

    @property
    def law_text(self) -> str:
        """The law as people read it, without the mark for lawyers."""
        return self.law.replace(" [verify]", "")


NEVER, SETTING = "never", "setting"
SINCE = date(2025, 6, 16)
# (kind of meeting, role at the table) → versions, the newest first
RULES: dict[tuple[str, str], tuple[Rule, ...]] = {
    ("committee", "member"): (Rule(substitute=True, consent=CHAIR, absence=CHAIR, vote=NEVER, law=UBND, since=SINCE),),
    ("committee", "guest"): (Rule(substitute=True, consent=NOBODY, absence=NOBODY, vote=NEVER, law=UBND, since=SINCE),),
    ("council", "member"): (Rule(substitute=False, consent=NOBODY, absence=CHAIR, vote=NEVER, law=HDND, since=SINCE),),
    ("council", "guest"): (Rule(substitute=True, consent=NOBODY, absence=NOBODY, vote=NEVER, law=HDND, since=SINCE),),
    ("working", "member"): (Rule(substitute=True, consent=CLERK, absence=NOBODY, vote=SETTING, law=WORK, since=date(2018, 12, 25)),),
    ("working", "guest"): (Rule(substitute=True, consent=NOBODY, absence=NOBODY, vote=NEVER, law=WORK, since=date(2018, 12, 25)),),
}  # fmt: skip
# chair and secretary are not replaced by themselves: the meeting is handed over, the list is changed
FIXED = Rule(substitute=False, consent=NOBODY, absence=NOBODY, vote=NEVER, law="", since=date.min)
OTHER_KINDS = "working"  # a kind the table does not know is a working meeting


def rule_for(kind: str, role: str, on: date) -> Rule:
    """Return the rule in force on the day of the meeting for a role at a kind of meeting."""
    if role not in ("member", "guest"):
        return FIXED
    versions = RULES.get((kind, role)) or RULES[OTHER_KINDS, role]
    return next((rule for rule in versions if rule.since <= on), versions[-1])


def may_vote(rule: Rule, *, seat_votes: bool, allowed: bool) -> bool:
    """Say whether a substitute takes over the vote of the seat; ``allowed`` is the meeting's own setting."""
    return rule.substitute and seat_votes and rule.vote == SETTING and allowed
