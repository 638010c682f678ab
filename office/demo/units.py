"""The sample city's units: two levels since 1 July 2025, a city and its wards; the names are invented."""

from typing import NamedTuple

CITY = "thành phố Sông Hà"
TOWN = "Sông Hà"
COMMITTEE = "Ủy ban nhân dân thành phố Sông Hà"
OFFICE = "Văn phòng Ủy ban nhân dân thành phố"


class UnitRow(NamedTuple):
    """One unit: name, short name, letters in document numbers, kind, the unit above."""

    name: str
    short: str
    code: str
    kind: str
    parent: str = ""


UNITS = (
    UnitRow(COMMITTEE, "UBND thành phố", "UBND", "committee"),
    UnitRow(OFFICE, "Văn phòng UBND", "VP", "office", COMMITTEE),
    UnitRow("Phòng Tổng hợp", "P. Tổng hợp", "TH", "division", OFFICE),
    UnitRow("Phòng Hành chính - Quản trị", "P. HC-QT", "HCQT", "division", OFFICE),
    UnitRow("Sở Tài chính", "Sở Tài chính", "STC", "department", COMMITTEE),
    UnitRow("Sở Xây dựng", "Sở Xây dựng", "SXD", "department", COMMITTEE),
    UnitRow("Sở Nông nghiệp và Môi trường", "Sở NN&MT", "SNNMT", "department", COMMITTEE),
    UnitRow("Sở Khoa học và Công nghệ", "Sở KH&CN", "SKHCN", "department", COMMITTEE),
    UnitRow("Sở Nội vụ", "Sở Nội vụ", "SNV", "department", COMMITTEE),
    UnitRow("Sở Công Thương", "Sở Công Thương", "SCT", "department", COMMITTEE),
    UnitRow("Sở Giáo dục và Đào tạo", "Sở GD&ĐT", "SGDĐT", "department", COMMITTEE),
    UnitRow("Sở Y tế", "Sở Y tế", "SYT", "department", COMMITTEE),
    UnitRow("Sở Văn hóa, Thể thao và Du lịch", "Sở VHTTDL", "SVHTTDL", "department", COMMITTEE),
    UnitRow("Sở Tư pháp", "Sở Tư pháp", "STP", "department", COMMITTEE),
    UnitRow("Thanh tra thành phố", "Thanh tra TP", "TTTP", "department", COMMITTEE),
    UnitRow("Công an thành phố", "Công an TP", "CATP", "department", COMMITTEE),
    UnitRow("Bộ Chỉ huy Quân sự thành phố", "Bộ CHQS TP", "BCHQS", "department", COMMITTEE),
    UnitRow(
        "Ban Quản lý dự án đầu tư xây dựng thành phố", "Ban QLDA", "BQLDA", "centre", COMMITTEE
    ),
    UnitRow(
        "Trung tâm Phục vụ hành chính công thành phố", "TT PVHCC", "TTPVHCC", "centre", COMMITTEE
    ),
    UnitRow("Ban Quản lý các khu công nghiệp", "BQL các KCN", "BQLKCN", "centre", COMMITTEE),
    UnitRow("Ủy ban nhân dân phường Bến Trúc", "UBND P. Bến Trúc", "UBND", "ward", COMMITTEE),
    UnitRow("Ủy ban nhân dân phường Cầu Mây", "UBND P. Cầu Mây", "UBND", "ward", COMMITTEE),
    UnitRow("Ủy ban nhân dân phường Hồ Sen", "UBND P. Hồ Sen", "UBND", "ward", COMMITTEE),
    UnitRow("Ủy ban nhân dân phường Đồng Gạo", "UBND P. Đồng Gạo", "UBND", "ward", COMMITTEE),
    UnitRow("Ủy ban nhân dân phường Thành Đông", "UBND P. Thành Đông", "UBND", "ward", COMMITTEE),
    UnitRow("Ủy ban nhân dân phường Kênh Xáng", "UBND P. Kênh Xáng", "UBND", "ward", COMMITTEE),
    UnitRow(
        "Ủy ban nhân dân xã Phú Điền Thượng", "UBND xã Phú Điền Thượng", "UBND", "ward", COMMITTEE
    ),
    UnitRow("Ủy ban nhân dân xã Bãi Dâu", "UBND xã Bãi Dâu", "UBND", "ward", COMMITTEE),
)
