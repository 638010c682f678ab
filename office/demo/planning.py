"""The sample city's preparation: a session with papers in every state, proposals, a template and its series."""

from typing import NamedTuple

from office.demo.people import CHIEF, OFFICIAL

KINDS = {"committee": "Phiên họp UBND thường kỳ", "working": "Họp làm việc, giải quyết công việc"}
THEMATIC = "Phiên họp UBND chuyên đề"
NEVER_HANDED_IN = {
    "Ý kiến của các chủ đầu tư có tỷ lệ giải ngân dưới 40%"
}  # a unit of last month's report

TITLE = "Phiên họp chuyên đề về phát triển đô thị và dịch vụ công"
DAY, HOUR = 3, 8  # working days from today
SERIES = "Phiên họp UBND thành phố thường kỳ hằng tháng"
SERIES_TITLE = "Phiên họp Ủy ban nhân dân thành phố thường kỳ tháng {month} năm {year}"


class Prepared(NamedTuple):
    """An item: part, title, minutes, presenter, text of the paper handed in, what became of it."""

    part: str
    title: str
    minutes: int
    presenter: str
    paper: str = ""
    fate: str = ""  # approved, submitted, returned, missing; "": no paper is expected
    purpose: str = "opinion"


ITEMS = (
    Prepared("", "Khai mạc, thông qua chương trình", 10, CHIEF, purpose="info"),
    Prepared("Quy hoạch, hạ tầng", "Điều chỉnh nhiệm vụ quy hoạch phân khu ven sông Hà", 40, OFFICIAL, "ven-song-to-trinh", "returned", "vote"),
    Prepared("Quy hoạch, hạ tầng", "Kế hoạch trồng cây xanh đô thị giai đoạn mới", 25, "kien", "cay-xanh-to-trinh", "submitted"),
    Prepared("Quy hoạch, hạ tầng", "Phương án nạo vét kênh, mương thoát nước trước mùa mưa", 30, "phuoc", "", "missing"),
    Prepared("Dịch vụ công", "Quy chế tiếp nhận, xử lý phản ánh của người dân", 30, "huy", "phan-anh-bao-cao", "approved", "vote"),
    Prepared("Dịch vụ công", "Kết quả vận hành Trung tâm Phục vụ hành chính công", 20, "tuan", "", "missing", "info"),
    Prepared("", "Kết luận", 15, CHIEF, purpose="info"),
)  # fmt: skip
RETURNED_BECAUSE = "Đề nghị bổ sung ý kiến thẩm định của Sở Tư pháp và số liệu đến hết tháng trước."


class Proposed(NamedTuple):
    """A proposal to the next session of the series: who, what, and what became of it."""

    who: str
    title: str
    summary: str
    fate: str
    reason: str = ""


PROPOSALS = (
    Proposed("vy", "Điều chỉnh giờ hoạt động của xe tải trong nội thành", "Sau sáu tháng thí điểm, Sở Xây dựng đề xuất khung giờ mới trên bốn tuyến đường.", "submitted"),
    Proposed("nam", "Phân bổ dự phòng ngân sách cho công trình cấp bách", "Đề nghị bổ sung vốn cho ba công trình kè, cống.", "returned", "Chưa có báo cáo thẩm định; đề nghị gửi kèm trước khi đăng ký lại."),
    Proposed("linh", "Đề án vị trí việc làm cấp xã", "Trình lấy ý kiến thành viên UBND.", "approved"),
    Proposed("chau", "Tuyển dụng giáo viên năm học tới", "Đăng ký đưa vào chương trình phiên gần nhất.", "placed"),
)  # fmt: skip
