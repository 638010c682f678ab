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


class Words:
    """The words of one clause (chunks ``a`` to ``b``) of the sentence a reader reads."""

    def __init__(self, reader: Reader, a: int, b: int) -> None:
        self.reader, self.chunks, self.b = reader, reader.chunks, b
        self.a = self.begin = a
        while self.a < b and (
            self._word(self.a) in ("còn", "và")
            or ("L" in self._tags(self.a))
            or self._word(self.a) in (",", '"', "-", ":")
        ):
            self.a += 1
        self.linked = self.a > a

    @cached_property
    def first_at(self) -> int:
        """The chunk of the first deed of any kind; the end when there is none."""
        return next((i for i in range(self.a, self.b) if self._is_deed(i)), self.b)

    def first_deed(self) -> str:
        """Return the first deed's words, without “khẩn trương”, “hằng tháng” before it."""
        for i in range(self.a, self.b):
            if "V" in self._tags(i):
                return self._word(i)
        return ""

    def together(self) -> tuple[str, ...]:
        """Return who works together, whatever the clause orders."""
        return self._coordinate(self.a)

    def only_joins(self, reading: Reading) -> bool:
        """Whether the clause only says who works together: “Sở A, Sở B phối hợp”."""
        return self._word(reading.deed).startswith("phối hợp") and reading.deed + 2 >= self.b

    def _told(self, form: str, parties: Parties, first: int, cue: tuple[int, int] | None, *, must: bool = True) -> Reading:  # fmt: skip
        coordinate = tuple(
            name
            for name in (*self._opening_joins(first), *self._coordinate(parties.end))
            if name not in parties.names
        )
        return Reading(form, parties.names, coordinate, first, cue, parties.end, must, self._is_general(parties.end))  # fmt: skip

    def _opening_joins(self, first: int) -> tuple[str, ...]:
        """Return whom “Cùng với X, Sở Y …” names before its subject."""
        opens = self._word(self.a) in ("cùng", "cùng với", "phối hợp với", "phối hợp cùng")
        if not opens or first <= self.a + 1 or not starts(self.chunks, self.a + 1):
            return ()
        found = self.reader.read(self.a + 1)
        if found.end > first:
            found = self.reader.read(self.a + 1, single=True)
        return found.names if found.end < first and self._word(found.end) == "," else ()

    def _coordinate(self, i: int) -> tuple[str, ...]:
        names: list[str] = []
        if self._word(i) in ("chủ trì", "làm đầu mối", "là đầu mối"):
            j = i + 1 + (self._word(i + 1) in (",", "và", ";"))
            if starts(self.chunks, j):
                others = self.reader.read(j)
                if self._word(others.end).startswith("phối hợp"):
                    names, i = list(others.names), others.end + 1
        begin, purpose = i, False
        while i < self.b:
            j = i + 1
            purpose = self._word(i) in ("để", "nhằm") or (
                purpose and self._word(i) != ";" and "L" not in self._tags(i)
            )
            if "C" in self._tags(i) and not purpose and not self._governed(begin, i):
                while j < self.b and self._word(j) in JOINERS:
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
        while t >= begin and ("A" in self._tags(t) or "L" in self._tags(t)):
            t -= 1
        if t < begin or self._word(t) in (",", "và", ";", "-"):
            return False
        return any(self._word(k) in CAUSES and "N" not in self._tags(k) for k in range(begin, t))

    def _is_deed(self, i: int) -> bool:
        return i < self.b and bool(DEEDS & set(self._tags(i)))

    def _deed_within(self, i: int) -> bool:
        return self._word(i) == ":" or self.reader.next_deed[min(i, len(self.chunks))] < min(
            self.b, i + 60
        )

    def _strong_within(self, i: int) -> bool:
        return any(self._word(k) in STRONG or (DEEDS & set(self._tags(k)) and self._word(k - 1) == ",") for k in range(i, self.b))  # fmt: skip

    def _opens_with_order(self) -> bool:
        return "O" in self._tags(self.a) and self.reader.text[self.chunks[self.a].start].isupper()

    def _opens_with_time(self) -> bool:
        return self._word(self.a).startswith(
            ("định kỳ", "hằng", "hàng", "trước", "trong", "chậm nhất")
        )

    def _openings(self) -> list[int]:
        """Return where a subject may stand: at the beginning, after “Đối với …,” and the like."""
        places = [self.a]
        if self._word(self.a) in BEGINNINGS or "S" in self._tags(self.a) or self._opens_with_time():
            places += [i + 1 for i in range(self.a, self.b) if self._word(i) in (",", ":")]
        else:
            places += [
                i + 1
                for i in range(self.a, min(self.b, self.a + 40))
                if self._word(i) in (":", "-")
            ]
        return [*places, *(place for place in self._duties_behind() if place not in places)]

    def _duties_behind(self) -> list[int]:
        """Return where “…, X phải …” and “Bộ trưởng … cho rằng X cần …” begin another subject."""
        found = []
        for i in range(self.a + 1, self.b - 1):
            after = i + 1
            while after < self.b and self._word(after) in TURNS:
                after += 1
            says = self._word(i) in STATES and self._says_above(i)
            told = "R" in self._tags(i - 1) and not self._says_above(i - 1)
            end = self.reader.lists.get(after)
            if ((self._word(i) == "," and not told) or says) and end is not None:
                if "chịu trách nhiệm" in (self._word(end), self._word(end + 1)):
                    continue
                if self._word(end + (self._word(end) in ("cũng", "thì", "vẫn"))) in DUTIES:
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

    def _is_general(self, i: int) -> bool:
        words = [
            w
            for k in range(i, self.b)
            for w in self._word(k).replace(",", "").split()
            if w[:1].isalpha()
        ]
        out = any(
            self._word(k) in SET_OUT or self._word(k).endswith(("thực hiện", "triển khai"))
            for k in range(i, self.b)
        )
        return (out or not words) and all(word in GENERAL for word in words)

    def _plain(self, i: int) -> str:
        return self.reader.plain[self.chunks[i].start : self.chunks[self.b - 1].end]

    def _word(self, i: int) -> str:
        return self.reader.word(i) if i < self.b else ""

    def _tags(self, i: int) -> str:
        return self.reader.tags(i) if i < self.b else ""
