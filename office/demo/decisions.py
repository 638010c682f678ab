"""The decisions drafted from the sample meetings: one is issued, one waits for the Chairman's signature."""

from typing import NamedTuple


class DecisionRow(NamedTuple):
    """A decision: its meeting, its subject and text, when it is drafted and sent (working days from today)."""

    meeting: str
    subject: str
    grounds: tuple[str, ...]
    articles: tuple[str, ...]
    recipients: tuple[str, ...]
    issued: bool


LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"
EVERYBODY = (
    "Chủ tịch, các Phó Chủ tịch UBND thành phố;",
    "Các sở, ban, ngành;",
    "UBND các phường, xã;",
)

DECISIONS = (
    DecisionRow(
        "investment",
        "thành lập Tổ công tác tháo gỡ vướng mắc giải ngân vốn đầu tư công năm {year}",
        (LAW, "Căn cứ Luật Đầu tư công", "Theo đề nghị của Giám đốc Sở Tài chính"),
        (
            (
                "Thành lập Tổ công tác tháo gỡ vướng mắc giải ngân vốn đầu tư công năm {year} (sau đây gọi là Tổ công tác) "
                "do ông Phạm Đức Long, Phó Chủ tịch Ủy ban nhân dân thành phố làm Tổ trưởng; Giám đốc Sở Tài chính làm Tổ "
                "phó thường trực; Giám đốc các Sở: Xây dựng, Nông nghiệp và Môi trường, Nội vụ và Giám đốc Ban Quản lý dự "
                "án đầu tư xây dựng thành phố làm thành viên."
            ),
            (
                "Tổ công tác có nhiệm vụ rà soát, phân loại vướng mắc của từng dự án; chủ trì giải quyết các vướng mắc liên "
                "ngành; họp tại hiện trường mỗi tuần một lần; báo cáo Chủ tịch Ủy ban nhân dân thành phố trước ngày 25 hằng tháng."
            ),
            (
                "Sở Tài chính là cơ quan thường trực, sử dụng con dấu của Sở trong quá trình tổ chức thực hiện. Tổ công tác tự "
                "giải thể sau khi hoàn thành nhiệm vụ."
            ),
            (
                "Chánh Văn phòng Ủy ban nhân dân thành phố, Giám đốc Sở Tài chính, Thủ trưởng các cơ quan, đơn vị có liên quan "
                "và các thành viên có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
            ),
        ),
        EVERYBODY,
        issued=True,
    ),
    DecisionRow(
        "industry",
        "phê duyệt Kế hoạch tháo gỡ khó khăn cho doanh nghiệp trong các khu công nghiệp",
        (LAW, "Theo đề nghị của Trưởng ban Ban Quản lý các khu công nghiệp"),
        (
            (
                "Phê duyệt Kế hoạch tháo gỡ khó khăn cho doanh nghiệp trong các khu công nghiệp gồm 23 kiến nghị, phân thành ba "
                "nhóm: điện, nước và đường gom; nhà ở công nhân; thủ tục đất đai, môi trường. Mỗi kiến nghị có một cơ quan chủ "
                "trì và một thời hạn, được theo dõi trên hệ thống."
            ),
            (
                "Ban Quản lý các khu công nghiệp chủ trì, phối hợp với các sở, ngành tổ chức thực hiện; hằng tháng gặp gỡ doanh "
                "nghiệp, tổng hợp kết quả báo cáo Ủy ban nhân dân thành phố."
            ),
            (
                "Chánh Văn phòng Ủy ban nhân dân thành phố, Trưởng ban Ban Quản lý các khu công nghiệp, Giám đốc các sở và Thủ "
                "trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./."
            ),
        ),
        EVERYBODY,
        issued=False,
    ),
)
