"""Who is meant: names of units, posts and groups, and lists of them, as they stand in a sentence.

A name begins with a word of HEADS or “các” and a word of GROUPS; it ends where the deed begins. Shortened lists are
written out: “các Sở: Tài chính, Nội vụ” is “Sở Tài chính”, “Sở Nội vụ”.
"""

from dataclasses import dataclass
from functools import cached_property

from tasks.reading.cues import DEEDS
from tasks.reading.fields import FIELDS, begins_field
from tasks.reading.names import Names, starts
from tasks.reading.naming import FIELD_HEADS, PLACES, POSTS

DOES = DEEDS | {"O"}


@dataclass(frozen=True)
class Parties:
    """A list of names and the chunk after it; ``group`` when the last one is a common noun."""

    names: tuple[str, ...]
    end: int
    group: bool = False


class Reader(Names):
    """Reads lists of names from the chunks of one sentence."""

    def read(
        self, i: int, *, semicolons: bool = False, single: bool = False, together: bool = False
    ) -> Parties:
        """Return the names from chunk ``i`` on; none when no name begins there."""
        asked = (i, semicolons, single, together)
        if asked not in self.known:
            self.known[asked] = self._read(
                i, semicolons=semicolons, single=single, together=together
            )
        return self.known[asked]

    def _read(self, i: int, *, semicolons: bool, single: bool, together: bool) -> Parties:
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

    @cached_property
    def lists(self) -> dict[int, int]:
        """Where each list of names begins and ends; a name inside of a list begins none."""
        found, i = {}, 0
        while i < len(self.chunks):
            end = self.read(i).end if starts(self.chunks, i) else i
            if end > i:
                found[i] = end
            i = max(end, i + 1)
        return found

    @cached_property
    def begins(self) -> list[int]:
        """The chunks where a name begins."""
        return [i for i in range(len(self.chunks)) if starts(self.chunks, i)]

    @cached_property
    def next_deed(self) -> list[int]:
        """For each chunk the next one, itself too, that is a deed or an order; the end when there is none."""
        found = [len(self.chunks)] * (len(self.chunks) + 1)
        for i in range(len(self.chunks) - 1, -1, -1):
            found[i] = i if DOES & set(self.tags(i)) else found[i + 1]
        return found

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
        if self.word(end) == "-" and self._explains(end):
            after = next((k + 1 for k in range(end + 1, end + 10) if self.word(k) == "-"), after)
        if (
            after > end
            and self.word(first) in ("đ/c", "đồng chí", "ông", "bà")
            and starts(self.chunks, end + 1)
        ):
            whole = self._slice(first, after)
        if (
            self.word(first) in ("đ/c", "đồng chí", "ông", "bà")
            and (post := self._post(after)) > after
        ):
            whole, after = self._slice(first, post), post + (self.word(post) == ",")
        return [whole], after, group

    def _post(self, i: int) -> int:
        """Return where the post ends that follows a person's name: “đồng chí A, Phó Chủ tịch UBND thành phố, …”."""
        if self.word(i) not in (",", "-") or self.word(i + 1) not in POSTS:
            return i
        return self._name_end(i + 1)

    def _capital_only(self, i: int) -> bool:
        return (
            self.chunks[i].capital and "G" in self.chunks[i].tags and "H" not in self.chunks[i].tags
        )

    def _brackets(self, end: int) -> int:
        """Return the chunk after a short remark in brackets, which is no part of the name."""
        if self.word(end) != "(":
            return end
        for k in range(end + 1, min(len(self.chunks), end + 30)):
            if self.word(k) == ")":
                return self._place_behind(k + 1)
        return end

    def _place_behind(self, k: int) -> int:
        """Return the chunk after the place that follows the brackets (“… (TT-MT) TP. Đà Nẵng”), if one does."""
        if not self._goes_behind(k):
            return k
        while k < len(self.chunks) and (
            self.word(k) in ("tp", ".", "tỉnh", "thành phố") or self.chunks[k].capital
        ):
            k += 1
        return k

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
        proper = chunk.capital and i + 1 < len(self.chunks) and self.chunks[i + 1].capital
        if set("VA") & set(chunk.tags) and not proper and not self._field_length(i):
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
            if self._said(i, i + length) in FIELDS and self.word(i + length - 1)[0].isalnum():
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
        names = [f"{prefix} {item}" for item in items]
        head = self._slice(first, kind) if many else ""
        while head and (more := self._other_kind(after)):
            begin = more
            items, after = self._items(begin)
            names += [f"{head} {self._slice(begin - 1, begin)} {item}" for item in items]
        return names, self._brackets(after), False

    def _other_kind(self, i: int) -> int:
        """Return where the names of another kind of place begin: “UBND các huyện A, B | và thị xã C”; 0 when none do."""
        if self.word(i) not in (",", "và"):
            return 0
        i += 1 + (self.word(i + 1) == "và")
        i += self.word(i) == "các"
        return i + 1 if self.word(i) in PLACES and self._bare(i + 1) else 0
