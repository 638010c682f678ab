"""The sample city's incoming documents: what came, from whom, and how far each has gone. Every one invented."""

from typing import NamedTuple


class Came(NamedTuple):
    """A document: days since it came, issuer, its symbol, subject, how far it went, urgency, who leads, until when."""

    day: int
    issuer: str
    number: int
    symbol: str
    subject: str
    fate: str = "received"
    urgency: str = "none"
    lead: str = ""
    due: int = 8
    direction: str = ""
    signer: str = "Nguyễn Minh Tuấn"


CAME = (
    Came(-12, "Bộ Xây dựng", 3120, "BXD-QHKT", "báo cáo tình hình lập quy hoạch phân khu đô thị ven sông", "done", lead="Sở Xây dựng",
         direction="Giao Sở Xây dựng chủ trì, tổng hợp, dự thảo văn bản trả lời Bộ Xây dựng trước ngày đến hạn."),
    Came(-11, "Văn phòng Chính phủ", 8021, "VPCP-KSTT", "rà soát, cắt giảm thủ tục hành chính nội bộ", "late", lead="Sở Nội vụ", due=6,
         direction="Giao Sở Nội vụ chủ trì, phối hợp các sở, ngành rà soát, trình UBND thành phố."),
    Came(-8, "Bộ Tài chính", 9954, "BTC-NSNN", "đôn đốc giải ngân vốn đầu tư công quý IV", "accepted", "khan", "Sở Tài chính", 4,
         "Giao Sở Tài chính chủ trì, tham mưu văn bản đôn đốc; báo cáo Chủ tịch kết quả hằng tuần."),
    Came(-7, "Bộ Y tế", 5510, "BYT-PB", "tăng cường phòng, chống sốt xuất huyết mùa mưa", "directed", lead="Sở Y tế", due=7,
         direction="Giao Sở Y tế chủ trì, phối hợp UBND các phường, xã triển khai thực hiện."),
    Came(-6, "Bộ Nông nghiệp và Môi trường", 4417, "BNNMT-ĐĐ", "xây dựng bảng giá đất áp dụng từ ngày 01 tháng 01", "directed", lead="Sở Nông nghiệp và Môi trường", due=10,
         direction="Giao Sở Nông nghiệp và Môi trường chủ trì tham mưu, trình HĐND thành phố theo quy định."),
    Came(-6, "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố", 212, "MTTQ-BTT", "mời dự Ngày hội Đại đoàn kết toàn dân tộc", "filed"),
    Came(-4, "Bộ Khoa học và Công nghệ", 2890, "BKHCN-CĐSQG", "hướng dẫn Tổ công nghệ số cộng đồng", "submitted"),
    Came(-3, "Thanh tra Chính phủ", 1733, "TTCP-C.IV", "cung cấp hồ sơ phục vụ thanh tra công tác quy hoạch", "submitted", "thuong"),
    Came(-2, "Sở Giáo dục và Đào tạo tỉnh Bình Giang", 908, "SGDĐT-VP", "trao đổi kinh nghiệm xây dựng trường học số", "registered"),
    Came(-1, "Công ty Cổ phần Cấp nước Sông Hà", 145, "CNSH-KT", "đề nghị thỏa thuận hướng tuyến ống cấp nước D600", "registered"),
    Came(-1, "Cục Thống kê thành phố", 377, "CTK-TH", "cung cấp số liệu kinh tế - xã hội tháng", "back"),
    Came(0, "Bộ Công an", 6021, "BCA-C07", "tổng kiểm tra an toàn phòng cháy, chữa cháy nhà chung cư", "received", "hoa_toc"),
    Came(0, "Liên đoàn Lao động thành phố", 96, "LĐLĐ-CSPL", "phối hợp tổ chức đối thoại với người lao động", "received"),
)  # fmt: skip
REAL = Came(
    0, "Ủy ban nhân dân tỉnh Bình Giang", 0, "", "phối hợp quản lý vùng giáp ranh", "signed"
)
FORGED = Came(
    0,
    "Ủy ban nhân dân tỉnh Bình Giang",
    0,
    "",
    "đề nghị hỗ trợ kinh phí phòng, chống thiên tai",
    "forged",
)
BY_EXCHANGE = Came(
    0, "Bộ Nội vụ", 7705, "BNV-CCVC", "hướng dẫn đánh giá, xếp loại cán bộ, công chức năm", "edxml"
)
CODES = {"us": "000.00.01.H56", "ministry": "000.00.00.G09"}
