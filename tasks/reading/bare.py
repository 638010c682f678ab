"""Bare deeds: “Rà soát …”, “Trường hợp … thì …”, “Phương án … gửi …”, whose subject stands elsewhere."""

from dataclasses import replace

from tasks.reading.clause import BARE, Clause, Reading
from tasks.reading.cues import BEGINNINGS, DEEDS, MUST
from tasks.reading.parties import starts


def bare(clause: Clause, i: int) -> Reading | None:
    """Read the deed at chunk ``i``: “Rà soát …”; None when it tells, not orders."""
    tags, word = clause.tags(i), clause.word(i)
    if word == "không" and not clause.is_deed(i + 1):
        return None
    if (word == "ngay" and "S" in clause.tags(i + 1)) or _tells_of(clause, i):
        return None
    if not DEEDS & set(tags) and not (word == "không" or "O" in tags):
        return None
    if (
        "R" in tags
        or word in ("thống nhất", "đồng ý", "nhất trí", "cũng", "vẫn", "còn", "luôn", "nên", "theo")
        or clause.word(i + 1) in ("của", "này", "trên", ":")
    ):
        return None
    return Reading(
        BARE,
        (),
        clause.coordinate(i),
        i,
        None,
        i,
        must=word in MUST,
        general=clause.is_general(i),
    )


def bare_behind(clause: Clause) -> Reading | None:
    """Read “Trên cơ sở đó, kịp thời …”, “Đến năm 2027, phải …”: the deed behind an opening and a comma."""
    if _sets_case(clause):
        return _in_case(clause)
    if clause.word(clause.a) not in BEGINNINGS and "S" not in clause.tags(clause.a):
        return None
    if clause.word(clause.a) in ("cũng", "việc", "do", "ngày", "hôm nay", "hiện", "đến nay") or (
        clause.word(clause.a) == "theo" and starts(clause.chunks, clause.a + 1)
    ):
        return None
    for i in range(clause.a + 1, min(clause.b, clause.a + 16)):
        if (
            set("TF") & set(clause.tags(i))
            and "B" not in clause.tags(i)
            and clause.word(i) != "chưa"
            and _subject_before(clause, i)
        ):
            return None  # “Từ đầu năm, X đã tiếp 214 lượt, …” tells
        if clause.word(i) == "," and i + 1 < clause.b and set("AVC") & set(clause.tags(i + 1)):
            found = bare(clause, i + 1)
            return found and replace(found, first=clause.a)
    return None


def _tells_of(clause: Clause, i: int) -> bool:
    """Whether a name that looks like a deed stands here: “Cần Thơ là …”, “Thanh tra tỉnh đã …”."""
    if clause.word(i) == "cần" and i + 1 < clause.b and clause.chunks[i + 1].capital:
        return True
    end = clause.reader.lists.get(i)
    return end is not None and bool(set("TFR") & set(clause.tags(end)))


def _subject_before(clause: Clause, i: int) -> bool:
    """Whether a name behind a comma stands just before chunk ``i``."""
    for s in range(max(clause.a, i - 12), i):
        if clause.word(s) == "," and starts(clause.chunks, s + 1):
            return clause.reader.read(s + 1).end == i
    return False


def _sets_case(clause: Clause) -> bool:
    """Whether the clause sets a case: “Trường hợp …”, “Nếu …”, “Nơi nào …”."""
    first = range(clause.a, min(clause.b, clause.a + 6))
    return clause.word(clause.a) in ("trường hợp", "nếu", "khi") or any(
        clause.word(i) in ("nào", "nếu") for i in first
    )


def _in_case(clause: Clause) -> Reading | None:
    """Read “… thì lập hồ sơ …”, “… phải có thư xin lỗi …”; a penalty orders nothing."""
    for i in range(clause.a + 1, clause.b - 1):
        if clause.word(i) in ("thì", "phải") or (
            clause.word(i) == ","
            and clause.word(clause.a) != "trường hợp"
            and set("AVC") & set(clause.tags(i + 1))
        ):
            if _punishes(clause, i):
                return None
            if clause.is_deed(i + 1) or clause.word(i) == "phải":
                found = bare(clause, i if clause.word(i) == "phải" else i + 1)
                return found and replace(found, first=clause.a)
    return None


def _punishes(clause: Clause, i: int) -> bool:
    words = clause.plain(i)
    return any(
        word in words
        for word in (
            "chịu trách nhiệm",
            "xem xét trách nhiệm",
            "xử lý trách nhiệm",
            "kiểm điểm",
            "trừ điểm",
            "xếp loại",
            "kỷ luật",
            " sẽ ",
        )
    )


def read_product(clause: Clause) -> Reading | None:
    """Read a line under a unit's heading that names the product first: “Phương án … gửi … trước ngày …”."""
    if clause.is_deed(clause.a) or starts(clause.chunks, clause.a):
        return None
    for i in range(clause.a + 1, clause.b):
        if clause.word(i) in ("gửi", "trình", "báo cáo", "hoàn thành", "nộp", "xong"):
            return Reading(BARE, (), clause.coordinate(i), clause.a, None, i)
    return None
