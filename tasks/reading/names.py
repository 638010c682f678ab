"""Where a name begins and where it ends: at the deed."""

from collections.abc import Sequence
from typing import Any

from tasks.reading.chunks import Chunk
from tasks.reading.fields import FIELDS, begins_field
from tasks.reading.naming import (
    BEFORE_WEAK,
    CARRIES,
    COUNCILS,
    ENDS,
    FIELD_HEADS,
    LONGEST_NAME,
    NAMELIKE,
    POINTED,
    POINTERS,
    SHORT_HEADS,
    STRICT,
)


def starts(chunks: Sequence[Chunk], i: int) -> bool:  # noqa: PLR0911  a table of cases
    """Whether a name begins at chunk ``i``."""
    if i + 1 >= len(chunks):
        return i < len(chunks) and "H" in chunks[i].tags and chunks[i].word not in SHORT_HEADS
    chunk, following = chunks[i], chunks[i + 1]
    if following.word in POINTERS and chunk.word in POINTED:
        return True
    if "Q" in chunk.tags:
        return not chunk.capital and bool(set("GH") & set(following.tags))
    if "H" in chunk.tags:
        return _head_starts(chunk, following)
    if "U" in chunk.tags:
        goes_on = set("GAVCU") & set(following.tags) or following.word in (":", ",", "(")
        return bool(goes_on) or following.capital
    if chunk.word in ("p", "đ/c"):
        return following.word == "." or following.capital
    group = "G" in chunk.tags and not set("VW") & set(chunk.tags)
    return group and not (chunk.capital and "N" in chunk.tags)


def _head_starts(chunk: Chunk, following: Chunk) -> bool:
    """Whether “Sở”, “công an” begins a name here: a short one needs a capital behind it."""
    if chunk.word == "sở" and set("VA") & set(following.tags) and not following.capital:
        return True
    if chunk.word not in SHORT_HEADS or following.capital or following.word[0].isdigit():
        return True
    leads = chunk.capital or chunk.word in ("lãnh đạo", "thường trực")
    return leads and bool(set("GQ") & set(following.tags))


class Names:
    """Says where the name ends that begins at a chunk."""

    def __init__(
        self, text: str, plain: str, chunks: Sequence[Chunk], *, central: bool = False
    ) -> None:
        self.text, self.plain, self.chunks, self.central = text, plain, chunks, central
        self.known: dict[tuple[int, bool, bool, bool], Any] = {}  # lists read already

    def word(self, i: int) -> str:
        """Return the folded words of chunk ``i``; "" past the end."""
        return self.chunks[i].word if 0 <= i < len(self.chunks) else ""

    def tags(self, i: int) -> str:
        """Return the families of chunk ``i``; none for a capital, which is a name's."""
        if not 0 <= i < len(self.chunks) or self.chunks[i].capital:
            return ""
        return self.chunks[i].tags

    def _name_end(self, i: int) -> int:
        group = "Q" in self.chunks[i].tags or "H" not in self.chunks[i].tags
        j = i + (2 if "Q" in self.chunks[i].tags else 1)
        limit = min(len(self.chunks), i + LONGEST_NAME)
        while j < limit:
            step = self._step(i, j, group=group)
            if not step:
                break
            group = (
                group
                or (self.word(j).isdigit() and "G" in self.tags(j + 1))
                or "Q" in self.chunks[j].tags
                or self._kinds_only(i, j)
            )
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

    def _step(self, first: int, j: int, *, group: bool) -> int:  # noqa: PLR0911  a table of cases
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
        if word == "-" and self._explains(j):
            return 0
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

    def _inside(self, first: int, j: int, *, group: bool) -> bool:  # noqa: PLR0911  a table of cases
        """Whether a small-letter chunk carries the name on."""
        tags, before = set(self.chunks[j].tags), self.chunks[j - 1]
        if self.word(first) in FIELD_HEADS and begins_field(self._said(first + 1, j + 1)):
            return True
        if "W" in tags and self._is_whole(first, j):
            return False
        if "W" in tags and self._goes_on_behind(j):
            return True
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

    def _is_whole(self, first: int, j: int) -> bool:
        """Whether the name is a department's whole one already: “Sở Xây dựng | thẩm định”."""
        return self.word(first) in FIELD_HEADS and self._said(first + 1, j) in FIELDS

    def _goes_on_behind(self, j: int) -> bool:
        """Whether a name is carried on behind a weak deed: “Viện … xây dựng phía Nam”, “Viện Quy hoạch xây dựng Hà Nội”."""
        before, behind = (
            self.chunks[j - 1],
            self.chunks[j + 1] if j + 1 < len(self.chunks) else None,
        )
        pair = before.capital and "W" in before.tags and bool(behind and behind.capital)
        return pair or self.word(j + 1) in ("phía", "miền", "trung ương")

    def _explains(self, j: int) -> bool:
        """Whether a dash begins what a unit is: “Ban Quản lý rừng Sông Ba - đơn vị chủ rừng - …”."""
        behind = self.chunks[j + 1] if j + 1 < len(self.chunks) else None
        return bool(behind) and self._slice(j + 1, j + 2) in ("đơn vị", "chủ đầu tư", "cơ quan", "doanh nghiệp", "chủ rừng", "nhà thầu", "đại diện")  # fmt: skip

    def _related(self, j: int) -> bool:
        """Whether a deed stands in words that say which ones: “có tỷ lệ giải ngân …”, “chưa hoàn thành …”."""
        return any(
            self.word(k) == "có" or set("BT") & set(self.tags(k)) for k in range(max(0, j - 3), j)
        )

    def _restricted(self, j: int) -> bool:
        """Whether “được giao …” only says which ones: a second deed follows without a comma."""
        for k in range(j + 2, min(len(self.chunks), j + 12)):
            tags, before = set(self.tags(k)), self.chunks[k - 1]
            if before.word in (",", "và") or ("T" in self.tags(j) and before.word[0].isdigit()):
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

    def _through_join(self, first: int, j: int, *, group: bool) -> int:  # noqa: PLR0911  a table of cases
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
            return 2 * self._small_pair(first, j, group=group)
        if self._head(first) in FIELD_HEADS:
            said = self._said(first + 1 + (self._head(first) != self.word(first)), j + 2)
            return 2 if begins_field(said) else 0
        proper = not ({"H"} & set(following.tags)) and self.word(j) == "và"
        return 2 if proper and (not group or self._plural_name(first, j)) else 0

    def _small_pair(self, first: int, j: int, *, group: bool) -> bool:
        """Whether a name written small goes on: “Viện Khoa học địa chất và khoáng sản | khảo sát”."""
        before, following = self.chunks[j - 1], self.chunks[j + 1]
        plain = not set(following.tags) - {"N"} and following.word[0].isalpha()
        small = j - first > 2 and not before.capital and not set(before.tags) - {"N"}
        k = j + 2
        while (
            k < j + 4
            and k < len(self.chunks)
            and not self.chunks[k].tags
            and self.word(k)[0].isalpha()
        ):
            k += 1
        behind = set("VAC") & set(self.tags(k))
        return bool(plain and small and behind) and self.word(j) == "và" and not group

    def _plural_name(self, first: int, j: int) -> bool:
        """Whether “các” is part of a proper name: “Ban Quản lý các Khu công nghiệp và Chế xuất”."""
        if "H" not in self.chunks[first].tags:
            return False
        many = [k for k in range(first + 1, j) if "Q" in self.chunks[k].tags]
        return (
            bool(many)
            and all(self.chunks[k + 1].capital for k in many if k + 1 < j)
            and many[-1] + 1 < j
            and "G" not in self.chunks[many[-1] + 1].tags
        )

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
