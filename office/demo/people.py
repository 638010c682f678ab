"""The sample city's people: every one invented; the first of each role is a ready sign-in."""

from typing import NamedTuple

from office.demo.units import COMMITTEE, OFFICE


class PersonRow(NamedTuple):
    """One person: sign-in name, full name, title, unit, role, whether they head the unit."""

    username: str
    name: str
    title: str
    unit: str
    role: str = "official"
    is_head: bool = False


CHAIRMAN, CHIEF, CLERK, SECRETARY, ADMINISTRATOR = "vinh", "cuong", "phuong", "maianh", "bao"
OFFICIAL = "ngoc"  # the official of the ready sign-in: sits in the session, leads tasks

PEOPLE = (
    PersonRow(CHAIRMAN, "Trần Quang Vinh", "Chủ tịch", COMMITTEE, "leader", is_head=True),
    PersonRow(OFFICIAL, "Hoàng Thị Bích Ngọc", "Giám đốc", "Sở Xây dựng", is_head=True),
    PersonRow(CLERK, "Ngô Thị Lan Phương", "Văn thư", OFFICE, "clerk"),
    PersonRow(ADMINISTRATOR, "Đặng Quốc Bảo", "Quản trị hệ thống", COMMITTEE, "administrator"),
    PersonRow("ha", "Lê Thị Thu Hà", "Phó Chủ tịch Thường trực", COMMITTEE, "leader"),
    PersonRow("long", "Phạm Đức Long", "Phó Chủ tịch", COMMITTEE, "leader"),
    PersonRow("oanh", "Nguyễn Thị Kim Oanh", "Phó Chủ tịch", COMMITTEE, "leader"),
    PersonRow(CHIEF, "Đỗ Mạnh Cường", "Chánh Văn phòng", OFFICE, is_head=True),
    PersonRow("nhung", "Vũ Thị Hồng Nhung", "Phó Chánh Văn phòng", OFFICE),
    PersonRow("truong", "Bùi Xuân Trường", "Phó Chánh Văn phòng", OFFICE),
    PersonRow("xuan", "Bạch Thị Xuân", "Trưởng phòng", "Phòng Tổng hợp", is_head=True),
    PersonRow(SECRETARY, "Hồ Thị Mai Anh", "Chuyên viên", "Phòng Tổng hợp", "clerk"),
    PersonRow("khai", "Dương Văn Khải", "Trưởng phòng", "Phòng Hành chính - Quản trị", is_head=True),
    PersonRow("dat", "Phan Văn Đạt", "Giám đốc", "Sở Tài chính", is_head=True),
    PersonRow("yen", "Trịnh Thị Yến", "Phó Giám đốc", "Sở Tài chính"),
    PersonRow("nam", "Trương Hoài Nam", "Chuyên viên", "Sở Tài chính"),
    PersonRow("kien", "Lý Trung Kiên", "Phó Giám đốc", "Sở Xây dựng"),
    PersonRow("vy", "Nguyễn Thị Ái Vy", "Chuyên viên", "Sở Xây dựng"),
    PersonRow("diep", "Phạm Thị Ngọc Diệp", "Văn thư", "Sở Xây dựng", "clerk"),
    PersonRow("phuoc", "Nguyễn Hữu Phước", "Giám đốc", "Sở Nông nghiệp và Môi trường", is_head=True),
    PersonRow("tam", "Cao Thị Thanh Tâm", "Phó Giám đốc", "Sở Nông nghiệp và Môi trường"),
    PersonRow("huy", "Lương Gia Huy", "Giám đốc", "Sở Khoa học và Công nghệ", is_head=True),
    PersonRow("linh", "Mai Thị Diệu Linh", "Giám đốc", "Sở Nội vụ", is_head=True),
    PersonRow("thanh", "Đinh Công Thành", "Giám đốc", "Sở Công Thương", is_head=True),
    PersonRow("chau", "Tạ Thị Minh Châu", "Giám đốc", "Sở Giáo dục và Đào tạo", is_head=True),
    PersonRow("son", "Nguyễn Đình Sơn", "Giám đốc", "Sở Y tế", is_head=True),
    PersonRow(
        "tram", "Huỳnh Thị Ngọc Trâm", "Giám đốc", "Sở Văn hóa, Thể thao và Du lịch", is_head=True
    ),
    PersonRow("nhan", "Võ Thành Nhân", "Giám đốc", "Sở Tư pháp", is_head=True),
    PersonRow("van", "Kiều Thị Hải Vân", "Chánh Thanh tra", "Thanh tra thành phố", is_head=True),
    PersonRow("hung", "Đoàn Văn Hùng", "Giám đốc", "Công an thành phố", is_head=True),
    PersonRow(
        "toan", "Lâm Quốc Toản", "Chỉ huy trưởng", "Bộ Chỉ huy Quân sự thành phố", is_head=True
    ),
    PersonRow(
        "phuongq", "Quách Thị Phượng", "Giám đốc",
        "Ban Quản lý dự án đầu tư xây dựng thành phố", is_head=True,
    ),
    PersonRow(
        "tuan", "Tống Minh Tuấn", "Giám đốc",
        "Trung tâm Phục vụ hành chính công thành phố", is_head=True,
    ),
    PersonRow(
        "quyen", "Châu Thị Bảo Quyên", "Trưởng ban", "Ban Quản lý các khu công nghiệp", is_head=True
    ),
    PersonRow("thang", "Nguyễn Văn Thắng", "Chủ tịch", "Ủy ban nhân dân phường Bến Trúc", is_head=True),
    PersonRow("tuyet", "Trần Thị Ánh Tuyết", "Chủ tịch", "Ủy ban nhân dân phường Cầu Mây", is_head=True),
    PersonRow("phu", "Lê Văn Phú", "Chủ tịch", "Ủy ban nhân dân phường Hồ Sen", is_head=True),
    PersonRow("hanh", "Phùng Thị Hạnh", "Chủ tịch", "Ủy ban nhân dân phường Đồng Gạo", is_head=True),
    PersonRow("khoa", "Vương Đình Khoa", "Chủ tịch", "Ủy ban nhân dân phường Thành Đông", is_head=True),
    PersonRow("ngan", "Thái Thị Ngân", "Chủ tịch", "Ủy ban nhân dân phường Kênh Xáng", is_head=True),
    PersonRow(
        "nghia", "Hà Văn Nghĩa", "Chủ tịch", "Ủy ban nhân dân xã Phú Điền Thượng", is_head=True
    ),
    PersonRow("thuy", "Giang Thị Thủy", "Chủ tịch", "Ủy ban nhân dân xã Bãi Dâu", is_head=True),
)  # fmt: skip

MEMBERS = (  # the members of the People's Committee: they sit and vote in its sessions
    CHAIRMAN, "ha", "long", "oanh", CHIEF, OFFICIAL, "dat", "phuoc", "huy", "linh", "thanh",
    "chau", "son", "tram", "nhan", "van", "hung", "toan",
)  # fmt: skip
