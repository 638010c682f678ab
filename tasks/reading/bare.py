"""Bare deeds: “Rà soát …”, “Trường hợp … thì …”, “Phương án … gửi …”, whose subject stands elsewhere."""

from dataclasses import replace

from tasks.reading.clause import BARE, Reading, Words
from tasks.reading.cues import BEGINNINGS, DEEDS, MUST
from tasks.reading.parties import starts


class Deeds(Words):
    """Reads a clause that begins with what is to be done."""

    def _bare(self, i: int) -> Reading | None:
        tags, word = self._tags(i), self._word(i)
        if word == "không" and not self._is_deed(i + 1):
            return None
        if (word == "ngay" and "S" in self._tags(i + 1)) or self._tells_of(i):
            return None
        if not DEEDS & set(tags) and not (word == "không" or "O" in tags):
            return None
        if (
            "R" in tags
            or word
            in ("thống nhất", "đồng ý", "nhất trí", "cũng", "vẫn", "còn", "luôn", "nên", "theo")
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
        if self._word(self.a) in ("cũng", "việc", "do", "ngày", "hôm nay", "hiện", "đến nay") or (
            self._word(self.a) == "theo" and starts(self.chunks, self.a + 1)
        ):
            return None
        for i in range(self.a + 1, min(self.b, self.a + 16)):
            if (
                set("TF") & set(self._tags(i))
                and "B" not in self._tags(i)
                and self._word(i) != "chưa"
                and self._subject_before(i)
            ):
                return None  # “Từ đầu năm, X đã tiếp 214 lượt, …” tells
            if self._word(i) == "," and i + 1 < self.b and set("AVC") & set(self._tags(i + 1)):
                found = self._bare(i + 1)
                return found and replace(found, first=self.a)
        return None

    def _tells_of(self, i: int) -> bool:
        """Whether a name that looks like a deed stands here: “Cần Thơ là …”, “Thanh tra tỉnh đã …”."""
        if self._word(i) == "cần" and i + 1 < self.b and self.chunks[i + 1].capital:
            return True
        end = self.reader.lists.get(i)
        return end is not None and bool(set("TFR") & set(self._tags(end)))

    def _subject_before(self, i: int) -> bool:
        """Whether a name behind a comma stands just before chunk ``i``."""
        for s in range(max(self.a, i - 12), i):
            if self._word(s) == "," and starts(self.chunks, s + 1):
                return self.reader.read(s + 1).end == i
        return False

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
