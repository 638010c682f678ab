"""A clause: its chunks, its deeds, and who works together in it."""

from dataclasses import dataclass
from functools import cached_property

from tasks.reading.cues import (
    BEGINNINGS,
    CAUSES,
    DEEDS,
    DUTIES,
    GENERAL,
    JOINERS,
    SET_OUT,
    STATES,
    STRONG,
    TURNS,
    is_authority,
)
from tasks.reading.parties import Parties, Reader, starts

ORDER, DUTY, BARE = "order", "duty", "bare"


@dataclass(frozen=True)
class Reading:
    """What a clause orders: its form, who, with whom, the chunks where it and its ordering words begin and end."""

    form: str
    leads: tuple[str, ...]
    coordinate: tuple[str, ...]
    first: int
    cue: tuple[int, int] | None
    deed: int
    must: bool = False
    general: bool = False


class Clause:
    """The words of one clause (chunks ``a`` to ``b``) of the sentence a reader reads."""

    def __init__(self, reader: Reader, a: int, b: int) -> None:
        self.reader, self.chunks, self.b = reader, reader.chunks, b
        self.a = self.begin = a
        while self.a < b and (
            self.word(self.a) in ("còn", "và")
            or ("L" in self.tags(self.a))
            or self.word(self.a) in (",", '"', "-", ":")
        ):
            self.a += 1
        self.linked = self.a > a

    @cached_property
    def first_at(self) -> int:
        """The chunk of the first deed of any kind; the end when there is none."""
        return next((i for i in range(self.a, self.b) if self.is_deed(i)), self.b)

    def first_deed(self) -> str:
        """Return the first deed's words, without “khẩn trương”, “hằng tháng” before it."""
        for i in range(self.a, self.b):
            if "V" in self.tags(i):
                return self.word(i)
        return ""

    def together(self) -> tuple[str, ...]:
        """Return who works together, whatever the clause orders."""
        return self.coordinate(self.a)

    def only_joins(self, reading: Reading) -> bool:
        """Whether the clause only says who works together: “Sở A, Sở B phối hợp”."""
        return self.word(reading.deed).startswith("phối hợp") and reading.deed + 2 >= self.b

    def told(self, form: str, parties: Parties, first: int, cue: tuple[int, int] | None, *, must: bool = True) -> Reading:  # fmt: skip
        """Return the reading of a clause in which ``parties`` are told something."""
        coordinate = tuple(
            name
            for name in (*self._opening_joins(first), *self.coordinate(parties.end))
            if name not in parties.names
        )
        return Reading(form, parties.names, coordinate, first, cue, parties.end, must, self.is_general(parties.end))  # fmt: skip

    def _opening_joins(self, first: int) -> tuple[str, ...]:
        """Return whom “Cùng với X, Sở Y …” names before its subject."""
        opens = self.word(self.a) in ("cùng", "cùng với", "phối hợp với", "phối hợp cùng")
        if not opens or first <= self.a + 1 or not starts(self.chunks, self.a + 1):
            return ()
        found = self.reader.read(self.a + 1)
        if found.end > first:
            found = self.reader.read(self.a + 1, single=True)
        return found.names if found.end < first and self.word(found.end) == "," else ()

    def coordinate(self, i: int) -> tuple[str, ...]:
        """Return who works together, from chunk ``i`` on."""
        names: list[str] = []
        if self.word(i) in ("chủ trì", "làm đầu mối", "là đầu mối"):
            j = i + 1 + (self.word(i + 1) in (",", "và", ";"))
            if starts(self.chunks, j):
                others = self.reader.read(j)
                if self.word(others.end).startswith("phối hợp"):
                    names, i = list(others.names), others.end + 1
        begin, purpose = i, False
        while i < self.b:
            j = i + 1
            purpose = self.word(i) in ("để", "nhằm") or (
                purpose and self.word(i) != ";" and "L" not in self.tags(i)
            )
            if "C" in self.tags(i) and not purpose and not self._governed(begin, i):
                while j < self.b and self.word(j) in JOINERS:
                    j += 1
                if starts(self.chunks, j) and j < self.b:
                    found = self.reader.read(j, together=True)
                    names += found.names
                    j = max(found.end, j)
            i = j
        return tuple(dict.fromkeys(names))

    def _governed(self, begin: int, i: int) -> bool:
        """Whether the others are to work together, told by the lead (“đôn đốc X phối hợp với Y”)."""
        t = i - 1
        while t >= begin and ("A" in self.tags(t) or "L" in self.tags(t)):
            t -= 1
        if t < begin or self.word(t) in (",", "và", ";", "-"):
            return False
        return any(self.word(k) in CAUSES and "N" not in self.tags(k) for k in range(begin, t))

    def is_deed(self, i: int) -> bool:
        """Whether a deed of any kind stands at chunk ``i``."""
        return i < self.b and bool(DEEDS & set(self.tags(i)))

    def deed_within(self, i: int) -> bool:
        """Whether a deed (or a colon) follows chunk ``i`` before long."""
        return self.word(i) == ":" or self.reader.next_deed[min(i, len(self.chunks))] < min(
            self.b, i + 60
        )

    def strong_within(self, i: int) -> bool:
        """Whether a word follows that only orders use."""
        return any(self.word(k) in STRONG or (DEEDS & set(self.tags(k)) and self.word(k - 1) == ",") for k in range(i, self.b))  # fmt: skip

    def opens_with_order(self) -> bool:
        """Whether the clause begins with “Giao”, “Yêu cầu”."""
        return "O" in self.tags(self.a) and self.reader.text[self.chunks[self.a].start].isupper()

    def opens_with_time(self) -> bool:
        """Whether the clause begins with a time: “Định kỳ”, “Trước ngày”."""
        return self.word(self.a).startswith(
            ("định kỳ", "hằng", "hàng", "trước", "trong", "chậm nhất")
        )

    def openings(self) -> list[int]:
        """Return where a subject may stand: at the beginning, after “Đối với …,” and the like."""
        places = [self.a]
        if self.word(self.a) in BEGINNINGS or "S" in self.tags(self.a) or self.opens_with_time():
            places += [i + 1 for i in range(self.a, self.b) if self.word(i) in (",", ":")]
        else:
            places += [
                i + 1 for i in range(self.a, min(self.b, self.a + 40)) if self.word(i) in (":", "-")
            ]
        return [*places, *(place for place in self._duties_behind() if place not in places)]

    def _duties_behind(self) -> list[int]:
        """Return where “…, X phải …” and “Bộ trưởng … cho rằng X cần …” begin another subject."""
        found = []
        for i in range(self.a + 1, self.b - 1):
            after = i + 1
            while after < self.b and self.word(after) in TURNS:
                after += 1
            says = self.word(i) in STATES and self._says_above(i)
            told = "R" in self.tags(i - 1) and not self._says_above(i - 1)
            end = self.reader.lists.get(after)
            if ((self.word(i) == "," and not told) or says) and end is not None:
                if "chịu trách nhiệm" in (self.word(end), self.word(end + 1)):
                    continue
                if self.word(end + (self.word(end) in ("cũng", "thì", "vẫn"))) in DUTIES:
                    found.append(after)
        return found

    def _says_above(self, i: int) -> bool:
        """Whether somebody who orders says what follows chunk ``i``."""
        for s in range(max(self.a, i - 12), i):
            if starts(self.chunks, s):
                said_by = self.reader.read(s, single=True)
                if said_by.end == i and said_by.names:
                    return is_authority(said_by.names[0].lower(), central=self.reader.central)
        return False

    def is_general(self, i: int) -> bool:
        """Whether what follows chunk ``i`` names no matter: “… thực hiện các nội dung sau:”."""
        words = [
            w
            for k in range(i, self.b)
            for w in self.word(k).replace(",", "").split()
            if w[:1].isalpha()
        ]
        out = any(
            self.word(k) in SET_OUT or self.word(k).endswith(("thực hiện", "triển khai"))
            for k in range(i, self.b)
        )
        return (out or not words) and all(word in GENERAL for word in words)

    def plain(self, i: int) -> str:
        """Return the letters from chunk ``i`` to the end, folded."""
        return self.reader.plain[self.chunks[i].start : self.chunks[self.b - 1].end]

    def word(self, i: int) -> str:
        """Return chunk ``i``; empty behind the clause."""
        return self.reader.word(i) if i < self.b else ""

    def tags(self, i: int) -> str:
        """Return the tags of chunk ``i``; empty behind the clause."""
        return self.reader.tags(i) if i < self.b else ""
