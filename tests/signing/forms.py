"""Documents in the right form and with one thing wrong, for the checker: printed by our own sheets with one figure changed."""

from __future__ import annotations

import json
import shutil
from functools import lru_cache
from pathlib import Path

import typst

from documents.typeset import FORMS, SHEETS, _fonts

LONG = "Ủy ban nhân dân thành phố yêu cầu các sở, ngành, xã, phường rà soát tiến độ cấp nước sạch, báo cáo khó khăn và đề xuất cách làm. "
GROUNDS = [
    {"kind": "grounds", "text": "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"},
    {"kind": "grounds", "text": "Theo đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số 45/TTr-SXD ngày 10 tháng 11 năm 2026."},
]  # fmt: skip
PARAS = [
    *({"kind": "para", "text": LONG * 2} for _index in range(3)),
    {"kind": "page"},
    *({"kind": "para", "text": LONG * 2} for _index in range(2)),
]
LAST = [{"kind": "para", "text": "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./."}]
DATA = {
    "superior": "", "agency": "ỦY BAN NHÂN DÂN THÀNH PHỐ SÔNG HÀ", "notation": "QĐ-UBND", "number": "05", "date": "2026-02-03",
    "town": "Sông Hà", "year": 2026, "subject": "Về việc cấp nước sạch năm 2027", "authority": "ỦY BAN NHÂN DÂN THÀNH PHỐ SÔNG HÀ",
    "body": [*PARAS, *LAST], "recipients": ["Như trên;", "Sở Xây dựng;", "Lưu: VT, XD."],
    "signing": {"capacity": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "name": "Nguyễn Thị Hồng Ưu"},
    "secretary": {"capacity": "THƯ KÝ", "name": "Lê Thị Chi"}, "addressees": ["Các sở, ban, ngành"], "due": "", "words": "",
}  # fmt: skip
ACT = {"body": [*GROUNDS, {"kind": "order", "text": "QUYẾT ĐỊNH:"}, *({"kind": "article", "number": n, "text": LONG * 2} for n in (1, 2, 3)), {"kind": "page"}, *PARAS[:2], *LAST]}  # fmt: skip
RIGHT = {
    "decision": ACT,
    "resolution": {**ACT, "notation": "NQ-HĐND", "agency": "HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ SÔNG HÀ"},
    "report": {"notation": "BC-SXD", "superior": "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ SÔNG HÀ", "agency": "SỞ XÂY DỰNG", "signing": {"capacity": "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "name": "Trần Văn Bình"}},
    "proposal": {"notation": "TTr-UBND"},
    "plan": {"notation": "KH-UBND", "signing": {"capacity": "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "name": "Đỗ Đức Đạt"}},
    "conclusions": {"notation": "TB-UBND", "subject": "Kết luận của Chủ tịch Ủy ban nhân dân thành phố\ntại phiên họp thường kỳ tháng 01 năm 2026 về nước sạch"},
    "invitation": {"notation": "GM-UBND", "date": "2026-11-12", "number": "123"},
    "minutes": {"notation": "BB-UBND", "signing": {"capacity": "CHỦ TỌA", "name": "Nguyễn Thị Hồng Ưu"}},
    "official": {"notation": "UBND-XD", "subject": "rà soát tiến độ cấp nước sạch năm 2027"},
    "telegram": {"notation": "CĐ-UBND"},
}  # fmt: skip


def right(form, **changed):
    """A document of a form as our own sheets print it."""
    return printed(form, {**DATA, **RIGHT[form], **changed})


def printed(form, data, sheets=SHEETS):
    made = FORMS[form]
    compiler = typst.Compiler(
        Path(sheets) / f"{made.sheet}.typ", root=sheets, font_paths=fonts(),
        sys_inputs={"data": json.dumps({"kind": made.kind, **data}, ensure_ascii=False)},
    )  # fmt: skip
    return compiler.compile(format="pdf")


@lru_cache
def fonts():
    """The typefaces of the house, and those typst brings for what is to be wrong."""
    found = _fonts()
    return (
        typst.Fonts(include_system_fonts=False, font_paths=found.font_paths)
        if hasattr(found, "font_paths")
        else found
    )


def wrong(folder, form, edits, **changed):
    """The same with figures of the sheets changed: (file, old, new); a change that finds nothing fails."""
    sheets = Path(folder) / "forms"
    shutil.copytree(SHEETS, sheets, dirs_exist_ok=True)
    for file, old, new in edits:
        path = sheets / file
        text = path.read_text()
        assert old in text, (file, old)
        path.write_text(text.replace(old, new))
    return printed(form, {**DATA, **RIGHT[form], **changed}, sheets)
