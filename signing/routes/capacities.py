"""In what right a person signs, and what is printed over the name (pure).

Decree 30/2020/NĐ-CP art. 13 (who may sign in which right) and appendix I, part II, section 7.a (what is printed).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Right:
    """One right: ``letters`` printed, ``before`` what they stand, ``reason`` in the signature, and the clause."""

    letters: str
    before: str  # collective, head
    own_title: bool  # the signer's own title is printed below
    reason: str
    clause: str
    hands_on: bool = True  # may be handed on to another person


RIGHTS: dict[str, Right] = {
    "": Right("", "", True, "Ký duyệt", "NĐ 30/2020/NĐ-CP, Điều 13 khoản 1"),
    "TM": Right(
        "TM.", "collective", True, "Ký thay mặt tập thể",
        "NĐ 30/2020/NĐ-CP, Điều 13 khoản 2; Phụ lục I, Phần II, mục 7.a",
    ),
    "Q": Right(
        "Q.", "head", False, "Ký quyền cấp trưởng",
        "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần II, mục 7.a",
    ),
    "KT": Right(
        "KT.", "head", True, "Ký thay",
        "NĐ 30/2020/NĐ-CP, Điều 13 khoản 1; Phụ lục I, Phần II, mục 7.a",
    ),
    "TL": Right(
        "TL.", "head", True, "Ký thừa lệnh",
        "NĐ 30/2020/NĐ-CP, Điều 13 khoản 4; Phụ lục I, Phần II, mục 7.a",
    ),
    "TUQ": Right(
        "TUQ.", "head", True, "Ký thừa ủy quyền",
        "NĐ 30/2020/NĐ-CP, Điều 13 khoản 3; Phụ lục I, Phần II, mục 7.a",
        hands_on=False,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Signer:
    """What the right is told from: the signer's title and rank, the head's title, the collective's name."""

    title: str
    is_head: bool = False
    is_leader: bool = False
    head_title: str = "Chủ tịch"
    collective: str = ""


def printed(right: str, signer: Signer) -> str:
    """Return the lines printed over the name, in capitals: “KT. CHỦ TỊCH⏎PHÓ CHỦ TỊCH”."""
    rule = RIGHTS[right]
    title, head = signer.title.upper(), signer.head_title.upper()
    if not rule.letters:
        return title
    over = signer.collective.upper() if rule.before == "collective" else head
    if not over:
        return title
    first = f"{rule.letters} {over}"
    return f"{first}\n{title}" if rule.own_title and title else first


def usual(signer: Signer) -> str:
    """Propose the right from the post: the head signs as head (TM. for a committee), a deputy KT., others TL."""
    if signer.is_head:
        return "TM" if signer.collective else ""
    return "KT" if signer.is_leader else "TL"


def may_follow(right: str, new: str) -> bool:
    """Say whether who signs by ``right`` may hand it on as ``new``: authority by TUQ. is not handed on (art. 13.3)."""
    return RIGHTS[right].hands_on and new in ("KT", "TL", "TUQ")
