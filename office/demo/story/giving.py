"""How the sample city gives tasks beside its meetings: a text whose proposals wait, two templates, two tasks that come back."""

from office.demo.people import CHAIRMAN, CHIEF, CLERK
from office.demo.story.city import City, at
from office.demo.units import COMMITTEE, OFFICE
from tasks import door as tasks

READ_ON, KEPT_ON = -1, -20  # working days from today
TEXT = """THÔNG BÁO
Kết luận của Chủ tịch Ủy ban nhân dân thành phố tại cuộc họp về công tác phòng, chống thiên tai

Ngày {held}, Chủ tịch Ủy ban nhân dân thành phố chủ trì cuộc họp. Sau khi nghe các đơn vị báo cáo và ý kiến thảo luận, Chủ tịch Ủy ban nhân dân thành phố kết luận như sau:

1. Ghi nhận, biểu dương các đơn vị đã chủ động triển khai phương án ứng phó trong thời gian qua.

2. Giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Bộ Chỉ huy Quân sự thành phố rà soát, bổ sung phương án di dời dân ở các khu vực có nguy cơ sạt lở, báo cáo Ủy ban nhân dân thành phố trước ngày {first}.

3. Giao Sở Xây dựng kiểm tra an toàn các công trình đang thi công, hoàn thành trong tháng {month}.

4. Giao Sở Tài chính bố trí kinh phí dự phòng, trình Ủy ban nhân dân thành phố trước 17 giờ ngày {second}.

5. Giao Ban Chỉ huy phòng thủ dân sự tham mưu kế hoạch diễn tập năm {next_year}.

6. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam thành phố phối hợp tuyên truyền, vận động Nhân dân.
"""


def tell(city: City) -> None:
    """Read a notice, confirm one order and dismiss another; keep the patterns."""
    city.say("Đề xuất từ văn bản, mẫu và việc định kỳ")
    _read(city)
    _from_outside(city)
    _templates(city)
    _recurrences(city)


def _read(city: City) -> None:
    issued, clerk = city.day(READ_ON), city.people[CLERK]
    words = TEXT.format(
        held=f"{city.day(-3):%d/%m/%Y}", first=f"{city.day(12):%d/%m/%Y}", second=f"{city.day(8):%d/%m/%Y}",
        month=f"{issued.month % 12 + 1}/{issued.year + issued.month // 12}", next_year=issued.year + 1,
    )  # fmt: skip
    source = tasks.Source(kind="conclusion", number=f"{issued.timetuple().tm_yday + 210}/TB-UBND")
    text = tasks.Text(words, "", issued, source)
    with at(city.moment(issued, 15)):
        found = tasks.propose(
            words, issued=issued, units=tasks.unit_names(), calendar=city.calendar
        )
        reading = tasks.keep_reading(
            text, found, giver=city.people[CHAIRMAN], unit=city.units[COMMITTEE], by=clerk
        )
        sure = reading.proposals.filter(sure=True).first()
        if sure is not None:
            tasks.confirm_proposal(sure, by=clerk)
        vague = reading.proposals.filter(state="waiting", title__contains="Mặt trận").first()
        if vague is not None:
            tasks.dismiss_proposal(vague, by=clerk)


def _from_outside(city: City) -> None:
    """Work that comes from a document from above and from a citizen's petition, each with its own number."""
    above = tasks.Source(
        label="Công điện của Thủ tướng Chính phủ", kind="above", number="112/CĐ-TTg", on=city.day(-6),
        sender="Thủ tướng Chính phủ", key="demo.above",
    )  # fmt: skip
    petition = tasks.Source(
        label="Đơn kiến nghị của công dân", kind="petition", number="57/KN", on=city.day(-4),
        sender="Bà Phan Thị Hiền, tổ 12", key="demo.petition",
    )  # fmt: skip
    with at(city.moment(city.day(-4), 9)):
        tasks.assign(
            title="Báo cáo kết quả rà soát, xử lý các dự án chậm tiến độ", due_on=city.day(9),
            lead=city.units["Sở Tài chính"], supporters=[city.units["Sở Xây dựng"]],
            giver=city.people[CHAIRMAN], by=city.people[CLERK], source=above,
        )  # fmt: skip
        tasks.assign(
            title="Kiểm tra, trả lời công dân về tiếng ồn công trường", due_on=city.day(6),
            lead=city.units["Sở Xây dựng"], giver=city.people[CHIEF], by=city.people[CLERK], source=petition,
        )  # fmt: skip


def _templates(city: City) -> None:
    office, line = city.units[OFFICE], tasks.LineOf
    with at(city.moment(city.day(KEPT_ON), 10)):
        tasks.keep_template(
            None, name="Chuẩn bị kỳ họp Hội đồng nhân dân", day_name="ngày khai mạc kỳ họp", unit=office,
            by=city.people[CLERK],
            lines=[
                line("Gửi dự thảo báo cáo kinh tế - xã hội", city.units["Sở Tài chính"], -25),
                line("Gửi dự thảo báo cáo thu, chi ngân sách", city.units["Sở Tài chính"], -25),
                line("Báo cáo kết quả giải quyết kiến nghị của cử tri", office, -15),
                line("Hoàn thiện hồ sơ trình kỳ họp, gửi Thường trực HĐND", office, -10),
                line("Tổng hợp ý kiến chất vấn, phân công trả lời", office, 3),
            ],
        )  # fmt: skip
        tasks.keep_template(
            None, name="Ứng phó bão, lũ", day_name="ngày có tin bão", unit=None, by=city.people[CHIEF],
            lines=[
                line("Kiểm tra, sẵn sàng phương án di dời dân", city.units["Sở Nông nghiệp và Môi trường"], 1),
                line("Báo cáo tình hình thiệt hại ban đầu", None, 2),
            ],
        )  # fmt: skip


def _recurrences(city: City) -> None:
    clerk, chief = city.people[CLERK], city.people[CHIEF]
    with at(city.moment(city.day(KEPT_ON), 11)):
        tasks.keep_recurrence(
            None, lead=city.units["Phòng Tổng hợp"], support=([], []), giver=chief, by=clerk,
            title="Tổng hợp báo cáo tuần gửi Thường trực Ủy ban nhân dân thành phố", frequency="weekly",
            weekday=4, lead_days=2, starts_on=city.day(1), product="Báo cáo tuần",
        )  # fmt: skip
        tasks.keep_recurrence(
            None, lead=city.units["Sở Tài chính"], support=([city.units["Sở Xây dựng"]], []),
            giver=city.people[CHAIRMAN], by=clerk, title="Báo cáo tình hình giải ngân vốn đầu tư công",
            frequency="month_end", lead_days=5, starts_on=city.day(6), product="Báo cáo tháng",
        )  # fmt: skip
