"""The outgoing documents and drafts of the sample city; names, numbers and matters are invented."""

from typing import NamedTuple


class PaperRow(NamedTuple):
    """A document signed on paper: kind, working days from today, subject, signer, recipients; the units it was sent to."""

    kind: str
    day: int
    subject: str
    signer: str
    recipients: tuple[str, ...]
    sent_to: tuple[str, ...] = ()
    letter: str = ""  # “name <address>” outside


class DraftRow(NamedTuple):
    """A draft: kind, drafting unit, subject, who signs, to whom, its text, where it stands."""

    kind: str
    unit: str
    subject: str
    signer: str
    to: tuple[str, ...]
    text: tuple[str, ...]
    state: str = "writing"
    urgency: str = "none"


LONG, HA, VINH, CUONG = "Phạm Đức Long", "Lê Thị Thu Hà", "Trần Quang Vinh", "Đỗ Mạnh Cường"
FINANCE, BUILDING, FARMING, HEALTH = (
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Nông nghiệp và Môi trường",
    "Sở Y tế",
)
HOME = "Sở Nội vụ"
MINISTRY = "Văn phòng Bộ Nông nghiệp và Môi trường <vanthu@bonnmt.example>"

GROUPS = {  # whom the city's documents mean, by the kind of unit
    "Các sở, ban, ngành": "department",
    "UBND các phường, xã": "ward",
}
PAPERS = (
    PaperRow("cv", -14, "tăng cường quản lý giá, bình ổn thị trường dịp cuối năm", LONG, ("Sở Công Thương;", "Sở Tài chính;", "Lưu: VT, TH."), (FINANCE,)),
    PaperRow("cv", -13, "rà soát nhà, đất công sau khi sắp xếp đơn vị hành chính", HA, ("Sở Tài chính;", "UBND các phường, xã;", "Lưu: VT, TH."), (FINANCE, BUILDING)),
    PaperRow("bc", -12, "kết quả phòng, chống thiên tai mười tháng đầu năm", LONG, ("Bộ Nông nghiệp và Môi trường;", "Lưu: VT, TH."), (FARMING,), MINISTRY),
    PaperRow("cv", -12, "báo cáo tình hình giải ngân vốn đầu tư công", LONG, ("Sở Tài chính;", "Ban Quản lý dự án;", "Lưu: VT, TH."), (FINANCE,)),
    PaperRow("kh", -11, "tổng kết công tác cải cách hành chính", HA, ("Các sở, ban, ngành;", "Lưu: VT, TH."), (HOME, FINANCE, BUILDING)),
    PaperRow("cd", -10, "chủ động ứng phó mưa lớn, ngập úng", VINH, ("Sở Nông nghiệp và Môi trường;", "UBND các phường, xã;", "Lưu: VT, TH."), (FARMING, BUILDING)),
    PaperRow("ttr", -9, "xin chủ trương đầu tư cầu Kênh Xáng 2", VINH, ("Thường trực HĐND thành phố;", "Lưu: VT, TH.")),
    PaperRow("cv", -8, "chuẩn bị tiêm chủng đợt cuối năm", HA, ("Sở Y tế;", "Lưu: VT, TH."), (HEALTH,)),
    PaperRow("ct", -7, "tăng cường bảo đảm trật tự, an toàn giao thông dịp Tết", VINH, ("Các sở, ban, ngành;", "UBND các phường, xã;", "Lưu: VT, TH."), (BUILDING, HEALTH)),
    PaperRow("hd", -6, "đánh giá, xếp loại chất lượng cán bộ, công chức", HA, ("Các sở, ban, ngành;", "Lưu: VT, TH."), (HOME,)),
    PaperRow("cv", -5, "góp ý dự thảo Nghị định về chính quyền địa phương", HA, ("Bộ Nội vụ;", "Lưu: VT, TH."), (HOME,)),
    PaperRow("ctr", -4, "chuyển đổi số năm tới", LONG, ("Các sở, ban, ngành;", "Lưu: VT, TH.")),
    PaperRow("cv", -3, "đề nghị cung cấp hồ sơ dự án khu tái định cư", LONG, ("Sở Xây dựng;", "Lưu: VT, TH."), (BUILDING,)),
    PaperRow("ggt", -2, "Giới thiệu ông Bùi Xuân Trường đến làm việc với Sở Tài chính", CUONG, ("Lưu: VT.",)),
    PaperRow("cv", -2, "triển khai số hóa hồ sơ lưu trữ", HA, ("Sở Nội vụ;", "Lưu: VT, TH.")),
    PaperRow("bc", -1, "công tác tiếp công dân, giải quyết khiếu nại quý IV", HA, ("Thanh tra Chính phủ;", "Lưu: VT, TH.")),
)  # fmt: skip

DRAFTS = (
    DraftRow("cv", "Phòng Tổng hợp", "đôn đốc tiến độ các công trình trọng điểm", LONG, ("Sở Xây dựng;", "Sở Tài chính;"),
        ("Qua theo dõi, tiến độ một số công trình trọng điểm chậm so với kế hoạch từ 02 đến 05 tuần.",
         "Ủy ban nhân dân thành phố đề nghị Sở Xây dựng chủ trì, phối hợp với Sở Tài chính rà soát từng công trình, báo cáo trước ngày 30 hằng tháng.",
         "Đề nghị các cơ quan quan tâm, phối hợp thực hiện./."), "signing"),
    DraftRow("kh", "Phòng Tổng hợp", "tổ chức các hoạt động mừng Đảng, mừng Xuân", HA, (),
        ("Căn cứ Chương trình công tác năm, Ủy ban nhân dân thành phố ban hành Kế hoạch như sau:",
         "Các hoạt động bảo đảm thiết thực, an toàn, tiết kiệm; gắn với chăm lo cho hộ nghèo, gia đình chính sách."), "review"),
    DraftRow("qd", "Phòng Tổng hợp", "Về việc kiện toàn Ban Chỉ đạo phòng thủ dân sự thành phố", VINH, (), (), "review", "khan"),
    DraftRow("bc", "Phòng Tổng hợp", "tình hình kinh tế - xã hội quý IV", VINH, (), ()),
    DraftRow("ttr", "Phòng Tổng hợp", "phê duyệt danh mục dự án thu hút đầu tư", HA, ("Thường trực HĐND thành phố;",),
        ("Thực hiện Chương trình công tác năm, Ủy ban nhân dân thành phố kính trình Thường trực Hội đồng nhân dân thành phố danh mục dự án thu hút đầu tư như sau:",
         "Danh mục gồm 12 dự án trong các lĩnh vực công nghiệp chế biến, logistics và du lịch sinh thái, tổng vốn dự kiến 8.450 tỷ đồng.",
         "Kính trình Thường trực Hội đồng nhân dân thành phố xem xét, quyết định./."), "returned"),
)  # fmt: skip
REMARK = "Bổ sung căn cứ Luật Phòng thủ dân sự; nêu rõ cơ quan thường trực."
RETURNED = "Đề nghị bổ sung ý kiến thẩm định của Sở Tài chính."
ASIDE = "Dự phòng cho văn bản giấy khi hệ thống bảo trì cuối tuần"
