"""A notice of conclusions with three orders, and how it is given to be read."""

READ = "/tasks/readings/"
TEXT = """THÔNG BÁO
Kết luận của Chủ tịch tại phiên họp tháng 11

Ghi nhận sự cố gắng của các đơn vị.
1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính trình phương án sắp xếp trước ngày 15/12/2026.
2. Giao Ban Quản lý Vịnh Xanh báo cáo tiến độ trước ngày 20/12/2026.
3. Giao Sở Tài chính bố trí kinh phí thực hiện.
"""


def read(client, user, text=TEXT, **more):
    """Paste the text, as the person would."""
    client.force_login(user)
    return client.post(READ, {"text": text, "issued_on": "2026-11-20", **more})
