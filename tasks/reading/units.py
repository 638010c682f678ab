"""Which unit of the organisation a name in a text means: by name, other name, successor, or likeness of words.

Before 2025 a name may be one that no longer exists: the fields taken over by the mergers of 2025 (Resolution 190/2025/QH15,
Decree 45/2025/NĐ-CP) lead to the unit that has the field now. A name for many (“các sở, ngành”) means no single unit.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from tasks.reading.kinds import Candidate, Candidates, UnitName
from tasks.reading.letters import fold

MOST, LEAST = 5, 0.45  # candidates offered; likeness below which none is
BY_NAME, BY_SHORT, BY_SUCCESSION, BY_TITLE, BY_WORDS = 1.0, 0.97, 0.9, 0.92, 0.85
# how a field is written short; both ways lead to the long one
SHORT_FIELDS = {
    "gd&đt": "giáo dục và đào tạo", "gdđt": "giáo dục và đào tạo", "gd-đt": "giáo dục và đào tạo",
    "nn&mt": "nông nghiệp và môi trường", "nnmt": "nông nghiệp và môi trường", "nn-mt": "nông nghiệp và môi trường",
    "nn&ptnt": "nông nghiệp và phát triển nông thôn", "nnptnt": "nông nghiệp và phát triển nông thôn",
    "kh&cn": "khoa học và công nghệ", "khcn": "khoa học và công nghệ", "kh-cn": "khoa học và công nghệ",
    "vhttdl": "văn hóa thể thao và du lịch", "vh,tt&dl": "văn hóa thể thao và du lịch", "vhtt&dl": "văn hóa thể thao và du lịch", "vh&tt": "văn hóa và thể thao",
    "tn&mt": "tài nguyên và môi trường", "tnmt": "tài nguyên và môi trường", "tn-mt": "tài nguyên và môi trường",
    "kh&đt": "kế hoạch và đầu tư", "khđt": "kế hoạch và đầu tư", "gtvt": "giao thông vận tải",
    "tt&tt": "thông tin và truyền thông", "tttt": "thông tin và truyền thông", "tt-tt": "thông tin và truyền thông",
    "lđtbxh": "lao động thương binh và xã hội", "lđ-tb&xh": "lao động thương binh và xã hội", "lđtb&xh": "lao động thương binh và xã hội", "lđ-tbxh": "lao động thương binh và xã hội",
    "qhkt": "quy hoạch kiến trúc", "qh-kt": "quy hoạch kiến trúc", "attp": "an toàn thực phẩm", "dt&tg": "dân tộc và tôn giáo", "pccc": "phòng cháy chữa cháy",
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "tp": "thành phố", "vp": "văn phòng", "ca": "công an", "bql": "ban quản lý", "qlda": "quản lý dự án",
    "kcn": "khu công nghiệp", "kkt": "khu kinh tế", "đtxd": "đầu tư xây dựng", "mttq": "mặt trận tổ quốc", "ubmttq": "ủy ban mặt trận tổ quốc", "bhxh": "bảo hiểm xã hội",
    "kbnn": "kho bạc nhà nước", "nhnn": "ngân hàng nhà nước", "vpcp": "văn phòng chính phủ", "p": "phòng", "cty": "công ty", "kt": "kinh tế", "ht": "hạ tầng", "ht&đt": "hạ tầng và đô thị", "đt": "đô thị",
    "vh-xh": "văn hóa xã hội", "vhxh": "văn hóa xã hội", "bch": "ban chỉ huy", "bchqs": "ban chỉ huy quân sự", "ttpvhcc": "trung tâm phục vụ hành chính công", "pvhcc": "phục vụ hành chính công",
    "catp": "công an thành phố", "lhpn": "liên hiệp phụ nữ", "lđlđ": "liên đoàn lao động", "đbqh": "đại biểu quốc hội", "cp": "cổ phần", "tổ quốc vn": "tổ quốc việt nam", "qs": "quân sự",
}  # fmt: skip
# the field of a department that is no more → the field that has its work since 2025
SUCCESSORS = {
    "kế hoạch đầu tư": "tài chính", "giao thông vận tải": "xây dựng", "giao thông": "xây dựng",
    "tài nguyên môi trường": "nông nghiệp môi trường", "nông nghiệp phát triển nông thôn": "nông nghiệp môi trường", "nông nghiệp": "nông nghiệp môi trường",
    "thông tin truyền thông": "khoa học công nghệ", "lao động thương binh xã hội": "nội vụ",
}  # fmt: skip
TITLES = re.compile(
    r"^(?:đồng chí |đ/c |ông |bà )?(?:thủ trưởng|giám đốc|phó giám đốc|lãnh đạo|trưởng|phó|chánh|chủ tịch|phó chủ tịch|bí thư|trưởng ban|đại diện) (?=\S)"
)
MANY = re.compile(r"(?:^|\s)(?:các|những|mọi|từng|mỗi|tất cả|toàn thể)(?:\s|$)")
PLACE = re.compile(r" (?:tp|tỉnh|thành phố)\b.*$")
BY_PLACE = 0.95  # “Công an TP Hà Nội” where one city has one
WORD = re.compile(r"[^\W_]+(?:[&,/-](?=[^\W_])[^\W_]+)*")
SILENT = frozenset({"và", "thành", "phố", "tỉnh", "của", "cấp"})


class Register:
    """The organisation's units, ready to be asked for names."""

    def __init__(self, units: Sequence[UnitName]) -> None:
        self.units = {unit.key: unit for unit in units}
        self.names: dict[str, list[tuple[int, float, str]]] = {}
        self.words: dict[str, set[int]] = {}
        for unit in units:
            self._enter(unit)

    def match_all(self, names: Iterable[str]) -> tuple[Candidates, ...]:
        """Return the candidates of each name."""
        return tuple(self.match(name) if self.units else () for name in names)

    def match(self, name: str) -> Candidates:
        """Return the units a name may mean, best first, at most five; none for a name of many."""
        plain = fold(unicodedata.normalize("NFC", name))
        if MANY.search(plain):
            return ()
        found: dict[int, Candidate] = {}
        for row in map(self._now, self._guesses(plain)):
            if row.key not in found or found[row.key].sure < row.sure:
                found[row.key] = row
        rows = sorted(found.values(), key=lambda row: (-row.sure, row.name))
        if len(rows) > 1 and rows[0].sure == rows[1].sure:  # two that fit alike: neither is sure
            rows = [Candidate(r.key, r.name, min(r.sure, 0.8), r.why) for r in rows]
        return tuple(rows[:MOST])

    def _now(self, guess: tuple[int, float, str]) -> Candidate:
        """Return the candidate; for a unit that was taken over the one that took it."""
        key, sure, why = guess
        unit = self.units[key]
        if unit.now is not None and unit.now in self.units:
            now = self.units[unit.now]
            return Candidate(now.key, now.name, round(sure * BY_SUCCESSION, 2), "successor")
        return Candidate(unit.key, unit.name, round(sure, 2), why)

    def _enter(self, unit: UnitName) -> None:
        for name, sure, why in (
            (unit.name, BY_NAME, "name"),
            *((n, BY_SHORT, "short") for n in unit.names),
        ):
            if plain := fold(unicodedata.normalize("NFC", name)).strip():
                for said in {plain, _long(plain)}:
                    self.names.setdefault(said, []).append((unit.key, sure, why))
        for word in _long(fold(unit.name)).split():
            self.words.setdefault(word, set()).add(unit.key)

    def _guesses(self, plain: str) -> Iterator[tuple[int, float, str]]:
        direct = [*self.names.get(plain, ()), *self.names.get(_long(plain), ())]
        yield from direct
        if direct:
            return
        bare = TITLES.sub("", plain)
        if bare != plain and (titled := self.names.get(_long(bare))):
            yield from ((key, sure * BY_TITLE, why) for key, sure, why in titled)
            return
        if (now := _successor(_long(bare))) and (rows := self.names.get(now)):
            yield from ((key, BY_SUCCESSION, "successor") for key, _sure, _why in rows)
            return
        if (
            (place := PLACE.search(bare))
            and place.start()
            and (rows := self.names.get(_long(bare[: place.start()])))
        ):
            yield from ((key, BY_PLACE, why) for key, _sure, why in rows)
            return
        yield from self._alike(_long(bare))

    def _alike(self, said: str) -> Iterator[tuple[int, float, str]]:
        """Yield units that share most words with the name."""
        words = set(said.split())
        near = {key for word in words for key in self.words.get(word, ())}
        for key in near:
            own = set(_long(fold(self.units[key].name)).split())
            likeness = len(words & own) / len(words | own)
            if likeness >= LEAST:
                yield key, likeness * BY_WORDS, "words"


def match_units(names: Sequence[str], units: Sequence[UnitName]) -> tuple[Candidates, ...]:
    """Return for each name the units that may be meant, best first (at most five); () for a name of many."""
    return Register(units).match_all(names)


def _long(plain: str) -> str:
    """Return a name written out, without “và”, signs, and “thành phố”, “tỉnh”, which the organisation's own units leave out."""
    words = (
        SHORT_FIELDS.get(word, word.replace(",", " ").replace("-", " ").replace("&", " "))
        for word in WORD.findall(plain)
    )
    return " ".join(word for word in " ".join(words).split() if word not in SILENT)


def _successor(said: str) -> str | None:
    head, _space, field = said.partition(" ")
    now = SUCCESSORS.get(field)
    return f"{head} {now}" if now and head in ("sở", "bộ") else None
