"""Annexes with tables too wide for upright pages, for the typesetter, the checker and the signatures."""

from __future__ import annotations

OF = {"kind": "Kế hoạch", "notation": "KH-UBND", "agency": "Ủy ban nhân dân thành phố Sông Hà"}
TEXT = {"kind": "para", "text": "Ghi chú: số liệu tính đến ngày 30 tháng 9 năm 2026."}


def annex(number, title="Danh mục dự án đầu tư công"):
    return {"kind": "annex", "label": f"PHỤ LỤC {number}", "text": title, "of": OF}


def narrow():
    return {
        "kind": "table", "caption": "", "unit": "", "widths": [1, 6, 4], "align": "cll",
        "head": ["TT", "Tên trạm", "Phường"], "rows": [["1", "Trạm cấp nước số 1", "Hồ Sen"]],
    }  # fmt: skip


def wide(rows, owner="Ban Quản lý dự án đầu tư xây dựng"):
    return {
        "kind": "table", "caption": "Danh mục dự án", "unit": "Đơn vị tính: triệu đồng",
        "widths": [1, 6, 5, 4, 3, 3, 3, 3, 3], "align": "clllcrrrr",
        "head": ["TT", "Tên dự án", "Chủ đầu tư", "Cơ quan phối hợp", "Thời gian", "Tổng mức đầu tư", "Năm 2026", "Năm 2027", "Năm 2028"],
        "rows": [[str(n), f"Nâng cấp hệ thống cấp nước sạch phường số {n}", owner, "Sở Tài chính; Sở Xây dựng", "2026 - 2028", "125.000", "45.500", "62.300", "17.200"] for n in range(1, rows + 1)],
    }  # fmt: skip
