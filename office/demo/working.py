"""Tasks in the middle of their life: a request that waits, an explanation demanded, parts handed down."""

from typing import NamedTuple

from office.demo.people import CHAIRMAN, OFFICIAL


class WorkRow(NamedTuple):
    """One task: title, lead unit, days since it was given, working days to its deadline, supporters."""

    key: str
    title: str
    lead: str
    given: int
    due: int
    supporters: tuple[str, ...] = ()
    product: str = ""


BUILDING, FINANCE, LAND = "Sở Xây dựng", "Sở Tài chính", "Sở Nông nghiệp và Môi trường"
EXTENSION = WorkRow(
    "extension", "Trình phương án tổ chức giao thông quanh công viên bờ sông", BUILDING, -6, 2,
    ("Công an thành phố",), "Tờ trình kèm phương án",
)  # fmt: skip
PARTS = WorkRow(
    "parts", "Rà soát, cải tạo các điểm ngập trước mùa mưa năm 2027", BUILDING, -8, 12,
    (FINANCE, LAND), "Báo cáo kèm danh mục công trình",
)  # fmt: skip
DEMANDED = WorkRow(
    "demanded", "Báo cáo tiến độ di dời hộ dân ven rạch Cầu Mây", BUILDING, -15, -3,
    product="Báo cáo",
)  # fmt: skip
ANSWERED = WorkRow(
    "answered", "Quyết toán kinh phí phòng, chống thiên tai đợt tháng 9", FINANCE, -18, -4,
    (LAND,), "Báo cáo quyết toán",
)  # fmt: skip
OBJECTIVE = WorkRow(
    "objective", "Khắc phục đoạn kè sạt lở tại Bãi Dâu", LAND, -26, -8, product="Biên bản nghiệm thu",
)  # fmt: skip
ROWS = (EXTENSION, PARTS, DEMANDED, ANSWERED, OBJECTIVE)
GIVER, HEAD, DEPUTY, EXPERT = CHAIRMAN, OFFICIAL, "kien", "vy"

WHY_MORE = "Công an thành phố cần thêm thời gian khảo sát lưu lượng giờ cao điểm; đề nghị lùi để số liệu đầy đủ."
ASKED = "Đến nay mới di dời 12/40 hộ. Đề nghị Sở giải trình nguyên nhân và thời gian hoàn thành."
QUESTION = "Vì sao chưa nộp báo cáo quyết toán dù đã được nhắc hai lần?"
ANSWER = "Ba xã nộp chứng từ chậm 06 ngày vì đường bị chia cắt sau lũ; Sở đã cử tổ công tác đến đối chiếu tại chỗ."
STORM = "Bão số 9 và triều cường từ ngày khởi công khiến không thi công được 07 ngày; có xác nhận của Đài Khí tượng."
NEEDED = "Số liệu kinh phí và hiện trạng các điểm ngập thuộc lĩnh vực phụ trách."
GIVEN = "Gửi bảng hiện trạng 23 điểm ngập kèm cao độ; 04 điểm do triều cường, 19 điểm do cống cũ."
HANDED = (
    ("Khảo sát hiện trạng 23 điểm ngập", EXPERT, 5),
    ("Lập dự toán cải tạo cống", DEPUTY, 9),
    ("Dự thảo báo cáo, danh mục công trình", EXPERT, 11),
)
NAMED = "Đề nghị @Lý Trung Kiên chốt dự toán với tư vấn trước thứ Sáu."
