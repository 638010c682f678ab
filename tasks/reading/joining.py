"""One task is one lead, one deed, one deadline: what joins the task before it, and what ends it."""

from tasks.reading.clause import Clause, Reading
from tasks.reading.deadlines import chosen
from tasks.reading.kinds import NONE, RECURRING, Deadline
from tasks.reading.letters import fold
from tasks.reading.lines import PLAIN, Line
from tasks.reading.turns import BULLET, CHAIN_ENDS, CLOSING, LETTERED, LOOSE, NEW_PRODUCT, OF_ALL
from tasks.reading.walk import Draft, Walk


def joins_last(  # noqa: C901, PLR0911  a table of cases
    walk: Walk, last: Draft, clause: Clause, found: list[Deadline], line: Line, *, inside: bool
) -> bool:
    """Whether a deed belongs to the task before it: no other deadline, no product of its own."""
    closing = clause.first_deed() in CLOSING
    before = last.deadline()
    if not inside:
        words = walk.page.plain[clause.chunks[0].start : clause.chunks[0].start + 14]
        if words.startswith("nếu "):
            return True
        if words.startswith((*NEW_PRODUCT, "trường hợp", "nơi nào", "đơn vị nào", "khi ")):
            return False
        if closing and not (before.kind != NONE and found):
            return True
        return LETTERED <= line.level < PLAIN and not (found and before.kind != NONE)
    if clause.chunks[clause.a].word == "trường hợp" and walk.page.plain.startswith(
        "trường hợp cần thiết", clause.chunks[clause.a].start
    ):
        return True
    if closing and (before.kind == NONE or not found) and not _fixed(found, clause):
        return True
    now = chosen(found)
    if (
        BULLET <= line.level < PLAIN
        and NONE in (before.kind, now.kind)
        and not _fixed(found, clause)
    ):
        return True
    if found:
        return now.kind == before.kind and now.date == before.date and now.date is not None
    return before.kind == NONE or last.opens


def ends_chain(walk: Walk, clause: Clause, found: list[Deadline], line: Line) -> bool:
    """Take “Báo cáo kết quả … trong quý I” of a new paragraph as the end of what was ordered just before."""
    last = walk.drafts[-1] if walk.drafts else None
    if (
        last is None
        or not found
        or line.level != PLAIN
        or walk.heading()
        or walk.number - last.until != 1
    ):
        return False
    if clause.first_deed() not in CHAIN_ENDS or last.deadline().kind not in (NONE, *LOOSE):
        return False
    leads = last.leads
    for draft in reversed(walk.drafts):
        if draft.leads != leads or draft.deadline().kind not in (NONE, *LOOSE):
            break
        draft.deadlines = list(found)
    last.end, last.until = clause.chunks[-1].end, walk.number
    return True


def _fixed(found: list[Deadline], clause: Clause) -> bool:
    """Whether a report of its own recurs at a fixed time: “8h00 thứ Hai hằng tuần báo cáo …”."""
    first = found[0] if found else None
    begins = first and first.start is not None and first.start - clause.chunks[clause.a].start < 4
    return bool(
        first and begins and first.kind == RECURRING and (first.time or "thứ" in fold(first.quote))
    )


def take_leftover(
    walk: Walk, line: Line, clause: Clause, end: int, found: list[Deadline], *, inside: bool
) -> None:
    """A clause that orders nothing by itself: the rest of a task, or the common end of several."""
    plain, start = walk.page.plain, clause.chunks[clause.begin].start
    if inside and walk.drafts:
        if found and _own_result(plain[start:end]) and walk.drafts[-1].deadline().kind == NONE:
            last = walk.drafts[-1]
            begin_task(walk, start, end, last.leads, (), None, found)
            return
        last = walk.drafts[-1]
        last.end = end
        last.deadlines += found
        last.coordinate += tuple(
            name for name in clause.together() if name not in (*last.coordinate, *last.leads)
        )
        return
    if found and plain.startswith(OF_ALL, start):
        if walk.drafts and walk.drafts[-1].line == walk.number:
            walk.drafts[-1].deadlines += found
            walk.drafts[-1].end = end
        elif line.level == PLAIN:
            _common(walk, found)


def _own_result(words: str) -> bool:
    """Whether a clause names a product of its own: “kết quả … báo cáo … trước ngày …”."""
    return words.startswith(
        ("kết quả", "báo cáo", "sản phẩm", "hồ sơ", "danh sách", "phương án")
    ) and any(deed in words for deed in ("báo cáo", "gửi", "trình", "nộp"))


def _common(walk: Walk, found: list[Deadline]) -> None:
    """Give a deadline named once to the tasks of the list before it that have none."""
    for draft in reversed(walk.drafts):
        if draft.deadline().kind != NONE or walk.lines[draft.line].level == PLAIN:
            break
        draft.deadlines += found


def begin_task(walk: Walk, start: int, end: int, leads: tuple[str, ...], coordinate: tuple[str, ...], cue: tuple[int, int] | None, found: list[Deadline]) -> None:  # fmt: skip  # noqa: PLR0917
    """Put down a task; without a deadline of its own it has its heading's."""
    opens = bool(found) and found[0].start is not None and found[0].start - start < 12
    rows = list(found)
    if not rows and (heading := walk.heading()):
        rows = list(heading.deadlines)
    walk.drafts.append(
        Draft(start, end, leads, coordinate, cue, walk.number, walk.number, rows, opens)
    )


def turns_away(walk: Walk, line: Line) -> bool:
    """Whether a paragraph turns to another matter: “Về …,”, “Đối với …,”."""
    return walk.page.plain.startswith(
        ("về ", "đối với ", "liên quan ", "riêng ", "đến năm ", "theo "), line.body
    )


def take_supporters(walk: Walk, reading: Reading, end: int) -> None:
    """Take “; Sở A, Sở B phối hợp;” as those who work together with the lead before."""
    last = walk.drafts[-1]
    last.coordinate += tuple(
        name for name in reading.leads if name not in (*last.coordinate, *last.leads)
    )
    last.end, last.until = end, walk.number
