"""Who is told what: reads one clause and says whether it orders something, whom, with whom, and by which words.

Three forms: an order (“giao Sở X rà soát …”), a statement of duty (“Sở X chủ trì …”), a bare deed (“Rà soát …”), whose
subject stands in the heading or in the sentence before. Everything else orders nothing.
"""

from bisect import bisect_left, bisect_right

from tasks.reading.bare import bare, bare_behind
from tasks.reading.clause import ORDER, Clause, Reading
from tasks.reading.cues import (
    BEGINNINGS,
    BETWEEN,
    CITED,
    FILLERS,
    FREE_ORDERS,
    GENTLE,
    GIVING,
    MUST,
    NEAR,
    OWN_DEEDS,
    STRONG,
    is_authority,
    is_self,
)
from tasks.reading.duties import read_duty, read_duty_of
from tasks.reading.parties import Parties, starts


def read_clause(
    clause: Clause, *, bare_first: bool, named: bool = False, loose: bool = False
) -> Reading | None:
    """Return what is ordered; with ``bare_first`` a deed at the beginning belongs to the heading's unit."""
    if clause.a >= clause.b:
        return None
    if bare_first and clause.is_deed(clause.a) and (named or not clause.opens_with_order()):
        return (read_duty(clause) if clause.opens_with_time() else None) or bare(clause, clause.a)
    if (found := _colon(clause, loose=loose)) is not None:
        return found
    return (
        _order(clause)
        or read_duty(clause, loose=loose)
        or bare(clause, clause.a)
        or bare_behind(clause)
    )


def _colon(clause: Clause, *, loose: bool) -> Reading | None:
    """Read “Sở X: chỉ đạo …”: what follows the colon is the unit's own."""
    if not starts(clause.chunks, clause.a):
        return None
    parties = clause.reader.read(clause.a, semicolons=True)
    if (
        not parties.names
        or clause.word(parties.end) != ":"
        or is_authority(parties.names[0].lower(), central=clause.reader.central)
    ):
        return None
    return read_duty_of(clause, parties, clause.a, loose=loose)


def _order(clause: Clause) -> Reading | None:
    for k in range(clause.a, clause.b):
        if "O" in clause.tags(k) and (found := _order_at(clause, k)):
            return found
    return None


def _order_at(clause: Clause, k: int) -> Reading | None:
    if k > clause.a and clause.word(k - 1) in CITED:
        return None
    p = k + 1
    while p < clause.b and clause.word(p) in FILLERS:
        p += 1
    p = _past_time(clause, p)
    named = p < clause.b and starts(clause.chunks, p)
    if _is_past(clause, k) or not _may_order(clause, k, named=named):
        return None
    if named:
        parties = clause.reader.read(p, semicolons=True)
        return clause.told(ORDER, parties, k, (k, k + 1)) if _is_told(clause, k, parties) else None
    bare = clause.word(k) in FREE_ORDERS and p < clause.b and clause.is_deed(p)
    return _without_party(clause, k, p) if bare else None


def _is_told(clause: Clause, k: int, parties: Parties) -> bool:
    """Whether somebody below is told to do something."""
    if not parties.names:
        return False
    after = clause.word(parties.end)
    if clause.word(k) in GENTLE and not (
        clause.is_deed(parties.end) or (after == "không" and clause.is_deed(parties.end + 1))
    ):
        return False
    upward = len(parties.names) == 1 and is_self(parties.names[0].lower())
    if upward and not clause.reader.central:
        return False
    return clause.deed_within(parties.end) or after[:1].isalpha()


def _is_past(clause: Clause, k: int) -> bool:
    """Whether the order is an older one, only told of: “từng giao”, “đã có Quyết định …, trong đó giao”."""
    if "hứa" in (clause.word(k - 1), clause.word(k - 2)) or clause.word(k - 1) == "hứa sẽ":
        return True
    if clause.word(k - 1) == "từng" or clause.word(clause.a) == "trước đó":
        return True
    told = any(clause.word(i) == "trong đó" for i in range(max(clause.a, k - NEAR), k))
    return told and any("T" in clause.tags(i) for i in range(clause.a, k))


def _past_time(clause: Clause, p: int) -> int:
    """Return where the name begins behind a time: “yêu cầu trong tháng 6 các đơn vị …”."""
    if clause.word(p) not in (
        "trong",
        "đến",
        "trước",
        "từ",
        "từ nay",
        "ngay",
        "trong tháng",
        "trong quý",
        "trước ngày",
        "chậm nhất",
        "sau",
    ):
        return p
    for i in range(p + 1, min(clause.b, p + 10)):
        if starts(clause.chunks, i) and clause.is_deed(clause.reader.read(i).end):
            return i
    return p


def _without_party(clause: Clause, k: int, p: int) -> Reading | None:
    """Read “yêu cầu phải khẩn trương …”: nobody is named behind the order."""
    if clause.word(k).startswith("giao") and _about(clause) == ():
        return None
    if clause.word(k) == "chỉ đạo" and any(clause.word(t) in STRONG for t in range(clause.a, k)):
        return None
    must = "A" in clause.tags(p) or clause.word(k) in MUST
    return Reading(ORDER, _about(clause), clause.coordinate(p), clause.a, (k, k + 1), p, must=must)


def _about(clause: Clause) -> tuple[str, ...]:
    """Return whom “Đối với X, …” or “X … được giao” at the beginning names."""
    if clause.word(clause.a) in ("đối với", "riêng", "với", "về phía"):
        return clause.reader.read(clause.a + 1, single=True).names
    return ()


def _may_order(clause: Clause, k: int, *, named: bool) -> bool:
    """Whether the order is the text's own, and no deed of a unit that was given a task."""
    t = k - 1
    while t >= clause.a and (clause.word(t) in BETWEEN or set("TL") & set(clause.tags(t))):
        t -= 1
    if t < clause.a:
        return True
    word = clause.word(t)
    if word in (":", '"', "(", "-", "tôi", "chúng tôi"):
        return True
    if word == "," and not named:
        return False
    if word == ",":
        opened = clause.word(clause.a) in BEGINNINGS or "S" in clause.tags(clause.a)
        return opened or (
            (clause.word(k) in GIVING and not clause.is_deed(clause.a))
            or clause.word(k).startswith("giao")
        )
    if word in ("ông", "bà") and (t == clause.a or clause.word(t - 1) in (",", '"')):
        return True
    return _issuer_before(clause, t, k)


def _issuer_before(clause: Clause, t: int, k: int) -> bool:
    least = max(clause.a, t - NEAR)
    begins = clause.reader.begins
    for s in begins[bisect_left(begins, least) : bisect_right(begins, t)]:
        if s < least:
            continue
        parties = clause.reader.read(s, single=True)
        if parties.end > t:
            alone = (
                s <= max(clause.a, t - NEAR)  # nothing before it
                or clause.word(s - 1) in (",", ":", '"', "-", ")")
                or clause.first_at >= s
            )
            own = clause.word(k) in OWN_DEEDS | GENTLE and not is_authority(
                parties.names[0].lower() if parties.names else "", central=clause.reader.central
            )
            return alone and not own
        least = parties.end
    return False
