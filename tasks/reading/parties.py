"""Who is meant: names of units, posts and groups, and lists of them, as they stand in a sentence.

A name begins with a word of HEADS or “các” and a word of GROUPS; it ends where the deed begins. Shortened lists are
written out: “các Sở: Tài chính, Nội vụ” is “Sở Tài chính”, “Sở Nội vụ”.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.reading.chunks import Chunk
from tasks.reading.fields import FIELDS, begins_field

LONGEST_NAME = 24  # chunks
ENDS = frozenset("OASCTRFB")
# small words that carry a name on
CARRIES = frozenset("của liên quan thuộc cấp số nơi có tỉnh tp thành phố".split()) | {"có liên quan", "trực thuộc", "trên địa bàn", "phụ trách", "khu vực", "địa phương", "nói trên", "nêu trên", "này", "trên", "đó", "còn lại"}  # fmt: skip
# heads that are common syllables: in small letters only before a capital
SHORT_HEADS = frozenset("sở bộ ban ca cục vụ viện trường trạm hội đoàn quỹ báo đài thuế phòng khối tp bà ông chánh cảng mặt trận thống kê chỉ huy đại học hải quan công đoàn".split()) | {"mặt trận", "thống kê", "chỉ huy", "đại học", "lãnh đạo", "thường trực"}  # fmt: skip
BEFORE_WEAK = frozenset("ban tổ đoàn đội quỹ phòng khu nhà máy cơ sở hội đồng".split()) | {
    "dự án", "đầu tư", "trung tâm", "công ty", "doanh nghiệp", "đơn vị", "hội đồng", "ban chỉ đạo", "nhà máy", "xây dựng", "cơ sở", "cơ quan", "ban quản lý",
    "viện", "ủy ban", "văn phòng", "bql", "ban qlda", "tiểu ban", "quản lý", "bồi thường", "tổ công tác", "thi công", "chi nhánh", "xí nghiệp", "đoàn công tác", "tổ chức",
    "lực lượng", "nhà đầu tư", "hiệp hội", "cấp", "nước", "phòng, chống", "đào tạo", "bệnh viện", "trường",
}  # fmt: skip
NAMELIKE = frozenset("thi công|tư vấn|kinh doanh|sản xuất|vận hành|khai thác|quản lý|thiết kế|bồi thường|cung ứng|cung cấp|đầu tư|xây dựng|phân phối|bảo trì|chủ trì|phòng|chống|đào tạo|nghiên cứu|điều phối|quy hoạch|thẩm định|kiểm định|chăn nuôi|điều tra|sử dụng|bảo vệ|vận chuyển|thu gom|chiếu sáng|đấu giá".split("|"))  # fmt: skip
FIELD_HEADS = frozenset({"sở", "bộ", "các sở", "phòng", "vụ"})


@dataclass(frozen=True)
class Parties:
    """A list of names and the chunk after it; ``group`` when the last one is a common noun."""

    names: tuple[str, ...]
    end: int
    group: bool = False


def starts(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a name begins at chunk ``i``."""
    if i >= len(chunks):
        return False
    chunk = chunks[i]
    following = chunks[i + 1] if i + 1 < len(chunks) else None
    if "Q" in chunk.tags:
        return following is not None and bool(set("GH") & set(following.tags))
    if "H" in chunk.tags:
        named = following is not None and (following.capital or following.word[0].isdigit())
        if chunk.word in SHORT_HEADS and not named:
            return chunk.capital and following is not None and "G" in following.tags
        return chunk.word not in SHORT_HEADS or named
    if "G" in chunk.tags and not set("VW") & set(chunk.tags):
        return following is not None and not (chunk.capital and "N" in chunk.tags)
    return False


class Reader:
    """Reads lists of names from the chunks of one sentence."""

    def __init__(self, text: str, chunks: Sequence[Chunk]) -> None:
        self.text, self.chunks = text, chunks

    def read(self, i: int, *, semicolons: bool = False) -> Parties:
        """Return the names from chunk ``i`` on; none when no name begins there."""
        names: list[str] = []
        group = False
        while starts(self.chunks, i):
            found, i, group = self._one(i)
            names += found
            following = self._after_join(i, semicolons=semicolons)
            if following is None:
                break
            i = following
        return Parties(tuple(dict.fromkeys(names)), i, group)

    def word(self, i: int) -> str:
        """Return the folded words of chunk ``i``; "" past the end."""
        return self.chunks[i].word if 0 <= i < len(self.chunks) else ""

    def tags(self, i: int) -> str:
        """Return the families of chunk ``i``; none for a capital, which is a name's."""
        if not 0 <= i < len(self.chunks) or self.chunks[i].capital:
            return ""
        return self.chunks[i].tags

    def _after_join(self, i: int, *, semicolons: bool) -> int | None:
        """Return where the next name begins after “,”, “và”; None when the list ends here."""
        here = i
        if self.word(here) == "," or (semicolons and self.word(here) == ";"):
            here += 1
        if self.word(here) in ("và", "cùng", "cùng các", "cùng với", "&"):
            here += 1
        return here if here > i and starts(self.chunks, here) else None

    def _one(self, i: int) -> tuple[list[str], int, bool]:
        """Read one name, or the names of a shortened list."""
        first, end = i, self._name_end(i)
        whole = self._slice(first, end)
        group = self._is_group(first, end)
        if self.word(end) == ":" and group:
            if starts(self.chunks, end + 1) and not self._capital_only(end + 1):
                return [], end + 1, group
            items, after = self._items(end + 1)
            if items:
                return [f"{self._prefix(first, end)} {item}" for item in items], after, False
        if shared := self._shared(first, end):
            return shared
        end = self._brackets(end)
        return [whole], end, group

    def _capital_only(self, i: int) -> bool:
        return self.chunks[i].capital and "G" in self.chunks[i].tags and "H" not in self.chunks[i].tags

    def _name_end(self, i: int) -> int:
        group = "Q" in self.chunks[i].tags or "H" not in self.chunks[i].tags
        j = i + (2 if "Q" in self.chunks[i].tags else 1)
        limit = min(len(self.chunks), i + LONGEST_NAME)
        while j < limit:
            step = self._step(i, j, group=group)
            if not step:
                break
            group = group or "Q" in self.chunks[j].tags
            j += step
        return j

    def _step(self, first: int, j: int, *, group: bool) -> int:
        """Return how many chunks from ``j`` on belong to the name: 0 ends it."""
        chunk, word = self.chunks[j], self.chunks[j].word
        if word in (",", "và", "hoặc"):
            return self._through_join(first, j, group=group)
        if word in ("-", "/", "&", "."):
            return int(j + 1 < len(self.chunks) and (word != "." or self.chunks[j - 1].word == "tp"))
        if word == "(":
            return 3 if self._abbreviation(j) else 0
        if not word[0].isalnum():
            return 0
        if chunk.capital or word in CARRIES:
            return self._carried(j, group=group)
        return int(self._inside(j, group=group))

    def _carried(self, j: int, *, group: bool) -> int:
        word = self.word(j)
        if word == "có" and not self.chunks[j].capital:
            return int(group and "V" not in self.tags(j + 1))
        return 1

    def _inside(self, j: int, *, group: bool) -> bool:
        """Whether a small-letter chunk carries the name on."""
        tags, before = set(self.chunks[j].tags), self.chunks[j - 1]
        if "B" in tags and group:
            return self._restricted(j)
        if "W" in tags:
            word = self.chunks[j].word
            lower = before.word in BEFORE_WEAK and (not before.capital or before.word in ("dự án", "đầu tư", "xây dựng"))  # fmt: skip
            return lower and (word in NAMELIKE or before.word not in ("đơn vị", "cơ quan", "cơ sở", "doanh nghiệp"))  # fmt: skip
        return not (tags & ENDS or "V" in tags)

    def _restricted(self, j: int) -> bool:
        """Whether “được giao …” only says which ones: a second deed follows without a comma."""
        for k in range(j + 2, min(len(self.chunks), j + 14)):
            tags, before = self.tags(k), self.chunks[k - 1]
            if before.word not in (",", "và") and "V" in tags + "" and "N" not in tags:
                if not set("VBA") & set(before.tags):
                    return True
            if "A" in tags and before.word not in (",", "và"):
                return True
        return False

    def _abbreviation(self, j: int) -> bool:
        return self.word(j + 2) == ")" and self.text[self.chunks[j + 1].start : self.chunks[j + 1].end].isupper()  # fmt: skip

    def _brackets(self, end: int) -> int:
        """Return the chunk after a short remark in brackets, which is no part of the name."""
        if self.word(end) != "(":
            return end
        for k in range(end + 1, min(len(self.chunks), end + 30)):
            if self.word(k) == ")":
                return k + 1
        return end

    def _through_join(self, first: int, j: int, *, group: bool) -> int:
        """Whether the name goes on behind a comma or “và”."""
        following = self.chunks[j + 1] if j + 1 < len(self.chunks) else None
        if following is None:
            return 0
        if group and "G" in following.tags and not following.capital and self._common(j + 1):
            return 2
        if not following.capital:
            return 0
        if self._head(first) in FIELD_HEADS:
            said = self._slice(first + 1 + (self._head(first) != self.word(first)), j + 2)
            return 2 if begins_field(said) else 0
        proper = not ({"H"} & set(following.tags)) and self.word(j) == "và"
        return 2 if proper and not group else 0

    def _common(self, i: int) -> bool:
        """Whether a group noun is only one more kind (“các sở, ngành”), not a name of its own."""
        following = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        return following is None or not following.capital or following.word in ("và", "-")

    def _head(self, first: int) -> str:
        return self.word(first + 1) if "Q" in self.chunks[first].tags else self.word(first)

    def _slice(self, i: int, j: int) -> str:
        if j <= i:
            return ""
        return self.text[self.chunks[i].start : self.chunks[j - 1].end].strip(" ,;:")

    def _is_group(self, first: int, end: int) -> bool:
        return any("Q" in chunk.tags for chunk in self.chunks[first:end]) or "H" not in self.chunks[first].tags  # fmt: skip

    def _prefix(self, first: int, end: int) -> str:
        """Return what each item of a shortened list begins with: “Sở”, “UBND”, “UBND phường”."""
        many = next((k for k in range(first, end) if "Q" in self.chunks[k].tags), first)
        kinds = [k for k in range(many + 1, end) if self.chunks[k].word not in (",", "và")]
        if many > first and len(kinds) > 1:
            return self._slice(first, many)
        head = self._slice(first, many)
        kind = self._slice(kinds[0], kinds[0] + 1) if kinds else ""
        return f"{head} {kind}".strip()

    def _items(self, i: int) -> tuple[list[str], int]:
        """Return the bare names of a shortened list: capitals (or numbers) parted by “,” and “và”."""
        items: list[str] = []
        while i < len(self.chunks) and self._bare(i):
            end = self._item_end(i)
            items.append(self._slice(i, end))
            i = end
            if self.word(i) in (",", "và") and self._bare(i + 1):
                i += 1
            elif self.word(i) == "," and self.word(i + 1) == "và" and self._bare(i + 2):
                i += 2
            else:
                break
        return items, i

    def _bare(self, i: int) -> bool:
        if i >= len(self.chunks):
            return False
        chunk = self.chunks[i]
        capital = self.text[chunk.start].isupper() or chunk.word.isdigit()
        return capital and ("H" not in chunk.tags or chunk.word in ("thống kê", "thuế")) and not starts(self.chunks, i)  # fmt: skip

    def _item_end(self, i: int) -> int:
        if length := self._field_length(i):
            return i + length
        end = i + 1
        while end < len(self.chunks) and (self.chunks[end].capital or self._glue(i, end)):
            end += 1
        return end

    def _glue(self, i: int, end: int) -> bool:
        word, tags = self.word(end), self.tags(end)
        if word in ("-", "và"):
            return begins_field(self._slice(i, end + 2))
        return word[0].isalnum() and not tags and begins_field(self._slice(i, end + 1))

    def _field_length(self, i: int) -> int:
        """Return how many chunks the longest field of government (“Nông nghiệp và Môi trường”) takes here."""
        for length in range(min(9, len(self.chunks) - i), 0, -1):
            if self._slice(i, i + length).lower() in FIELDS and self.word(i + length - 1) != ",":
                return length
        return 0

    def _shared(self, first: int, end: int) -> tuple[list[str], int, bool] | None:
        """Read “các Sở Tài chính, Nội vụ” and “Sở Tài chính, Nội vụ và Xây dựng” as one name each."""
        many = "Q" in self.chunks[first].tags or any("Q" in c.tags for c in self.chunks[first:end])
        kind = next((k for k in range(first, end) if "Q" in self.chunks[k].tags), first)
        begin = kind + (2 if many else 1)
        if begin >= end or not self._bare(begin):
            return None
        if not many and self._head(first) not in FIELD_HEADS:
            return None
        items, after = self._items(begin)
        if after < end or (len(items) < 2 and not many):
            return None
        prefix = self._prefix(first, begin)
        return [f"{prefix} {item}" for item in items], self._brackets(after), False
