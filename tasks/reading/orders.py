"""Who is told what: reads one clause and says whether it orders something, whom, with whom, and by which words.

Three forms: an order (“giao Sở X rà soát …”), a statement of duty (“Sở X chủ trì …”), a bare deed (“Rà soát …”), whose
subject stands in the heading or in the sentence before. Everything else orders nothing.
"""

import re
from dataclasses import dataclass, replace

from tasks.reading.parties import Parties, Reader, starts

ORDER, DUTY, BARE = "order", "duty", "bare"
DEEDS = frozenset("AVWC")
FILLERS = frozenset(
    [
        "cho",
        "ngay",
        "rõ",
        "thêm",
        "trách nhiệm",
        "nhiệm vụ",
        ":",
        "cụ thể",
        "đối với",
        "luôn",
        "trực tiếp",
        ",",
    ]
)
# after these “yêu cầu”, “chỉ đạo” is a noun or only cited
CITED = frozenset(["theo", "sự", "các", "những", "việc", "được", "của", "nội dung", "văn bản", "nhiệm vụ", "công tác", "để", "ý kiến", "về", "như", "một số", "và", "đúng", "tinh thần", "trước", "nhiều", "kiến nghị", "thực hiện", "có", "với", "do", "đã được", "không"]) - {"và"}  # fmt: skip
FREE_ORDERS = frozenset(
    {"yêu cầu", "đề nghị", "chỉ đạo", "giao", "giao trách nhiệm", "giao nhiệm vụ"}
)
# what a unit that was given a task does itself (“UBND xã chỉ đạo các thôn …”)
OWN_DEEDS = frozenset({"chỉ đạo", "đề nghị các", "ủy quyền", "ủy quyền cho", "nhắc nhở"})
GIVING = frozenset({"giao", "giao cho", "phân công", "giao nhiệm vụ", "giao nhiệm vụ cho", "ủy quyền cho", "ủy quyền", "giao trách nhiệm cho", "đồng ý giao", "thống nhất giao", "yêu cầu", "đề nghị"})  # fmt: skip
STRONG = frozenset(["chủ trì", "có trách nhiệm", "chịu trách nhiệm", "khẩn trương", "cần", "phải", "cần phải", "trực tiếp", "có nhiệm vụ", "làm đầu mối", "là đầu mối", "là cơ quan đầu mối", "là cơ quan chủ trì", "tiếp tục", "tập trung", "chủ động", "chịu trách nhiệm toàn diện", "nghiêm túc"])  # fmt: skip
GENTLE = frozenset(
    {"lưu ý", "đôn đốc", "nhắc nhở"}
)  # orders only when a deed follows the name at once
MUST = frozenset(
    {"cần", "phải", "cần phải", "dứt khoát", "nhất thiết", "bắt buộc", "yêu cầu", "đề nghị"}
)
CAUSES = frozenset(["chỉ đạo", "đôn đốc", "yêu cầu", "hướng dẫn", "đề nghị", "giao", "vận động", "mời", "phân công", "cử", "kêu gọi", "huy động", "kiến nghị", "tuyên truyền", "khuyến khích"])  # fmt: skip
BEGINNINGS = frozenset(
    [
        "trường hợp",
        "nếu",
        "khi",
        "đối với",
        "về",
        "để",
        "nhằm",
        "căn cứ",
        "trên cơ sở",
        "tại",
        "trong",
        "theo",
        "sau khi",
        "ngay sau khi",
        "từ",
        "với",
        "trước",
        "ngoài",
        "bên cạnh",
        "cùng với",
        "riêng",
        "liên quan đến",
        "liên quan tới",
        "thực hiện",
        "qua",
        "do",
        "ngay",
        "hiện",
        "nhân",
        "việc",
        "giai đoạn",
        "thời gian tới",
        "cùng",
        "trước khi",
        "liên quan",
        "ngoài việc",
        "bên cạnh việc",
        "cùng với việc",
        "tiếp tục",
        "triển khai",
        "phát huy",
        "từng bước",
        "trước tình hình",
        "trước mắt",
        "nhận thức",
        "xét",
        "trước thực trạng",
        "trước những",
        "đến nay",
        "hôm nay",
        "sáng",
        "chiều",
        "ngày",
    ]
)
JOINERS = frozenset(
    [
        "với",
        "cùng",
        "và",
        ":",
        "chặt chẽ",
        "thường xuyên",
        "hiệu quả",
        "giữa",
        "tốt",
        "với cả",
        "cả",
        ",",
    ]
)
BETWEEN = frozenset({"cũng", "đã", "vừa", "tiếp tục", "còn", "thì", "đồng thời", "vẫn", "luôn", "sẽ", "tiếp đó", "liền", "ngay", "mới", "đặc biệt", "thống nhất", "nhấn mạnh và", "nghiêm túc", "kiên quyết", "và", "cùng", "nhấn mạnh", "đồng ý", "đã có", "quyết định", "một lần nữa", "vừa qua"})  # fmt: skip
# a closing that orders nothing in particular: all its words are among these
GENERAL = frozenset(
    [
        "nghiêm",
        "túc",
        "triển",
        "khai",
        "tổ",
        "chức",
        "thực",
        "hiện",
        "khẩn",
        "trương",
        "nghiêm",
        "đầy",
        "đủ",
        "hiệu",
        "quả",
        "có",
        "các",
        "những",
        "nội",
        "dung",
        "nhiệm",
        "vụ",
        "trên",
        "nêu",
        "này",
        "thông",
        "báo",
        "kết",
        "luận",
        "ý",
        "kiến",
        "chỉ",
        "đạo",
        "văn",
        "bản",
        "chỉ",
        "thị",
        "công",
        "văn",
        "theo",
        "quy",
        "định",
        "đúng",
        "kịp",
        "thời",
        "biết",
        "và",
        "tập",
        "trung",
        "chủ",
        "động",
        "phối",
        "hợp",
        "với",
        "cơ",
        "quan",
        "đơn",
        "vị",
        "địa",
        "phương",
        "liên",
        "quan",
        "của",
        "chủ",
        "tịch",
        "phó",
        "ubnd",
        "ủy",
        "ban",
        "nhân",
        "dân",
        "thành",
        "phố",
        "tỉnh",
        "tại",
        "sau",
        "dưới",
        "đây",
        "như",
        "một",
        "số",
        "tốt",
        "căn",
        "cứ",
        "chức",
        "năng",
        "được",
        "giao",
        "phạm",
        "vi",
        "thẩm",
        "quyền",
        "để",
        "nói",
        "việc",
        "kết",
        "quả",
        "giải",
        "pháp",
        "tinh",
        "thần",
        "cần",
        "phải",
        "tiếp",
        "tục",
        "đồng",
        "bộ",
        "quyết",
        "liệt",
        "quán",
        "triệt",
        "trong",
        "bộ",
        "sở",
        "ngành",
        "cấp",
        "xã",
        "phường",
        "huyện",
        "quận",
        "thị",
        "công",
        "điện",
        "kế",
        "hoạch",
        "yêu",
        "cầu",
        "nghiêm",
        "chỉnh",
        "cuộc",
        "họp",
        "lãnh",
        "đạo",
        "đảm",
        "bảo",
        "bảo",
        "tiến",
        "độ",
        "trọng",
        "tâm",
        "giám",
        "thủ",
        "trưởng",
        "người",
        "đứng",
        "đầu",
        "ban",
        "trách",
        "nhiệm",
        "phận",
        "tới",
        "đến",
        "mọi",
        "người",
        "các",
        "hội",
        "nghị",
        "khẩn",
        "công",
        "việc",
        "mình",
        "nhất",
        "định",
        "phân",
        "nhằm",
        "làm",
        "cùng",
        "cụ",
        "thể",
        "trước",
        "mắt",
    ]
)
MEETINGS = frozenset(
    {
        "hội nghị",
        "cuộc",
        "cuộc họp",
        "buổi",
        "phiên",
        "phiên họp",
        "họp",
        "hội thảo",
        "lễ",
        "buổi làm việc",
        "giao ban",
        "buổi họp",
    }
)
DONE_ALREADY = re.compile(
    r"đã (?:làm|thực hiện|hoàn thành|giải quyết)? ?xong|đã hoàn thành(?! việc)"
)
NEAR = 40  # chunks; an issuer's name is never farther from its verb
SET_OUT = frozenset({"thực hiện", "triển khai", "quán triệt"})


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
    """One clause (chunks ``a`` to ``b``) of the sentence a reader reads."""

    def __init__(self, reader: Reader, a: int, b: int) -> None:
        self.reader, self.chunks, self.b = reader, reader.chunks, b
        self.a = a
        while self.a < b and (
            self._word(self.a) in ("còn", "và")
            or ("L" in self._tags(self.a))
            or self._word(self.a) in (",", '"', "-", ":")
        ):
            self.a += 1
        self.linked = self.a > a

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

    # orders -------------------------------------------------------------------------------------------------

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
        if self._is_past(k) or not self._may_order(k, named=starts(self.chunks, p)):
            return None
        if starts(self.chunks, p) and p < self.b:
            parties = self.reader.read(p, semicolons=True)
            if not parties.names or not (
                self._deed_within(parties.end) or self._word(parties.end)[:1].isalpha()
            ):
                return None
            if self._word(k) in GENTLE and not (
                self._is_deed(parties.end) or "không" in self._word(parties.end)
            ):
                return None
            if (
                len(parties.names) == 1
                and is_self(parties.names[0].lower())
                and not self.reader.central
            ):
                return None
            return self._told(ORDER, parties, k, (k, k + 1))
        if self._word(k) in FREE_ORDERS and p < self.b and self._is_deed(p):
            return self._without_party(k, p)
        return None

    def _is_past(self, k: int) -> bool:
        """Whether the order is an older one, only told of: “từng giao”, “đã có Quyết định …, trong đó giao”."""
        if self._word(k - 1) == "từng" or self._word(self.a) == "trước đó":
            return True
        told = any(self._word(i) == "trong đó" for i in range(self.a, k))
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
        if word in (":", '"', "(", "-"):
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
        s = max(self.a, t - NEAR)
        while s <= t:
            if not starts(self.chunks, s):
                s += 1
                continue
            parties = self.reader.read(s, single=True)
            if parties.end > t:
                alone = (
                    s <= max(self.a, t - NEAR)
                    or self._word(s - 1) in (",", ":", '"', "-", ")")
                    or not any(self._is_deed(i) for i in range(self.a, s))
                )
                own = self._word(k) in OWN_DEEDS and not is_authority(
                    parties.names[0].lower() if parties.names else "", central=self.reader.central
                )
                return alone and not own
            s = max(parties.end, s + 1)
        return False

    # statements of duty -------------------------------------------------------------------------------------

    def _duty(self, *, loose: bool = False) -> Reading | None:
        for p in self._openings():
            if not starts(self.chunks, p):
                continue
            parties = self.reader.read(p, semicolons=True)
            if parties.names and (found := self._duty_of(parties, p, loose=loose)):
                return found
        return None

    def _openings(self) -> list[int]:
        """Return where a subject may stand: at the beginning, after “Đối với …,” and the like."""
        places = [self.a]
        if (
            self._word(self.a) in BEGINNINGS
            or "S" in self._tags(self.a)
            or "A" in self._tags(self.a)
        ):
            places += [i + 1 for i in range(self.a, self.b) if self._word(i) in (",", ":")]
        else:
            places += [
                i + 1
                for i in range(self.a, min(self.b, self.a + 40))
                if self._word(i) in (":", "-")
            ]
        return places

    def _duty_of(self, parties: Parties, p: int, *, loose: bool) -> Reading | None:
        i, name = parties.end, parties.names[0].lower()
        if name.endswith(" nào") or DONE_ALREADY.search(self._plain(p)):
            return None
        while i < self.b and (
            self._word(i) in (",", ":", "cũng", "còn", "thì") or "L" in self._tags(i)
        ):
            i += 1
        if i >= self.b or self._only_told(i) or self._word(self.a) == "trước đó":
            return None
        tags, word = self._tags(i), self._word(i)
        if word == "không" and self._is_deed(i + 1):
            return self._told(DUTY, parties, p, None, must=False)
        if "B" in tags:
            return self._given(parties, p, i)
        if not DEEDS & set(tags) and (word in BEGINNINGS or "S" in tags):
            return (
                self._told(DUTY, parties, p, None)
                if p == self.a and self._strong_within(i)
                else None
            )
        if not DEEDS & set(tags) or ("N" in tags and "V" not in tags):
            return (
                self._told(DUTY, parties, p, None, must=False)
                if loose
                and not is_authority(name, central=self.reader.central)
                and p == self.a
                and not tags
                and word.isalpha()
                and not self.chunks[i].capital
                else None
            )
        if word in ("thống nhất", "nhất trí", "đồng ý") and "C" not in self._tags(i):
            return None
        if word == "chủ trì" and self._word(i + 1) in MEETINGS:
            return None
        if (
            "O" in tags
            and word not in GENTLE
            and (is_authority(name, central=self.reader.central) or self._word(i + 1) in ("", ":"))
        ):
            return None
        if p > self.a and self._word(parties.end) == ",":
            return None
        if (
            len(parties.names) == 1
            and is_authority(name, central=self.reader.central)
            and word not in STRONG
        ):
            return None
        return self._told(
            DUTY, parties, p, (i, i + 1) if "A" in tags else None, must=word in STRONG
        )

    def _only_told(self, i: int) -> bool:
        """Whether what follows the name tells of something done, planned or said (“cùng đoàn liên ngành đã lập …”)."""
        if set("TFR") & set(self._tags(i)) or "R" in self._tags(i + 1):
            return True
        if "C" not in self._tags(i) or not starts(self.chunks, i + 1):
            return False
        return bool(set("TFR") & set(self._tags(self.reader.read(i + 1, together=True).end)))

    def _plain(self, i: int) -> str:
        return self.reader.plain[self.chunks[i].start : self.chunks[self.b - 1].end]

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

    # bare deeds ---------------------------------------------------------------------------------------------

    def _bare(self, i: int) -> Reading | None:
        tags, word = self._tags(i), self._word(i)
        if word == "không" and not self._is_deed(i + 1):
            return None
        if not DEEDS & set(tags) and not (word == "không" or "O" in tags):
            return None
        if (
            "R" in tags
            or word in ("cũng", "vẫn", "còn", "luôn", "nên", "theo")
            or self._word(i + 1) in ("của", "này", "trên", ":")
        ):
            return None
        return Reading(
            BARE,
            (),
            self._coordinate(i),
            i,
            None,
            i,
            must=word in MUST,
            general=self._is_general(i),
        )

    def _bare_behind(self) -> Reading | None:
        """Read “Trên cơ sở đó, kịp thời …”, “Đến năm 2027, phải …”: the deed behind an opening and a comma."""
        if self._sets_case():
            return self._in_case()
        if self._word(self.a) not in BEGINNINGS and "S" not in self._tags(self.a):
            return None
        if self._word(self.a) in ("việc", "do", "ngày", "hôm nay", "hiện", "đến nay") or (
            self._word(self.a) == "theo" and starts(self.chunks, self.a + 1)
        ):
            return None
        for i in range(self.a + 1, min(self.b, self.a + 16)):
            if self._word(i) == "," and i + 1 < self.b and set("AVC") & set(self._tags(i + 1)):
                found = self._bare(i + 1)
                return found and replace(found, first=self.a)
        return None

    def _sets_case(self) -> bool:
        """Whether the clause sets a case: “Trường hợp …”, “Nếu …”, “Nơi nào …”."""
        first = range(self.a, min(self.b, self.a + 6))
        return self._word(self.a) in ("trường hợp", "nếu", "khi") or any(
            self._word(i) in ("nào", "nếu") for i in first
        )

    def _in_case(self) -> Reading | None:
        """Read “… thì lập hồ sơ …”, “… phải có thư xin lỗi …”; a penalty orders nothing."""
        for i in range(self.a + 1, self.b - 1):
            if self._word(i) in ("thì", "phải") or (
                self._word(i) == ","
                and self._word(self.a) != "trường hợp"
                and set("AVC") & set(self._tags(i + 1))
            ):
                if self._punishes(i):
                    return None
                if self._is_deed(i + 1) or self._word(i) == "phải":
                    found = self._bare(i if self._word(i) == "phải" else i + 1)
                    return found and replace(found, first=self.a)
        return None

    def _punishes(self, i: int) -> bool:
        words = self._plain(i)
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

    def product(self) -> Reading | None:
        """Read a line under a unit's heading that names the product first: “Phương án … gửi … trước ngày …”."""
        if self._is_deed(self.a) or starts(self.chunks, self.a):
            return None
        for i in range(self.a + 1, self.b):
            if self._word(i) in ("gửi", "trình", "báo cáo", "hoàn thành", "nộp", "xong"):
                return Reading(BARE, (), self._coordinate(i), self.a, None, i)
        return None

    def together(self) -> tuple[str, ...]:
        """Return who works together, whatever the clause orders."""
        return self._coordinate(self.a)

    def only_joins(self, reading: Reading) -> bool:
        """Whether the clause only says who works together: “Sở A, Sở B phối hợp”."""
        return self._word(reading.deed).startswith("phối hợp") and reading.deed + 2 >= self.b

    def first_deed(self) -> str:
        """Return the first deed's words, without “khẩn trương”, “hằng tháng” before it."""
        for i in range(self.a, self.b):
            if "V" in self._tags(i):
                return self._word(i)
        return ""

    # what they share ----------------------------------------------------------------------------------------

    def _told(self, form: str, parties: Parties, first: int, cue: tuple[int, int] | None, *, must: bool = True) -> Reading:  # fmt: skip
        coordinate = tuple(
            name for name in self._coordinate(parties.end) if name not in parties.names
        )
        return Reading(form, parties.names, coordinate, first, cue, parties.end, must, self._is_general(parties.end))  # fmt: skip

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
        return self._word(i) == ":" or any(DEEDS & set(self._tags(k)) or "O" in self._tags(k) for k in range(i, min(self.b, i + 60)))  # fmt: skip

    def _strong_within(self, i: int) -> bool:
        return any(self._word(k) in STRONG or (DEEDS & set(self._tags(k)) and self._word(k - 1) == ",") for k in range(i, self.b))  # fmt: skip

    def _opens_with_order(self) -> bool:
        return "O" in self._tags(self.a) and self.reader.text[self.chunks[self.a].start].isupper()

    def _opens_with_time(self) -> bool:
        return self._word(self.a).startswith(
            ("định kỳ", "hằng", "hàng", "trước", "trong", "chậm nhất")
        )

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

    def _word(self, i: int) -> str:
        return self.reader.word(i) if i < self.b else ""

    def _tags(self, i: int) -> str:
        return self.reader.tags(i) if i < self.b else ""


AUTHORITIES = ("chủ tịch", "phó chủ tịch", "thủ tướng", "phó thủ tướng", "chính phủ", "bí thư", "phó bí thư", "lãnh đạo", "ông ", "bà ", "đồng chí", "thường trực", "bộ trưởng", "thứ trưởng",
    "ban thường vụ", "thành ủy", "tỉnh ủy", "người đứng đầu", "ubnd tỉnh", "ubnd tp", "ubnd thành phố", "ủy ban nhân dân tỉnh", "ủy ban nhân dân thành phố", "uỷ ban nhân dân", "hđnd", "thành phố", "tỉnh", "tp", "chủ tọa", "giám đốc", "văn phòng chính phủ")  # fmt: skip
PROVINCES = (
    "ubnd",
    "ủy ban nhân dân",
    "uỷ ban nhân dân",
    "tỉnh",
    "thành phố",
    "tp",
    "chủ tịch ubnd",
    "chủ tịch ủy ban",
    "bí thư tỉnh ủy",
    "tỉnh ủy",
    "thành ủy",
    "hđnd",
)
BELOW = ("các", "phường", " xã", "quận", "huyện", "thị xã", "đặc khu")


def is_authority(name: str, *, central: bool = False) -> bool:
    """Whether the name is one that orders: the head of the city, the government, a person who presides.

    In a text of the government (``central``) a province is told, and does not tell.
    """
    if central and name.startswith(PROVINCES):
        return False
    return name.startswith(AUTHORITIES) and not any(word in name for word in BELOW)


def is_self(name: str) -> bool:
    """Whether the name is the body itself (“thành phố”, “UBND tỉnh”), told by somebody above or asked by somebody below."""
    return name in SELVES or (
        name.startswith(("thành phố ", "ubnd tp", "ubnd thành phố", "ubnd tỉnh"))
        and not any(word in name for word in BELOW)
    )


SELVES = frozenset(
    {
        "thành phố",
        "tỉnh",
        "tp",
        "ubnd thành phố",
        "ubnd tỉnh",
        "ubnd tp",
        "ủy ban nhân dân tỉnh",
        "ủy ban nhân dân thành phố",
        "huyện",
        "thủ tướng chính phủ",
        "thủ tướng",
        "chính phủ",
    }
)
