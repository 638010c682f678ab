"""Tasks of the last six months, so that the boards of the sample city have a past; every one invented."""

from typing import NamedTuple


class PastRow(NamedTuple):
    """A task: how many months ago it was due, on which day, who gave it, who led it, working days early (-) or late."""

    months: int
    day: int
    title: str
    giver: str
    lead: str
    days: int
    returned: bool = False


FINANCE, BUILDING, LAND = "Sở Tài chính", "Sở Xây dựng", "Sở Nông nghiệp và Môi trường"
HEALTH, SCHOOLS, TRADE = "Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Công Thương"
JUSTICE, CULTURE, SCIENCE = (
    "Sở Tư pháp",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Khoa học và Công nghệ",
)
STAFF, PROJECTS = "Sở Nội vụ", "Ban Quản lý dự án đầu tư xây dựng thành phố"
GAO, DONG, SEN = (
    "Ủy ban nhân dân phường Đồng Gạo",
    "Ủy ban nhân dân phường Thành Đông",
    "Ủy ban nhân dân phường Hồ Sen",
)
P = PastRow
PAST = (
    P(5, 12, "Báo cáo kết quả thu ngân sách sáu tháng đầu năm", "vinh", FINANCE, -2),
    P(5, 18, "Kiểm tra an toàn các bến khách ngang sông trước mùa mưa", "long", BUILDING, 3),
    P(5, 20, "Rà soát danh mục hộ nghèo, hộ cận nghèo", "oanh", GAO, -1),
    P(5, 25, "Phương án tuyển sinh vào lớp 1 và lớp 6", "oanh", SCHOOLS, -3),
    P(4, 8, "Nạo vét kênh Bến Trúc đoạn qua chợ", "long", BUILDING, 6, returned=True),
    P(4, 15, "Tổng kết đợt kiểm tra an toàn thực phẩm", "oanh", HEALTH, -1),
    P(4, 16, "Công khai thủ tục đất đai tại bộ phận một cửa", "ha", LAND, -2),
    P(4, 22, "Cập nhật giá vật liệu xây dựng quý II", "long", BUILDING, -1),
    P(4, 24, "Báo cáo tình hình trồng cây xanh đô thị", "long", LAND, 2),
    P(4, 28, "Rà soát văn bản quy phạm pháp luật hết hiệu lực", "ha", JUSTICE, -4),
    P(3, 7, "Phương án bảo đảm điện mùa nắng nóng", "long", TRADE, -1),
    P(3, 11, "Quyết toán dự án kè sông giai đoạn 1", "vinh", PROJECTS, 8, returned=True),
    P(3, 14, "Kế hoạch khai giảng năm học mới", "oanh", SCHOOLS, -5),
    P(3, 18, "Báo cáo biên chế công chức, viên chức", "ha", STAFF, -2),
    P(3, 21, "Xử lý rác tồn đọng tại các điểm tập kết", "long", SEN, 1),
    P(3, 27, "Tập huấn chữ ký số cho cán bộ phường, xã", "ha", SCIENCE, -3),
    P(2, 9, "Chuẩn bị Lễ kỷ niệm Quốc khánh", "oanh", CULTURE, -2),
    P(2, 10, "Báo cáo giải ngân vốn đầu tư công tám tháng", "vinh", FINANCE, -1),
    P(2, 15, "Kiểm tra phòng cháy tại các chợ truyền thống", "long", DONG, 4),
    P(2, 17, "Đề án bãi đỗ xe khu trung tâm", "long", BUILDING, -2, returned=True),
    P(2, 22, "Thống kê cơ sở khám chữa bệnh tư nhân", "oanh", HEALTH, -1),
    P(2, 24, "Giải quyết kiến nghị cử tri trước kỳ họp", "ha", LAND, 5),
    P(2, 29, "Rà soát quỹ đất công bỏ trống", "long", LAND, -1),
    P(1, 6, "Dự toán ngân sách năm sau, bản thứ nhất", "vinh", FINANCE, -2),
    P(1, 8, "Kế hoạch ứng phó triều cường tháng mười", "long", LAND, -1),
    P(1, 13, "Báo cáo chỉ số cải cách hành chính quý III", "ha", STAFF, -1),
    P(1, 15, "Khảo sát sức mua tại các chợ đầu mối", "long", TRADE, 2),
    P(1, 19, "Danh mục dự án khởi công cuối năm", "vinh", PROJECTS, -3),
    P(1, 21, "Sửa chữa mặt đường trước mùa lễ hội", "long", BUILDING, 3),
    P(1, 23, "Tổng hợp đăng ký thi đua của các đơn vị", "ha", STAFF, -2),
    P(1, 28, "Kiểm tra bếp ăn bán trú đợt một", "oanh", SCHOOLS, -1),
)  # fmt: skip
DONE = "Đơn vị đã hoàn thành các nội dung được giao, báo cáo và tài liệu gửi kèm."
MISSING = "Thiếu số liệu của hai phường; đề nghị bổ sung và báo cáo lại."
