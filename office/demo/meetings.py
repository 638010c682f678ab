"""The sample city's meetings: finished, in session, coming; days are working days from today."""

from typing import NamedTuple

from office.demo.people import CHAIRMAN, CHIEF, MEMBERS, OFFICIAL, SECRETARY

ROOM_1, ROOM_2 = "Phòng họp số 1, Trụ sở UBND thành phố", "Phòng họp số 2, Trụ sở UBND thành phố"
LONG_REPORT = "long_report"  # made by office.demo.long_report, not from a text


class ItemRow(NamedTuple):
    """An agenda item: title, minutes, who presents, the texts of its papers."""

    title: str
    minutes: int
    presenter: str = ""
    papers: tuple[str, ...] = ()
    purpose: str = "opinion"


class MeetingRow(NamedTuple):
    """A meeting: ``end`` is how its story ends; the first of ``people`` chairs."""

    key: str
    title: str
    end: str
    day: int
    hour: int
    place: str
    people: tuple[str, ...]
    items: tuple[ItemRow, ...]
    kind: str = "working"
    guests: tuple[str, ...] = ()


class VoteRow(NamedTuple):
    """A vote of the session: its item, its question, who disagrees, who has no opinion."""

    item: int
    question: str
    disagree: tuple[str, ...] = ()
    no_opinion: tuple[str, ...] = ()


OPENING = ItemRow("Khai mạc, thông qua chương trình", 10, CHIEF, purpose="info")
CLOSING = ItemRow("Kết luận", 15, purpose="info")

SESSION = MeetingRow(
    "session", "Phiên họp Ủy ban nhân dân thành phố thường kỳ tháng {month} năm {year}",
    "in_session", 0, 8, ROOM_1, MEMBERS,
    (
        OPENING,
        ItemRow(
            "Tình hình kinh tế - xã hội, thu chi ngân sách tháng {month}; nhiệm vụ tháng {next_month}",
            40, "dat", ("kinh-te-xa-hoi", LONG_REPORT),
        ),
        ItemRow(
            "Đề án chống ngập khu vực trung tâm giai đoạn {year} - {plus4}", 40, OFFICIAL,
            ("chong-ngap-to-trinh", "chong-ngap-de-an", "chong-ngap-phu-luc"),
        ),
        ItemRow(
            "Dự thảo Nghị quyết quy định mức hỗ trợ Tổ công nghệ số cộng đồng", 30, "huy",
            ("to-cong-nghe-so-to-trinh", "to-cong-nghe-so-nghi-quyet", "to-cong-nghe-so-tham-dinh"),
        ),
        CLOSING,
    ),
    "committee", (SECRETARY, "nhung", "phuongq", "thang", "tuyet", "phu", "hanh"),
)  # fmt: skip
SESSION_CURRENT, SESSION_PAGE = 2, 2  # item being discussed, page of its first paper on show
SESSION_ABSENT = {
    "hung": "Dự hội nghị của Bộ Công an tại Hà Nội; cử Phó Giám đốc theo dõi.",
    "toan": "Chỉ huy diễn tập theo kế hoạch của Quân khu.",
}
SESSION_SPEAKERS = (("tuyet", "spoke"), ("phuoc", "speaking"), ("dat", "asked"), ("thang", "asked"))
SESSION_VOTE = VoteRow(
    1, "Thông qua Báo cáo kinh tế - xã hội tháng {month} và nhiệm vụ trọng tâm tháng {next_month}",
    ("van",), ("chau", "nhan"),
)  # fmt: skip
SESSION_NEXT_VOTE = VoteRow(
    2, "Thông qua Đề án chống ngập khu vực trung tâm giai đoạn {year} - {plus4}"
)

FINISHED = (
    MeetingRow(
        "reform", "Họp về cải cách thủ tục hành chính và xử lý phản ánh của người dân",
        "concluded", -28, 14, ROOM_2,
        ("ha", CHIEF, "tuan", "huy", "linh", "nhan", "van", "thang", "tuyet", "phu"),
        (
            OPENING,
            ItemRow(
                "Kết quả tiếp nhận, xử lý phản ánh quý III và đề xuất ban hành Quy chế", 40, CHIEF,
                ("phan-anh-bao-cao", "phan-anh-quyet-dinh"),
            ),
            ItemRow("Rà soát 7 thủ tục luân chuyển hồ sơ chậm giữa hai cấp", 30, "tuan"),
            CLOSING,
        ),
        guests=(SECRETARY,),
    ),
    MeetingRow(
        "investment", "Họp đánh giá tiến độ giải ngân vốn đầu tư công năm {year}",
        "concluded", -18, 8, ROOM_1,
        (CHAIRMAN, "long", CHIEF, "dat", OFFICIAL, "phuoc", "son", "linh", "phuongq", "khoa", "ngan", "thuy"),
        (
            OPENING,
            ItemRow("Báo cáo tiến độ giải ngân của các chủ đầu tư", 30, "yen", ("giai-ngan-bao-cao",)),
            ItemRow("Ý kiến của các chủ đầu tư có tỷ lệ giải ngân dưới 40%", 60, "phuongq"),
            CLOSING,
        ),
        guests=("yen", SECRETARY),
    ),
    MeetingRow(
        "industry", "Họp tháo gỡ khó khăn cho doanh nghiệp trong các khu công nghiệp",
        "concluded", -8, 14, ROOM_2,
        (CHAIRMAN, "long", CHIEF, "thanh", "quyen", OFFICIAL, "phuoc", "linh", "hung", "hanh"),
        (
            OPENING,
            ItemRow("Tổng hợp 23 kiến nghị của doanh nghiệp", 30, "quyen"),
            ItemRow("Điện, nước, đường gom và nhà ở công nhân", 45, "thanh"),
            CLOSING,
        ),
        guests=(SECRETARY,),
    ),
    MeetingRow(
        "schools", "Họp về cơ sở vật chất trường học và an toàn bữa ăn bán trú",
        "closed", -1, 8, ROOM_2,
        ("oanh", CHIEF, "chau", "son", "dat", OFFICIAL, "hanh", "khoa"),
        (
            OPENING,
            ItemRow("Cơ sở vật chất trường học năm học mới", 40, "chau", ("truong-hoc-bao-cao",)),
            ItemRow("Kiểm tra bếp ăn bán trú", 30, "son"),
            CLOSING,
        ),
        guests=(SECRETARY,),
    ),
)  # fmt: skip

COMING = (
    MeetingRow(
        "floods", "Họp Ban Chỉ huy phòng thủ dân sự: ứng phó triều cường và mưa lớn cuối năm",
        "convened", 1, 8, ROOM_1,
        ("long", "phuoc", OFFICIAL, "toan", "hung", "son", "thang", "khoa", "ngan", "nghia", "thuy", CHAIRMAN),
        (
            OPENING,
            ItemRow("Phương án ứng phó triều cường, mưa lớn và sạt lở bờ sông", 45, "phuoc", ("thien-tai-phuong-an",)),
            ItemRow("Vận hành cống, trạm bơm trong đợt triều cường", 20, OFFICIAL),
            CLOSING,
        ),
        guests=(SECRETARY,),
    ),
    MeetingRow(
        "riverside", "Họp xem xét nhiệm vụ quy hoạch phân khu ven sông Hà",
        "convened", 3, 14, ROOM_2,
        (CHAIRMAN, "long", CHIEF, OFFICIAL, "kien", "phuoc", "dat", "tram", "thang", "tuyet", "ngan"),
        (
            OPENING,
            ItemRow("Nhiệm vụ quy hoạch phân khu ven sông Hà tỷ lệ 1/2.000", 45, "kien", ("ven-song-to-trinh",)),
            ItemRow("Bảo tồn cụm nhà cổ Bến Trúc và bến đò Bà Tư", 20, "tram", purpose="info"),
            ItemRow("Phân bổ vốn bổ sung cho các dự án có tỷ lệ giải ngân cao", 10, "dat", ("giai-ngan-bao-cao",), "vote"),
            ItemRow("Danh mục sửa chữa trường học trước năm học mới", 10, CHIEF, ("truong-hoc-bao-cao",), "vote"),
            ItemRow("Quy chế tiếp nhận, xử lý phản ánh của người dân", 10, CHIEF, ("phan-anh-bao-cao",), "vote"),
            CLOSING,
        ),
        guests=(SECRETARY,),
    ),
    MeetingRow(
        "delegation", "Làm việc với đoàn khảo sát cảng sông",
        "cancelled", 2, 14, ROOM_2, ("ha", CHIEF, "thanh", "quyen", OFFICIAL),
        (ItemRow("Giới thiệu quy hoạch cảng Kênh Xáng", 60, "thanh"),),
    ),
    MeetingRow(
        "budget", "Phiên họp chuyên đề về dự toán ngân sách năm {next_year}",
        "draft", 8, 8, ROOM_1, MEMBERS,
        (OPENING, ItemRow("Dự toán thu, chi ngân sách năm {next_year} (lần 1)", 90, "dat", ("du-toan-bao-cao",)), CLOSING),
        "committee", (SECRETARY,),
    ),
)  # fmt: skip
DECLINING = {
    ("riverside", "tram"): "Đi công tác tại Thành phố Hồ Chí Minh, đề nghị Phó Giám đốc dự thay.",
    ("floods", "son"): "Trực chỉ huy cấp cứu; cử Trưởng phòng Nghiệp vụ Y tham dự.",
}
WAITING = {
    ("riverside", "ngan"),
    ("riverside", "kien"),
    ("floods", CHAIRMAN),
    ("floods", "thuy"),
    ("floods", OFFICIAL),
}
CANCELLED_BECAUSE = "Đoàn khảo sát lùi lịch sang tháng sau; Văn phòng sẽ thông báo thời gian mới."
