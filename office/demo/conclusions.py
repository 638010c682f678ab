"""What the finished sample meetings concluded, and what became of each task.

``due`` is in working days from today; ``fate`` is a key of ``office.demo.fates.FATES``.
"""

from typing import NamedTuple


class ConclusionRow(NamedTuple):
    """One conclusion: its item, its sentence; a task also who leads, who supports, until when."""

    item: int
    text: str
    lead: str = ""
    supporters: tuple[str, ...] = ()
    due: int | None = None
    fate: str = ""
    agreed: bool = True


C = ConclusionRow
CONCLUSIONS = {
    "reform": (
        C(1, "Thống nhất chủ trương ban hành Quy chế tiếp nhận, xử lý phản ánh của người dân với thời hạn cụ thể cho từng loại việc."),
        C(1, "Văn phòng Ủy ban nhân dân thành phố hoàn thiện dự thảo Quy chế, lấy ý kiến các đơn vị và trình ký ban hành.",
          "Văn phòng Ủy ban nhân dân thành phố", ("Sở Tư pháp",), -12, "on_time"),
        C(1, "Sở Khoa học và Công nghệ nâng cấp ứng dụng phản ánh: hiển thị đơn vị chủ trì, thời hạn và hình ảnh kết quả.",
          "Sở Khoa học và Công nghệ", ("Văn phòng Ủy ban nhân dân thành phố",), 8, "half_way"),
        C(2, "Trung tâm Phục vụ hành chính công thành phố cắt giảm thành phần hồ sơ của 7 thủ tục luân chuyển chậm.",
          "Trung tâm Phục vụ hành chính công thành phố", ("Sở Tư pháp", "Sở Nội vụ"), -10, "late"),
        C(1, "Ủy ban nhân dân phường Cầu Mây xử lý dứt điểm 143 phản ánh quá hạn, công khai kết quả tại từng tổ dân phố.",
          "Ủy ban nhân dân phường Cầu Mây", ("Sở Xây dựng",), -1, "returned"),
        C(2, "Thanh tra thành phố thanh tra trách nhiệm giải quyết hồ sơ đất đai tại ba phường trung tâm.",
          "Thanh tra thành phố", (), 20, "declined"),
    ),
    "investment": (
        C(1, "Thống nhất thành lập Tổ công tác tháo gỡ vướng mắc giải ngân vốn đầu tư công do đồng chí Phó Chủ tịch Phạm Đức Long làm Tổ trưởng."),
        C(1, "Sở Tài chính trình phương án điều chuyển 215 tỷ đồng từ các dự án không còn khả năng giải ngân.",
          "Sở Tài chính", ("Ban Quản lý dự án đầu tư xây dựng thành phố",), -6, "on_time"),
        C(2, "Ban Quản lý dự án đầu tư xây dựng thành phố hoàn thành nghiệm thu, thanh toán khối lượng của 11 dự án.",
          "Ban Quản lý dự án đầu tư xây dựng thành phố", ("Sở Tài chính",), -3, "overdue"),
        C(2, "Ủy ban nhân dân phường Thành Đông bàn giao mặt bằng 1,2 km đường vành đai phía đông còn lại.",
          "Ủy ban nhân dân phường Thành Đông", ("Sở Nông nghiệp và Môi trường", "Sở Xây dựng"), 1, "nearly_there"),
        C(2, "Sở Xây dựng công bố nguồn và giá vật liệu đắp nền; đề xuất bổ sung mỏ vật liệu cho các công trình giao thông.",
          "Sở Xây dựng", ("Sở Công Thương", "Sở Nông nghiệp và Môi trường"), 0, "nearly_there"),
        C(2, "Sở Y tế lập lại tiến độ dự án Bệnh viện Đa khoa thành phố cơ sở 2, cam kết khối lượng từng tháng.",
          "Sở Y tế", ("Ban Quản lý dự án đầu tư xây dựng thành phố",), -8, "late"),
        C(1, "Sở Nội vụ đưa kết quả giải ngân vào tiêu chí đánh giá, xếp loại người đứng đầu chủ đầu tư.",
          "Sở Nội vụ", ("Sở Tài chính",), 12, "begun"),
        C(2, "Ủy ban nhân dân xã Bãi Dâu hoàn thành lựa chọn nhà thầu hai dự án đường liên thôn.",
          "Ủy ban nhân dân xã Bãi Dâu", ("Sở Xây dựng",), 3, "reported"),
    ),
    "industry": (
        C(1, "Ban Quản lý các khu công nghiệp tổng hợp nhu cầu lao động và nhà ở công nhân của 46 doanh nghiệp.",
          "Ban Quản lý các khu công nghiệp", ("Sở Nội vụ", "Sở Xây dựng"), 2, "half_way"),
        C(2, "Sở Công Thương làm việc với ngành điện về tiến độ trạm biến áp 110 kV Kênh Xáng.",
          "Sở Công Thương", ("Ban Quản lý các khu công nghiệp",), 6, "begun"),
        C(1, "Sở Nông nghiệp và Môi trường trả lời năm kiến nghị của doanh nghiệp về tiền thuê đất và giấy phép môi trường.",
          "Sở Nông nghiệp và Môi trường", ("Sở Tài chính",), -2, "untouched"),
        C(1, "Công an thành phố trình phương án bảo đảm an ninh, trật tự và phòng cháy tại các khu nhà trọ công nhân.",
          "Công an thành phố", ("Ủy ban nhân dân phường Đồng Gạo",), 4, "reported"),
        C(2, "Sở Xây dựng hoàn thiện phương án đầu tư đường gom phía nam khu công nghiệp Đồng Gạo.",
          "Sở Xây dựng", ("Ban Quản lý dự án đầu tư xây dựng thành phố",), 15, "begun"),
        C(2, "Sở Xây dựng rà soát quỹ đất 20% để bố trí nhà ở xã hội cho công nhân, báo cáo danh mục khả thi.",
          "Sở Xây dựng", ("Sở Nông nghiệp và Môi trường",), 5, "untouched"),
    ),
    "schools": (
        C(1, "Thống nhất ưu tiên bố trí vốn cho 35 phòng học còn thiếu tại phường Đồng Gạo và phường Thành Đông."),
        C(2, "Sở Y tế kiểm tra đột xuất bếp ăn bán trú, công khai kết quả trên cổng thông tin của thành phố.",
          "Sở Y tế", ("Sở Giáo dục và Đào tạo",), 5, "untouched"),
        C(1, "Sở Giáo dục và Đào tạo lập danh mục trường vượt sĩ số và phương án phân tuyến tuyển sinh.",
          "Sở Giáo dục và Đào tạo", ("Ủy ban nhân dân phường Đồng Gạo",), 10, agreed=False),
        C(2, "Cho phép thí điểm camera giám sát bếp ăn tại 40 trường, đánh giá sau một học kỳ.", agreed=False),
    ),
}  # fmt: skip


class OrderRow(NamedTuple):
    """A task given without a meeting."""

    title: str
    detail: str
    giver: str
    lead: str
    due: int | None
    fate: str


ORDERS = (
    OrderRow(
        "Báo cáo kết quả xử lý sụt lún mặt đường Lê Văn Tám", "Nêu rõ nguyên nhân, giải pháp lâu dài, trách nhiệm quản lý.",
        "long", "Sở Xây dựng", -2, "slow",
    ),
    OrderRow(
        "Xây dựng kế hoạch tổ chức Lễ hội sông nước và Tết cổ truyền", "Kế hoạch nêu rõ kịch bản, kinh phí xã hội hóa, phương án giao thông.",
        "oanh", "Sở Văn hóa, Thể thao và Du lịch", 25, "begun",
    ),
    OrderRow(
        "Báo cáo nhanh sự cố vỡ ống cấp nước đường Bến Trúc", "Nguyên nhân, phạm vi ảnh hưởng, thời gian khắc phục.",
        "long", "Sở Xây dựng", -14, "on_time",
    ),
    OrderRow(
        "Chuẩn bị nội dung làm việc với đoàn khảo sát cảng sông", "Tài liệu giới thiệu và sơ đồ vị trí cảng Kênh Xáng.",
        "ha", "Sở Công Thương", 2, "cancelled",
    ),
)  # fmt: skip
