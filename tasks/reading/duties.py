"""Duties: “Sở X chủ trì …”, “Sở X phải …”, “… được giao cho Sở X”: a statement of who does what, without an order before it."""

from tasks.reading.clause import DUTY, ORDER, Clause, Reading
from tasks.reading.cues import (
    ATTRIBUTES,
    BEGINNINGS,
    DEEDS,
    DONE_ALREADY,
    GENTLE,
    MEETINGS,
    PENALTY,
    PERSONS,
    STRONG,
    is_authority,
)
from tasks.reading.parties import Parties, starts


def read_duty(clause: Clause, *, loose: bool = False) -> Reading | None:
    """Read the first statement of duty whose subject stands where one may; None when there is none."""
    for p in clause.openings():
        if not starts(clause.chunks, p):
            continue
        parties = clause.reader.read(p, semicolons=True)
        if parties.names and (found := read_duty_of(clause, parties, p, loose=loose)):
            return found
    return None


def read_duty_of(clause: Clause, parties: Parties, p: int, *, loose: bool) -> Reading | None:  # noqa: C901, PLR0911  a table of cases
    """Read what ``parties``, named at chunk ``p``, do: “Sở X chủ trì …”; None when the clause only tells of them."""
    name, i = parties.names[0].lower(), parties.end
    while i < clause.b and (
        clause.word(i) in (",", ":", "cũng", "còn", "thì") or "L" in clause.tags(i)
    ):
        i += 1
    some = name.startswith(("một số ", "nhiều ")) and clause.word(i) not in STRONG
    if i >= clause.b or some or name.endswith(" nào") or _is_story(clause, p, i):
        return None
    if clause.word(i).startswith("chịu trách nhiệm") and PENALTY.search(clause.plain(clause.a)):
        return None
    tags, word = clause.tags(i), clause.word(i)
    if word == "không" and clause.is_deed(i + 1):
        return clause.told(DUTY, parties, p, None, must=False)
    if "B" in tags and name != parties.names[-1] and parties.names[-1].lower() in ATTRIBUTES:
        return None  # “Công ty X, đơn vị được giao …, bị nêu tên”
    if "B" in tags:
        return _given(clause, parties, p, i)
    if not DEEDS & set(tags):
        return _loosely(clause, parties, p, i, loose=loose)
    if _is_own(clause, parties, p, i):
        return None
    cue = (i, i + 1) if "A" in tags else None
    return clause.told(DUTY, parties, p, cue, must=word in STRONG)


def _is_story(clause: Clause, p: int, i: int) -> bool:
    """Whether the clause tells of something done, planned or said."""
    done = DONE_ALREADY.search(clause.plain(p)) or clause.word(clause.a) == "trước đó"
    return bool(done) or _only_told(clause, i)


def _loosely(clause: Clause, parties: Parties, p: int, i: int, *, loose: bool) -> Reading | None:
    """Read a name before “theo chức năng, …”, or in a list before a word the tables do not know."""
    if p != clause.a:
        return None
    tags, word = clause.tags(i), clause.word(i)
    if any("R" in clause.tags(k) for k in range(i, min(clause.b, i + 8))):
        return None
    if word in BEGINNINGS or "S" in tags:
        return clause.told(DUTY, parties, p, None) if clause.strong_within(i) else None
    unknown = not tags and word.isalpha() and not clause.chunks[i].capital
    if loose and unknown and not _commands(clause, parties):
        return clause.told(DUTY, parties, p, None, must=False)
    return None


def _is_own(clause: Clause, parties: Parties, p: int, i: int) -> bool:
    """Whether the deed is no duty: a head of the city presides, agrees, orders; others agree."""
    tags, word = clause.tags(i), clause.word(i)
    if word in ("thống nhất", "nhất trí", "đồng ý"):
        return True
    if word == "chủ trì" and clause.word(i + 1) in MEETINGS:
        return True
    if p > clause.a and clause.word(parties.end) == ",":
        return True
    if "O" in tags and parties.names[0].lower().startswith(PERSONS):
        return True
    commands = _commands(clause, parties)
    if "O" in tags and word not in GENTLE and (commands or clause.word(i + 1) in ("", ":")):
        return True
    return commands and len(parties.names) == 1 and word not in STRONG


def _commands(clause: Clause, parties: Parties) -> bool:
    return is_authority(parties.names[0].lower(), central=clause.reader.central)


def _only_told(clause: Clause, i: int) -> bool:
    """Whether what follows the name tells of something done, planned or said (“cùng đoàn liên ngành đã lập …”)."""
    if set("TFR") & set(clause.tags(i)) or "R" in clause.tags(i + 1):
        return True
    if "C" not in clause.tags(i) or not starts(clause.chunks, i + 1):
        return False
    return bool(set("TFR") & set(clause.tags(clause.reader.read(i + 1, together=True).end)))


def _given(clause: Clause, parties: Parties, p: int, i: int) -> Reading | None:
    """Read “X được giao …”, and “… được giao các đơn vị liên quan giải quyết”."""
    if starts(clause.chunks, i + 1):
        return clause.told(ORDER, clause.reader.read(i + 1), p, (i, i + 1))
    goes_on = clause.deed_within(i + 1) or (
        i + 1 < clause.b and clause.word(i + 1)[0].isalpha() and "S" not in clause.tags(i + 1)
    )
    return clause.told(ORDER, parties, p, (i, i + 1)) if goes_on else None


def read_passive(clause: Clause) -> Reading | None:
    """Read “Các kiến nghị … được giao X giải quyết”: the subject is no unit."""
    for i in range(clause.a + 1, clause.b):
        if "B" in clause.tags(i) and starts(clause.chunks, i + 1):
            parties = clause.reader.read(i + 1)
            if parties.names and clause.deed_within(parties.end):
                return clause.told(ORDER, parties, clause.a, (i, i + 1))
    return None
