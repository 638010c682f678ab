"""What the members of a coming meeting have read, said and asked beforehand."""

from typing import NamedTuple

from office.demo.people import CHIEF, OFFICIAL

MEETING = "Họp xem xét nhiệm vụ quy hoạch phân khu ven sông Hà"
PLANNING, FUNDS, SCHOOLS, REPLIES = 1, 3, 4, 5  # places of its items that are asked about


class StanceRow(NamedTuple):
    """A member's position: who, on which item, what, why."""

    who: str
    item: int
    choice: str
    reason: str = ""


READERS = (  # who has read how much of the papers, in hundredths
    ("long", 100), (CHIEF, 100), (OFFICIAL, 60), ("phuoc", 100), ("dat", 80), ("thang", 30), ("tuyet", 100),
)  # fmt: skip
EVERYBODY = ("long", CHIEF, OFFICIAL, "kien", "phuoc", "dat", "thang", "tuyet", "ngan")
STANCES = (
    *(StanceRow(name, FUNDS, "agree") for name in EVERYBODY),
    *(StanceRow(name, SCHOOLS, "agree") for name in EVERYBODY),
    *(StanceRow(name, REPLIES, "agree") for name in EVERYBODY if name != "thang"),
    StanceRow("thang", REPLIES, "speak", "Đề nghị nêu rõ thời hạn xử lý ở phường khi người dân gửi phản ánh ngoài giờ."),
    StanceRow("phuoc", PLANNING, "object", "Hành lang thoát lũ đoạn Bến Trúc chưa khớp quy hoạch phòng chống thiên tai."),
    StanceRow("tuyet", PLANNING, "speak", "Kiến nghị bổ sung bến thủy nội địa phục vụ người dân Cầu Mây."),
    StanceRow("long", PLANNING, "agree"),
    StanceRow(CHIEF, PLANNING, "agree"),
)  # fmt: skip
REMARKS = (
    ("phuoc", PLANNING, "question", "Cao độ san nền khu B được tính theo mực nước triều của năm nào?", True,
     "Theo mực nước đỉnh triều 5 năm gần nhất, cộng 0,5 m dự phòng; số liệu ở trang 2 Tờ trình."),
    ("tuyet", PLANNING, "comment", "Đề nghị giữ nguyên lối đi hiện hữu ra bến đò của 42 hộ dân.", True, ""),
    ("dat", FUNDS, "comment", "Sở Tài chính đã rà soát nguồn, thống nhất mức phân bổ.", False, ""),
    ("thang", REPLIES, "question", "Phường có được trực tiếp trả lời phản ánh thuộc thẩm quyền không?", False, ""),
)  # fmt: skip
NOTES = (
    (OFFICIAL, PLANNING, 1, "tỷ lệ 1/2.000", "Hỏi lại ranh giới phía bắc với phường Bến Trúc trước khi trình bày."),
    (OFFICIAL, FUNDS, 0, "", "Đồng ý với phương án; nhắc Ban QLDA về hồ sơ nghiệm thu."),
)  # fmt: skip
