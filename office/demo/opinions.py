"""The sample city's rounds of written opinions: one collecting, one announced with its comparison table, one to approve."""

from typing import NamedTuple

GROUNDS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025\n"
    "Căn cứ Quy chế làm việc của Ủy ban nhân dân thành phố Sông Hà"
)


class RoundRow(NamedTuple):
    """A round: its words, papers, drafting unit, units that comment."""

    title: str
    matters: tuple[str, ...]
    paper: str
    drafting: str
    units: tuple[str, ...]
    explanation: str


class Said(NamedTuple):
    """What somebody answered that is not plain agreement."""

    choice: str
    text: str = ""


COLLECTING = RoundRow(
    "Phương án dịch chuyển cây xanh khi mở rộng đường Bến Trúc",
    ("Thông qua phương án giữ 88 cây, dịch chuyển 95 cây, thay thế 31 cây sâu bệnh",
     "Giao Sở Xây dựng hoàn thành dịch chuyển trước ngày 30 tháng 4"),
    "cay-xanh-to-trinh", "Sở Xây dựng",
    ("Ủy ban nhân dân phường Bến Trúc", "Ủy ban nhân dân phường Cầu Mây"),
    "Phải quyết định trước phiên họp thường kỳ để kịp mùa trồng; phương án đã niêm yết tại hai phường.",
)  # fmt: skip
COLLECTED = {  # who has answered so far, besides plain agreement of the next few
    "dat": Said("agree", "Đề nghị quyết toán riêng phần dịch chuyển cây."),
    "phuoc": Said("other", "Nên dịch chuyển về hai vườn ươm để giảm rủi ro cây chết."),
}
AGREED_SO_FAR = ("ha", "long", "huy", "linh", "chau")

ANNOUNCED = RoundRow(
    "Quy chế quản lý, sử dụng nhà văn hóa phường, xã",
    ("Thông qua dự thảo Quyết định ban hành Quy chế",
     "Giới hạn thời gian cho thuê nhà văn hóa ở mức 20% số giờ mở cửa"),
    "nha-van-hoa-quy-che", "Sở Văn hóa, Thể thao và Du lịch",
    ("Ủy ban nhân dân phường Hồ Sen", "Ủy ban nhân dân xã Bãi Dâu"),
    "Quy chế hiện hành ban hành trước khi tổ chức chính quyền hai cấp, không còn phù hợp.",
)  # fmt: skip
ANSWERED = {
    "nhan": Said("other", "Cần bỏ khoản 2 Điều 3 vì trùng quy định của pháp luật về giá."),
    "dat": Said("agree", "Làm rõ tài khoản theo dõi nguồn thu cho thuê."),
    "hung": Said("disagree", "Giờ đóng cửa 22 giờ là muộn đối với khu dân cư."),
}
MISSING = ("toan",)
COMMENTED = {
    "Ủy ban nhân dân phường Hồ Sen": Said("agree", "Đề nghị cho phép mở cửa sớm từ 05 giờ vào mùa hè."),
    "Ủy ban nhân dân xã Bãi Dâu": Said("other", "Xã đề nghị mức cho thuê 30% do nguồn thu khác hạn chế."),
}  # fmt: skip
DEALT_WITH = {  # beginning of the opinion → verdict, answer, change
    "Cần bỏ": ("accepted", "Tiếp thu ý kiến của Sở Tư pháp.", "Bỏ khoản 2 Điều 3."),
    "Làm rõ": ("accepted", "Bổ sung quy định về tài khoản theo dõi riêng.", "Thêm khoản 3 Điều 3."),
    "Giờ đóng": ("explained", "Giữ 22 giờ theo ý kiến đa số hộ dân khi niêm yết; hoạt động có âm thanh kết thúc trước 21 giờ.", ""),
    "Đề nghị cho": ("partly", "Giao phường, xã quy định giờ mở cửa mùa hè.", "Sửa Điều 2."),
}  # fmt: skip

TO_APPROVE = RoundRow(
    "Kế hoạch trực Tết và bình ổn giá dịp Tết Nguyên đán",
    ("Thông qua Kế hoạch trực Tết và bình ổn giá",),
    "", "Sở Công Thương", (), "Kế hoạch thường niên; nội dung đã thống nhất giữa các sở.",
)  # fmt: skip
