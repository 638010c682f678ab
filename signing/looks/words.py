"""The words by which components are known (Decree 30/2020/NĐ-CP, Appendices I and III), and folding of letters."""

import re
import unicodedata

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PARTY, PARTY_HEAD = "ĐẢNG CỘNG SẢN VIỆT NAM", "dangcongsanvietnam"

# Appendix III: names of kinds and their letters; the last ones are no kinds of the decree but typeset here
KINDS = {
    "NGHỊ QUYẾT": "NQ", "QUYẾT ĐỊNH": "QĐ", "CHỈ THỊ": "CT", "QUY CHẾ": "QC", "QUY ĐỊNH": "QyĐ", "THÔNG CÁO": "TC",
    "THÔNG BÁO": "TB", "HƯỚNG DẪN": "HD", "CHƯƠNG TRÌNH": "CTr", "KẾ HOẠCH": "KH", "PHƯƠNG ÁN": "PA", "ĐỀ ÁN": "ĐA",
    "DỰ ÁN": "DA", "BÁO CÁO": "BC", "BIÊN BẢN": "BB", "TỜ TRÌNH": "TTr", "HỢP ĐỒNG": "HĐ", "CÔNG ĐIỆN": "CĐ",
    "BẢN GHI NHỚ": "BGN", "BẢN THỎA THUẬN": "BTT", "GIẤY ỦY QUYỀN": "GUQ", "GIẤY MỜI": "GM", "GIẤY GIỚI THIỆU": "GGT",
    "GIẤY NGHỈ PHÉP": "GNP", "PHIẾU GỬI": "PG", "PHIẾU CHUYỂN": "PC", "PHIẾU BÁO": "PB", "THƯ CÔNG": "",
    "PHIẾU LẤY Ý KIẾN": "PLYK", "KẾT LUẬN": "KL",
}  # fmt: skip

# on behalf, for, by order, by authority, acting (II.7.b); the Party writes them with a slash
OPENING = re.compile(r"^(TM|KT|TL|TUQ|T/M|K/T|T/L|Q(?=\.))(?!\w)", re.IGNORECASE)
POSTS = (
    "CHỦ TỊCH", "GIÁM ĐỐC", "BÍ THƯ", "BỘ TRƯỞNG", "THỦ TRƯỞNG", "CHÁNH VĂN PHÒNG", "TRƯỞNG", "HIỆU TRƯỞNG", "CHỦ TỌA",
    "THƯ KÝ", "VIỆN TRƯỞNG", "CỤC TRƯỞNG", "CHÁNH", "THỦ TƯỚNG", "CHỦ NHIỆM", "TỔNG", "ĐẠI DIỆN", "CHỦ TRÌ", "NGƯỜI",
)  # fmt: skip
TITLES = re.compile(
    r"^\s*(GS|PGS|TS|ThS|Th\.S|BS|BSCK\w*|CN|KS|KTS|LS|DS|NGƯT|NGND|NSND|NSƯT|TSKH|Thạc sĩ|Tiến sĩ|Giáo sư)\b\.?",
    re.IGNORECASE,
)
SHORT_POSTS = re.compile(r"(?<!\w)(PCT|CT|GĐ|PGĐ|P\. ?GIÁM|P\. ?CHỦ|CVP|PCVP|TP|PTP|BT|PBT)(?!\w)")
NUMBER = re.compile(
    r"^Số\s*:?\s*(?P<number>[\d._…\s]*)(?P<slash>/?)\s*(?P<symbol>.*)$", re.IGNORECASE
)
DATE = re.compile(
    r"^(?P<town>[^,]*?)(?P<comma>,?)\s*ngày\s*(?P<day>[\d._…]*)\s*tháng\s*(?P<month>[\d._…]*)\s*năm\s*(?P<year>[\d._…]*)",
    re.IGNORECASE,
)
GROUNDS = re.compile(r"^(Căn cứ|Theo|Xét)\b")
ISO_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00|\d\d[/-]\d\d[/-]\d{4}[ T;]+\d\d:\d\d:\d\d ?\+07:00"
)
TOLD, ENDING = 400, 24  # letters of a paragraph that are kept, and of its end


def plain(text: str) -> str:
    """Return the letters alone, small and without marks."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D")).casefold()
    return "".join(letter for letter in apart if letter.isalnum())


def told(text: str) -> str:
    """Return the beginning of a long paragraph, and its end with the sign that ends it."""
    return text if len(text) <= TOLD else f"{text[: TOLD - ENDING]}…{text[-ENDING:]}"


# red by Appendix I, III.2: secrecy and urgency, stamped
STAMPS = {
    plain(word)
    for word in ("HỎA TỐC", "HOẢ TỐC", "THƯỢNG KHẨN", "KHẨN", "MẬT", "TỐI MẬT", "TUYỆT MẬT")
}
SAMPLE = plain("DỮ LIỆU MẪU")  # how a mark at the foot says that a paper is invented
KNOWN_KINDS = {plain(kind): kind for kind in KINDS}


def letters_of(text: str) -> str:
    """Return the letters of a text, nothing else."""
    return "".join(letter for letter in text if letter.isalpha())


def capitals(text: str) -> bool:
    """Say whether all letters are capitals."""
    found = letters_of(text)
    return bool(found) and found == found.upper()
