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
CARRIES = frozenset(["của", "liên", "quan", "thuộc", "cấp", "số", "nơi", "có", "tỉnh", "tp", "thành", "phố"]) | {"có liên quan", "trực thuộc", "trên địa bàn", "phụ trách", "khu vực", "địa phương", "nói trên", "nêu trên", "này", "trên", "đó", "còn lại"}  # fmt: skip
# heads that are common syllables: in small letters only before a capital
SHORT_HEADS = frozenset(["sở", "bộ", "ban", "ca", "cục", "vụ", "viện", "trường", "trạm", "hội", "đoàn", "quỹ", "báo", "đài", "thuế", "phòng", "khối", "tp", "tt", "vp", "bch", "bà", "ông", "chánh", "cảng", "mặt", "trận", "thống", "kê", "chỉ", "huy", "đại", "học", "hải", "quan", "công", "đoàn"]) | {"mặt trận", "thống kê", "chỉ huy", "đại học", "lãnh đạo", "thường trực"}  # fmt: skip
BEFORE_WEAK = frozenset(["ban", "tổ", "đoàn", "đội", "quỹ", "phòng"]) | {
    "dự án", "đầu tư", "trung tâm", "công ty", "doanh nghiệp", "đơn vị", "hội đồng", "ban chỉ đạo", "nhà máy", "xây dựng", "cơ sở", "cơ quan", "ban quản lý",
    "viện", "ủy ban", "văn phòng", "bql", "ban qlda", "tiểu ban", "quản lý", "bồi thường", "tổ công tác", "thi công", "chi nhánh", "xí nghiệp", "đoàn công tác", "tổ chức",
    "lực lượng", "nhà đầu tư", "hiệp hội", "cấp", "nước", "phòng, chống", "đào tạo", "bệnh viện", "trường",
}  # fmt: skip
NAMELIKE = frozenset(["thi công", "tư vấn", "kinh doanh", "sản xuất", "vận hành", "khai thác", "quản lý", "thiết kế", "bồi thường", "cung ứng", "cung cấp", "đầu tư", "xây dựng", "phân phối", "bảo trì", "chủ trì", "phòng", "chống", "đào tạo", "nghiên cứu", "điều phối", "quy hoạch", "thẩm định", "kiểm định", "chăn nuôi", "điều tra", "sử dụng", "bảo vệ", "vận chuyển", "thu gom", "chiếu sáng", "đấu giá"])  # fmt: skip
# after these a name is capitals and places only: a small unknown word is the deed
STRICT = frozenset(
    {"sở", "bộ", "ubnd", "ủy ban nhân dân", "hđnd", "công an", "thanh tra", "văn phòng"}
)
COUNCILS = frozenset(
    {"hđnd", "ubnd", "hội đồng nhân dân", "ủy ban nhân dân", "đoàn đbqh", "quốc hội", "đoàn"}
)
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
        if (
            chunk.word == "sở"
            and following is not None
            and set("VA") & set(following.tags)
            and not following.capital
        ):
            return True
        named = following is not None and (following.capital or following.word[0].isdigit())
        if chunk.word in SHORT_HEADS and not named:
            return chunk.capital and following is not None and "G" in following.tags
        return chunk.word not in SHORT_HEADS or named
    if "U" in chunk.tags:
        return following is not None and (
            bool(set("GAVCU") & set(following.tags))
            or following.capital
            or following.word in (":", ",", "(")
        )
    if chunk.word in ("p", "đ/c") and following is not None:
        return following.word == "." or following.capital
    if "G" in chunk.tags and not set("VW") & set(chunk.tags):
        return following is not None and not (chunk.capital and "N" in chunk.tags)
    return False


class Reader:
    """Reads lists of names from the chunks of one sentence."""

    def __init__(
        self, text: str, plain: str, chunks: Sequence[Chunk], *, central: bool = False
    ) -> None:
        self.text, self.plain, self.chunks, self.central = text, plain, chunks, central

    def read(
        self, i: int, *, semicolons: bool = False, single: bool = False, together: bool = False
    ) -> Parties:
        """Return the names from chunk ``i`` on; none when no name begins there."""
        names: list[str] = []
        group = False
        while starts(self.chunks, i):
            found, i, group = self._one(i)
            names += found
            following = self._after_join(i, semicolons=semicolons, together=together)
            if following is None or single:
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

    def _after_join(self, i: int, *, semicolons: bool, together: bool) -> int | None:
        """Return where the next name begins after “,”, “và”; None when the list ends here."""
        here = i
        if self.word(here) == "," or (semicolons and self.word(here) == ";"):
            here += 1
        if self.word(here) in ("và", "&", "cùng", "cùng với")[: 4 if together else 2]:
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
        after = self._brackets(end)
        if (
            after > end
            and self.word(first) in ("đ/c", "đồng chí", "ông", "bà")
            and starts(self.chunks, end + 1)
        ):
            whole = self._slice(first, after)
        end = after
        return [whole], end, group

    def _capital_only(self, i: int) -> bool:
        return (
            self.chunks[i].capital and "G" in self.chunks[i].tags and "H" not in self.chunks[i].tags
        )

    def _name_end(self, i: int) -> int:
        group = "Q" in self.chunks[i].tags or "H" not in self.chunks[i].tags
        j = i + (2 if "Q" in self.chunks[i].tags else 1)
        limit = min(len(self.chunks), i + LONGEST_NAME)
        while j < limit:
            step = self._step(i, j, group=group)
            if not step:
                break
            group = group or "Q" in self.chunks[j].tags or self._kinds_only(i, j)
            j += step
        return j

    def _kinds_only(self, i: int, j: int) -> bool:
        """Whether a head is followed by a common noun alone: “UBND huyện, thị xã”."""
        plain = "G" in self.tags(j) and j == i + 1 and self._slice(j, j + 1).islower()
        return (
            plain
            and j + 1 < len(self.chunks)
            and self.word(j + 1) in (",", "và")
            and "G" in self.tags(j + 2)
        )

    def _step(self, first: int, j: int, *, group: bool) -> int:
        """Return how many chunks from ``j`` on belong to the name: 0 ends it."""
        chunk, word = self.chunks[j], self.chunks[j].word
        if (
            word in ("dưới", "trên", "từ", "hơn", "đến", "không quá")
            and group
            and self.word(j + 1)[:1].isdigit()
        ):
            return 2 + (self.word(j + 2) == "%")
        if word in (",", "và", "hoặc"):
            return self._through_join(first, j, group=group)
        if word in ("-", "/", "&", "."):
            return int(
                j + 1 < len(self.chunks)
                and (word != "." or self.chunks[j - 1].word in ("tp", "p", "q", "đ"))
            )
        if word == "(":
            return 3 if self._abbreviation(j) and not self._goes_behind(j + 3) else 0
        if not word[0].isalnum():
            return 0
        if chunk.capital or word in CARRIES:
            return self._carried(j, group=group)
        return int(self._inside(first, j, group=group))

    def _carried(self, j: int, *, group: bool) -> int:
        word = self.word(j)
        if word == "có" and not self.chunks[j].capital:
            return int(group and "V" not in self.tags(j + 1))
        return 1

    def _inside(self, first: int, j: int, *, group: bool) -> bool:
        """Whether a small-letter chunk carries the name on."""
        tags, before = set(self.chunks[j].tags), self.chunks[j - 1]
        if group and ("B" in tags or "T" in tags or ("V" in tags and self._related(j))):
            return self._restricted(j)
        if "W" in tags:
            word = self.chunks[j].word
            lower = before.word in BEFORE_WEAK and (not before.capital or j == first + 1 or before.word in ("dự án", "đầu tư", "xây dựng"))  # fmt: skip
            return lower and (word in NAMELIKE or before.word not in ("đơn vị", "cơ quan", "cơ sở", "doanh nghiệp"))  # fmt: skip
        if not tags and self.word(first) in STRICT and not group:
            following = self.chunks[j + 1] if j + 1 < len(self.chunks) else None
            known = begins_field(self._said(first + 1, j + 1)) or self.word(j).isdigit()
            return known or bool(following and following.capital)
        return not (tags & ENDS or "V" in tags)

    def _related(self, j: int) -> bool:
        """Whether a deed stands in words that say which ones: “có tỷ lệ giải ngân …”, “chưa hoàn thành …”."""
        return any(
            self.word(k) == "có" or set("BT") & set(self.tags(k)) for k in range(max(0, j - 3), j)
        )

    def _restricted(self, j: int) -> bool:
        """Whether “được giao …” only says which ones: a second deed follows without a comma."""
        for k in range(j + 2, min(len(self.chunks), j + 12)):
            tags, before = set(self.tags(k)), self.chunks[k - 1]
            if before.word in (",", "và"):
                return False
            if "A" in tags or (
                "V" in tags and "N" not in tags and not set("VBA") & set(before.tags)
            ):
                return True
        return False

    def _initials(self, i: int) -> bool:
        return (
            i < len(self.chunks) and self.text[self.chunks[i].start : self.chunks[i].end].isupper()
        )

    def _abbreviation(self, j: int) -> bool:
        return self.word(j + 2) == ")" and self.text[self.chunks[j + 1].start : self.chunks[j + 1].end].isupper()  # fmt: skip

    def _goes_behind(self, j: int) -> bool:
        return self.word(j) in ("tp", "tỉnh", "thành phố")

    def _brackets(self, end: int) -> int:
        """Return the chunk after a short remark in brackets, which is no part of the name."""
        if self.word(end) != "(":
            return end
        for k in range(end + 1, min(len(self.chunks), end + 30)):
            if self.word(k) == ")":
                if not self._goes_behind(k + 1):
                    return k + 1
                k += 1
                while self.word(k) in ("tp", ".", "tỉnh", "thành phố") or (
                    k < len(self.chunks) and self.chunks[k].capital
                ):
                    k += 1
                return k
        return end

    def _through_join(self, first: int, j: int, *, group: bool) -> int:
        """Whether the name goes on behind a comma or “và”."""
        following = self.chunks[j + 1] if j + 1 < len(self.chunks) else None
        if following is None:
            return 0
        if (
            self._head(first) == "văn phòng"
            and following.word in COUNCILS
            and all(self.word(k) != following.word for k in range(first, j))
        ):
            return 2
        if self._initials(j - 1) and self._initials(j + 1) and "&" in following.word:
            return 2
        if group and "G" in following.tags and not following.capital and self._common(j + 1):
            return 2
        if not following.capital:
            return 0
        if self._head(first) in FIELD_HEADS:
            said = self._said(first + 1 + (self._head(first) != self.word(first)), j + 2)
            return 2 if begins_field(said) else 0
        proper = not ({"H"} & set(following.tags)) and self.word(j) == "và"
        return 2 if proper and not group else 0

    def _common(self, i: int) -> bool:
        """Whether a group noun is only one more kind (“các sở, ngành”), not a name of its own."""
        if self._slice(i, i + 1) != self._slice(i, i + 1).lower():
            return False
        following = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        return following is None or not following.capital or following.word in ("và", "-")

    def _head(self, first: int) -> str:
        return self.word(first + 1) if "Q" in self.chunks[first].tags else self.word(first)

    def _slice(self, i: int, j: int) -> str:
        if j <= i:
            return ""
        return self.text[self.chunks[i].start : self.chunks[j - 1].end].strip(" ,;:")

    def _said(self, i: int, j: int) -> str:
        """Return the folded words between two chunks."""
        return (
            self.plain[self.chunks[i].start : self.chunks[j - 1].end].strip(" ,;:")
            if i < j <= len(self.chunks)
            else ""
        )

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
        if set("VA") & set(chunk.tags) and not self._field_length(i):
            return False
        return capital and ("H" not in chunk.tags or chunk.word in ("thống kê", "thuế")) and not starts(self.chunks, i)  # fmt: skip

    def _item_end(self, i: int) -> int:
        if length := self._field_length(i):
            return i + length
        end = i + 1
        while end < len(self.chunks) and (self.chunks[end].capital or self._glue(i, end)):
            end += 1
        return end

    def _glue(self, i: int, end: int) -> bool:
        word = self.word(end)
        if word in ("-", "và"):
            return begins_field(self._said(i, end + 2))
        return word[0].isalnum() and begins_field(self._said(i, end + 1))

    def _field_length(self, i: int) -> int:
        """Return how many chunks the longest field of government (“Nông nghiệp và Môi trường”) takes here."""
        for length in range(min(9, len(self.chunks) - i), 0, -1):
            if self._said(i, i + length) in FIELDS and self.word(i + length - 1) != ",":
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
