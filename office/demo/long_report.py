"""The long paper of the sample session: over a hundred pages, by ward, by project, by month.

The figures are worked out from the names by plain arithmetic, so that every run prints the same.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from office.demo.texts import SAMPLE
from office.demo.units import TOWN, UNITS

Block = dict[str, Any]
TITLE = "Phụ lục: Số liệu chi tiết theo phường, xã và tiến độ từng dự án đầu tư công"
WARDS = tuple(unit.name.removeprefix("Ủy ban nhân dân ") for unit in UNITS if unit.kind == "ward")
PROJECTS = 80  # one page each
FIELDS = (  # field, indicators, what is said of a good result, what is said of a poor one
    (
        "Kinh tế, ngân sách",
        ("Thu ngân sách", "Chi đầu tư", "Chi thường xuyên", "Hộ kinh doanh", "Doanh nghiệp mới"),
        "Thu ngân sách vượt tiến độ, các khoản thu thuế, phí được kê khai qua cổng trực tuyến.",
        "Thu ngân sách chậm do nguồn thu từ đất phụ thuộc tiến độ đấu giá hai khu đất.",
    ),
    (
        "Giáo dục, y tế",
        ("Học sinh", "Phòng học kiên cố", "Lượt khám tại trạm", "Hồ sơ sức khỏe điện tử", "Giáo viên"),
        "Các trường tổ chức dạy học hai buổi; trạm y tế duy trì trực 24/24 giờ.",
        "Sĩ số vượt quy định ở khối tiểu học; trạm y tế còn thiếu một bác sĩ.",
    ),
    (
        "Hạ tầng, đô thị",
        ("Đường được sửa (km)", "Cống được nạo vét (km)", "Đèn chiếu sáng", "Giấy phép xây dựng", "Vi phạm xử lý"),
        "Các tuyến hẻm được nâng cấp theo phương thức nhà nước và nhân dân cùng làm.",
        "Việc đào đường chưa đồng bộ giữa các đơn vị cấp nước, điện lực và viễn thông.",
    ),
    (
        "Môi trường, nông nghiệp",
        ("Rác thu gom (tấn)", "Điểm đen rác thải", "Cây xanh trồng mới", "Rau an toàn (ha)", "Hộ phân loại rác"),
        "Mô hình phân loại rác tại nguồn được nhân rộng, không phát sinh điểm đen mới.",
        "Còn tình trạng đổ trộm xà bần ven kênh; cần lắp thêm camera giám sát.",
    ),
    (
        "Hành chính, chuyển đổi số",
        ("Hồ sơ tiếp nhận", "Hồ sơ đúng hạn", "Nộp trực tuyến", "Phản ánh đã xử lý", "Tổ công nghệ số"),
        "Người dân được hẹn giờ, thời gian chờ bình quân tại bộ phận một cửa dưới 15 phút.",
        "Hồ sơ đất đai phải bổ sung nhiều lần do dữ liệu cũ chưa được số hóa đầy đủ.",
    ),
)  # fmt: skip
WORKS = (  # kind of project, its investor
    ("Cải tạo, nâng cấp đường", "Ban Quản lý dự án đầu tư xây dựng thành phố"),
    ("Xây dựng Trường Tiểu học", "Sở Giáo dục và Đào tạo"),
    ("Sửa chữa, mở rộng Trạm Y tế", "Sở Y tế"),
    ("Nạo vét, kè bờ kênh", "Sở Nông nghiệp và Môi trường"),
    ("Xây dựng khu tái định cư", "Ban Quản lý dự án đầu tư xây dựng thành phố"),
    ("Lắp đặt chiếu sáng, camera tuyến", "Sở Xây dựng"),
    ("Xây dựng nhà văn hóa", "Sở Văn hóa, Thể thao và Du lịch"),
    ("Cải tạo trụ sở làm việc", "Văn phòng Ủy ban nhân dân thành phố"),
)
PROBLEMS = (
    "Còn {n} hộ chưa nhận tiền bồi thường do chưa thống nhất đơn giá đất nông nghiệp xen kẹt.",
    "Nhà thầu thi công chậm {n} tuần so với hợp đồng; chủ đầu tư đã có {n} văn bản nhắc nhở.",
    "Thiếu cát đắp nền; nguồn cung mới đáp ứng {n}0% nhu cầu theo tiến độ.",
    "Đường ống cấp nước hiện hữu phải di dời {n}00 m, chờ thỏa thuận với Công ty Cấp nước.",
    "Không có vướng mắc lớn; cần đẩy nhanh nghiệm thu {n} hạng mục đã hoàn thành.",
)
MEASURES = (
    "Tổ công tác họp tại hiện trường hằng tuần, giao từng đầu việc cho từng cá nhân có thời hạn.",
    "Chủ đầu tư lập lại tiến độ chi tiết theo ngày, công khai tại công trường và trên hệ thống.",
    "Ủy ban nhân dân phường, xã vận động, đối thoại; trường hợp không hợp tác thì cưỡng chế theo quy định.",
    "Sở Tài chính ưu tiên thanh toán trong 03 ngày làm việc kể từ khi nhận đủ hồ sơ.",
)


def long_report(today: date) -> dict[str, Any]:
    """Return the data of the long paper for ``typeset``."""
    return {
        "form": "report", "kind": "PHỤ LỤC", "title": TITLE,
        "superior": "Ủy ban nhân dân\nthành phố Sông Hà", "agency": "Sở Tài chính",
        "notation": "BC-STC", "number": "618", "date": f"{today:%Y-%m-%d}", "town": TOWN,
        "subject": "Số liệu chi tiết theo phường, xã và tiến độ từng dự án đầu tư công\n"
        f"(kèm theo Báo cáo tháng {today.month} năm {today.year})",
        "body": list(_body(today)), "recipients": ["Các thành viên UBND thành phố;", "Lưu: VT, TH."],
        "signing": {"capacity": "Giám đốc", "name": "Phan Văn Đạt"}, "sample": SAMPLE,
    }  # fmt: skip


def _body(today: date) -> Iterator[Block]:
    yield {"kind": "contents", "text": "MỤC LỤC"}
    yield from _chapter("Phần thứ nhất. Tình hình theo phường, xã")
    for place, ward in enumerate(WARDS):
        yield from _ward(place, ward, today)
    yield from _chapter("Phần thứ hai. Tiến độ từng dự án đầu tư công")
    for number in range(PROJECTS):
        yield from _project(number, today)
    yield from _chapter("Phần thứ ba. Biểu số liệu theo tháng")
    for month in range(1, 13):
        yield from _month(month, today)


def _chapter(title: str) -> Iterator[Block]:
    yield {"kind": "page"}
    yield {"kind": "heading", "level": 1, "text": title}


def _ward(place: int, ward: str, today: date) -> Iterator[Block]:
    """Yield a ward's three pages: each field with its indicators and a remark."""
    name = ward[0].upper() + ward[1:]
    yield {"kind": "heading", "level": 2, "text": f"{place + 1}. {name}"}
    people = 24_000 + place * 5_317 % 41_000
    yield _para(
        f"{name} có {_number(people)} nhân khẩu, {_number(people // 4 + 310)} hộ, "
        f"{18 + place * 7 % 29} tổ dân phố (thôn). Tính đến tháng {today.month}, bộ máy chính quyền "
        f"hoạt động ổn định với {52 + place * 5 % 17} cán bộ, công chức."
    )
    for row, (field, indicators, good, poor) in enumerate(FIELDS):
        yield {"kind": "heading", "level": 3, "text": f"{'abcde'[row]}) {field}"}
        yield _indicators(place, row, name, indicators)
        yield _para(good if (place + row) % 3 else poor)
        yield _para(
            f"Trong tháng tới, {ward} tập trung thực hiện {3 + (place + row) % 4} việc đã đăng ký "
            "với Ủy ban nhân dân thành phố; kết quả được cập nhật hằng tuần trên hệ thống theo dõi "
            "nhiệm vụ và là căn cứ đánh giá người đứng đầu."
        )


def _indicators(place: int, row: int, name: str, indicators: tuple[str, ...]) -> Block:
    rows = []
    for line, indicator in enumerate(indicators):
        plan = 400 + (place * 379 + row * 811 + line * 1_453) % 8_600
        share = 620 + (place * 53 + row * 97 + line * 151) % 410
        done = plan * share // 1000
        rows.append([str(line + 1), indicator, _number(plan), _number(done), _tenths(share)])
    return _table(f"Chỉ tiêu của {name}", "clrrr", (1, 7, 3, 3, 3), (
        "TT", "Chỉ tiêu", "Kế hoạch năm", "Thực hiện", "Tỷ lệ (%)"), rows)  # fmt: skip


def _project(number: int, today: date) -> Iterator[Block]:
    """Yield a project's page: what it is, its money by quarter, its trouble and the way out."""
    work, investor = WORKS[number % len(WORKS)]
    ward = WARDS[(number * 3 + number // 8) % len(WARDS)]
    stage = " (giai đoạn 2)" if number >= len(WORKS) * len(WARDS) else ""
    budget, share = 18 + number * 47 % 290, 240 + number * 83 % 720
    yield {
        "kind": "heading",
        "level": 2,
        "text": f"Dự án {number + 1:02d}. {work} tại {ward}{stage}",
    }
    yield _para(
        f"Chủ đầu tư: {investor}. Tổng mức đầu tư {_number(budget * 1000)} triệu đồng; khởi công "
        f"tháng {number % 12 + 1}/{today.year - 1}, dự kiến hoàn thành tháng {(number + 7) % 12 + 1}/"
        f"{today.year + 1}. Khối lượng thực hiện đến nay đạt {_tenths(share)}% giá trị hợp đồng."
    )
    yield _money(budget, share)
    yield from _remarks(number, ward)
    yield {"kind": "page"}


def _money(budget: int, share: int) -> Block:
    """Return a project's money by quarter."""
    rows = [
        [f"Quý {quarter}", _number(plan := budget * 50 + quarter * 37), _number(plan * share // 1000),
         _tenths(share - quarter * 9)]
        for quarter in range(1, 5)
    ]  # fmt: skip
    return _table("Kế hoạch và giải ngân (triệu đồng)", "lrrr", (3, 3, 3, 3), (
        "Thời gian", "Kế hoạch", "Giải ngân", "Tỷ lệ (%)"), rows)  # fmt: skip


def _remarks(number: int, ward: str) -> Iterator[Block]:
    """Yield a project's trouble, the way out, and who watches."""
    yield _para("Vướng mắc: " + PROBLEMS[number % len(PROBLEMS)].format(n=number % 7 + 2))
    yield _para("Giải pháp: " + MEASURES[number % len(MEASURES)])
    yield _para(
        f"Cơ quan theo dõi: Sở Tài chính; đầu mối tại địa bàn: Ủy ban nhân dân {ward}. Thời hạn báo cáo "
        f"lần tới: ngày 25 hằng tháng. Trách nhiệm người đứng đầu chủ đầu tư được xem xét khi tỷ lệ "
        "giải ngân thấp hơn bình quân chung của thành phố từ 10 điểm phần trăm trở lên."
    )


def _month(month: int, today: date) -> Iterator[Block]:
    """Yield a month's page: every ward with six columns."""
    yield {
        "kind": "heading",
        "level": 2,
        "text": f"Biểu số {month:02d}. Tháng {month}/{today.year}",
    }
    rows = [
        [str(place + 1), ward, *(_number(90 + (place * 71 + month * 43 + column * 29) % 900) for column in range(5))]
        for place, ward in enumerate(WARDS)
    ]  # fmt: skip
    head = ("TT", "Phường, xã", "Thu", "Chi", "Hồ sơ", "Phản ánh", "Việc làm")
    yield _table("", "clrrrrr", (1, 6, 2, 2, 2, 2, 2), head, rows)
    yield _para(
        "Nguồn: báo cáo tháng của Ủy ban nhân dân các phường, xã; đã đối chiếu với Kho bạc."
    )
    yield {"kind": "page"}


def _para(text: str) -> Block:
    return {"kind": "para", "text": text}


def _table(
    caption: str, align: str, widths: tuple[int, ...], head: tuple[str, ...], rows: list[list[str]]
) -> Block:
    return {
        "kind": "table", "caption": caption, "align": align, "widths": widths, "head": head, "rows": rows,
    }  # fmt: skip


def _number(value: int) -> str:
    """Return 12.345, as thousands are written in Vietnamese."""
    return f"{value:,}".replace(",", ".")


def _tenths(share: int) -> str:
    """Return thousandths as a percentage with a comma: 632 → 63,2."""
    return f"{share // 10},{share % 10}"
