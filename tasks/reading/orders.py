"""Who is told what: reads one clause and says whether it orders something, whom, with whom, and by which words.

Three forms: an order (“giao Sở X rà soát …”), a statement of duty (“Sở X chủ trì …”), a bare deed (“Rà soát …”), whose
subject stands in the heading or in the sentence before. Everything else orders nothing.
"""

from bisect import bisect_left, bisect_right

from tasks.reading.bare import Deeds
from tasks.reading.clause import DUTY, ORDER, Reading
from tasks.reading.cues import (
    ATTRIBUTES,
    BEGINNINGS,
    BETWEEN,
    CITED,
    DEEDS,
    DONE_ALREADY,
    FILLERS,
    FREE_ORDERS,
    GENTLE,
    GIVING,
    MEETINGS,
    MUST,
    NEAR,
    OWN_DEEDS,
    PENALTY,
    PERSONS,
    STRONG,
    is_authority,
    is_self,
)
from tasks.reading.parties import Parties, starts


class Clause(Deeds):
    """Reads one clause: orders first, then duties, then bare deeds."""

    def read(self, *, bare_first: bool, named: bool = False, loose: bool = False) -> Reading | None:
        """Return what is ordered; with ``bare_first`` a deed at the beginning belongs to the heading's unit."""
        if self.a >= self.b:
            return None
        if bare_first and self._is_deed(self.a) and (named or not self._opens_with_order()):
            return (self._duty() if self._opens_with_time() else None) or self._bare(self.a)
        if (found := self._colon(loose=loose)) is not None:
            return found
        return self._order() or self._duty(loose=loose) or self._bare(self.a) or self._bare_behind()

    def _colon(self, *, loose: bool) -> Reading | None:
        """Read “Sở X: chỉ đạo …”: what follows the colon is the unit's own."""
        if not starts(self.chunks, self.a):
            return None
        parties = self.reader.read(self.a, semicolons=True)
        if (
            not parties.names
            or self._word(parties.end) != ":"
            or is_authority(parties.names[0].lower(), central=self.reader.central)
        ):
            return None
        return self._duty_of(parties, self.a, loose=loose)

    def _order(self) -> Reading | None:
        for k in range(self.a, self.b):
            if "O" in self._tags(k) and (found := self._order_at(k)):
                return found
        return None

    def _order_at(self, k: int) -> Reading | None:
        if k > self.a and self._word(k - 1) in CITED:
            return None
        p = k + 1
        while p < self.b and self._word(p) in FILLERS:
            p += 1
        p = self._past_time(p)
        named = p < self.b and starts(self.chunks, p)
        if self._is_past(k) or not self._may_order(k, named=named):
            return None
        if named:
            parties = self.reader.read(p, semicolons=True)
            return self._told(ORDER, parties, k, (k, k + 1)) if self._is_told(k, parties) else None
        bare = self._word(k) in FREE_ORDERS and p < self.b and self._is_deed(p)
        return self._without_party(k, p) if bare else None

    def _is_told(self, k: int, parties: Parties) -> bool:
        """Whether somebody below is told to do something."""
        if not parties.names:
            return False
        after = self._word(parties.end)
        if self._word(k) in GENTLE and not (
            self._is_deed(parties.end) or (after == "không" and self._is_deed(parties.end + 1))
        ):
            return False
        upward = len(parties.names) == 1 and is_self(parties.names[0].lower())
        if upward and not self.reader.central:
            return False
        return self._deed_within(parties.end) or after[:1].isalpha()

    def _is_past(self, k: int) -> bool:
        """Whether the order is an older one, only told of: “từng giao”, “đã có Quyết định …, trong đó giao”."""
        if "hứa" in (self._word(k - 1), self._word(k - 2)) or self._word(k - 1) == "hứa sẽ":
            return True
        if self._word(k - 1) == "từng" or self._word(self.a) == "trước đó":
            return True
        told = any(self._word(i) == "trong đó" for i in range(max(self.a, k - NEAR), k))
        return told and any("T" in self._tags(i) for i in range(self.a, k))

    def _past_time(self, p: int) -> int:
        """Return where the name begins behind a time: “yêu cầu trong tháng 6 các đơn vị …”."""
        if self._word(p) not in (
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
        for i in range(p + 1, min(self.b, p + 10)):
            if starts(self.chunks, i) and self._is_deed(self.reader.read(i).end):
                return i
        return p

    def _without_party(self, k: int, p: int) -> Reading | None:
        """Read “yêu cầu phải khẩn trương …”: nobody is named behind the order."""
        if self._word(k).startswith("giao") and self._about() == ():
            return None
        if self._word(k) == "chỉ đạo" and any(self._word(t) in STRONG for t in range(self.a, k)):
            return None
        must = "A" in self._tags(p) or self._word(k) in MUST
        return Reading(ORDER, self._about(), self._coordinate(p), self.a, (k, k + 1), p, must=must)

    def _about(self) -> tuple[str, ...]:
        """Return whom “Đối với X, …” or “X … được giao” at the beginning names."""
        if self._word(self.a) in ("đối với", "riêng", "với", "về phía"):
            return self.reader.read(self.a + 1, single=True).names
        return ()

    def _may_order(self, k: int, *, named: bool) -> bool:
        """Whether the order is the text's own, and no deed of a unit that was given a task."""
        t = k - 1
        while t >= self.a and (self._word(t) in BETWEEN or set("TL") & set(self._tags(t))):
            t -= 1
        if t < self.a:
            return True
        word = self._word(t)
        if word in (":", '"', "(", "-", "tôi", "chúng tôi"):
            return True
        if word == "," and not named:
            return False
        if word == ",":
            opened = self._word(self.a) in BEGINNINGS or "S" in self._tags(self.a)
            return opened or (
                (self._word(k) in GIVING and not self._is_deed(self.a))
                or self._word(k).startswith("giao")
            )
        if word in ("ông", "bà") and (t == self.a or self._word(t - 1) in (",", '"')):
            return True
        return self._issuer_before(t, k)

    def _issuer_before(self, t: int, k: int) -> bool:
        least = max(self.a, t - NEAR)
        begins = self.reader.begins
        for s in begins[bisect_left(begins, least) : bisect_right(begins, t)]:
            if s < least:
                continue
            parties = self.reader.read(s, single=True)
            if parties.end > t:
                alone = (
                    s <= max(self.a, t - NEAR)  # nothing before it
                    or self._word(s - 1) in (",", ":", '"', "-", ")")
                    or self.first_at >= s
                )
                own = self._word(k) in OWN_DEEDS | GENTLE and not is_authority(
                    parties.names[0].lower() if parties.names else "", central=self.reader.central
                )
                return alone and not own
            least = parties.end
        return False

    def _duty(self, *, loose: bool = False) -> Reading | None:
        for p in self._openings():
            if not starts(self.chunks, p):
                continue
            parties = self.reader.read(p, semicolons=True)
            if parties.names and (found := self._duty_of(parties, p, loose=loose)):
                return found
        return None

    def _duty_of(self, parties: Parties, p: int, *, loose: bool) -> Reading | None:  # noqa: C901, PLR0911  a table of cases
        name, i = parties.names[0].lower(), parties.end
        while i < self.b and (
            self._word(i) in (",", ":", "cũng", "còn", "thì") or "L" in self._tags(i)
        ):
            i += 1
        some = name.startswith(("một số ", "nhiều ")) and self._word(i) not in STRONG
        if i >= self.b or some or name.endswith(" nào") or self._is_story(p, i):
            return None
        if self._word(i).startswith("chịu trách nhiệm") and PENALTY.search(self._plain(self.a)):
            return None
        tags, word = self._tags(i), self._word(i)
        if word == "không" and self._is_deed(i + 1):
            return self._told(DUTY, parties, p, None, must=False)
        if "B" in tags and name != parties.names[-1] and parties.names[-1].lower() in ATTRIBUTES:
            return None  # “Công ty X, đơn vị được giao …, bị nêu tên”
        if "B" in tags:
            return self._given(parties, p, i)
        if not DEEDS & set(tags):
            return self._loosely(parties, p, i, loose=loose)
        if self._is_own(parties, p, i):
            return None
        cue = (i, i + 1) if "A" in tags else None
        return self._told(DUTY, parties, p, cue, must=word in STRONG)

    def _is_story(self, p: int, i: int) -> bool:
        """Whether the clause tells of something done, planned or said."""
        done = DONE_ALREADY.search(self._plain(p)) or self._word(self.a) == "trước đó"
        return bool(done) or self._only_told(i)

    def _loosely(self, parties: Parties, p: int, i: int, *, loose: bool) -> Reading | None:
        """Read a name before “theo chức năng, …”, or in a list before a word the tables do not know."""
        if p != self.a:
            return None
        tags, word = self._tags(i), self._word(i)
        if any("R" in self._tags(k) for k in range(i, min(self.b, i + 8))):
            return None
        if word in BEGINNINGS or "S" in tags:
            return self._told(DUTY, parties, p, None) if self._strong_within(i) else None
        unknown = not tags and word.isalpha() and not self.chunks[i].capital
        if loose and unknown and not self._commands(parties):
            return self._told(DUTY, parties, p, None, must=False)
        return None

    def _is_own(self, parties: Parties, p: int, i: int) -> bool:
        """Whether the deed is no duty: a head of the city presides, agrees, orders; others agree."""
        tags, word = self._tags(i), self._word(i)
        if word in ("thống nhất", "nhất trí", "đồng ý"):
            return True
        if word == "chủ trì" and self._word(i + 1) in MEETINGS:
            return True
        if p > self.a and self._word(parties.end) == ",":
            return True
        if "O" in tags and parties.names[0].lower().startswith(PERSONS):
            return True
        commands = self._commands(parties)
        if "O" in tags and word not in GENTLE and (commands or self._word(i + 1) in ("", ":")):
            return True
        return commands and len(parties.names) == 1 and word not in STRONG

    def _commands(self, parties: Parties) -> bool:
        return is_authority(parties.names[0].lower(), central=self.reader.central)

    def _only_told(self, i: int) -> bool:
        """Whether what follows the name tells of something done, planned or said (“cùng đoàn liên ngành đã lập …”)."""
        if set("TFR") & set(self._tags(i)) or "R" in self._tags(i + 1):
            return True
        if "C" not in self._tags(i) or not starts(self.chunks, i + 1):
            return False
        return bool(set("TFR") & set(self._tags(self.reader.read(i + 1, together=True).end)))

    def _given(self, parties: Parties, p: int, i: int) -> Reading | None:
        """Read “X được giao …”, and “… được giao các đơn vị liên quan giải quyết”."""
        if starts(self.chunks, i + 1):
            return self._told(ORDER, self.reader.read(i + 1), p, (i, i + 1))
        goes_on = self._deed_within(i + 1) or (
            i + 1 < self.b and self._word(i + 1)[0].isalpha() and "S" not in self._tags(i + 1)
        )
        return self._told(ORDER, parties, p, (i, i + 1)) if goes_on else None

    def passive(self) -> Reading | None:
        """Read “Các kiến nghị … được giao X giải quyết”: the subject is no unit."""
        for i in range(self.a + 1, self.b):
            if "B" in self._tags(i) and starts(self.chunks, i + 1):
                parties = self.reader.read(i + 1)
                if parties.names and self._deed_within(parties.end):
                    return self._told(ORDER, parties, self.a, (i, i + 1))
        return None
