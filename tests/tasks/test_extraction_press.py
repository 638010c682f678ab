"""Tasks proposed from what the press writes of a meeting: who is told, in whose words, until when; and what only tells."""

from datetime import date

import pytest

from bench import extraction as bench
from tasks.extraction import propose

DAY = date(2026, 4, 10)
BEFORE = "Chủ tịch UBND thành phố yêu cầu Sở Du lịch rà soát bến bãi.\n"
TOLD = {
    "Ông Lê Hà yêu cầu Sở Xây dựng chủ trì, cùng Công an thành phố và UBND các phường tổng rà soát nhà trọ.": (["Sở Xây dựng"], ["Công an thành phố", "UBND các phường"]),
    "Giao UBND các huyện Phú Hòa, Tân Lập và thị xã An Khê chi trả phụ cấp.": (["UBND huyện Phú Hòa", "UBND huyện Tân Lập", "UBND thị xã An Khê"], []),
    "Các quận Ba Đình, Hoàn Kiếm, Đống Đa và Hai Bà Trưng phải bàn giao vỉa hè.": (["quận Ba Đình", "quận Hoàn Kiếm", "quận Đống Đa", "quận Hai Bà Trưng"], []),
    "Giao Ban Quản lý rừng phòng hộ Sông Hinh - đơn vị chủ rừng - kiểm đếm cây bị chặt.": (["Ban Quản lý rừng phòng hộ Sông Hinh"], []),
    "Đề nghị UBND 3 tỉnh có tuyến đường đi qua kiểm soát tải trọng xe.": (["UBND 3 tỉnh có tuyến đường đi qua"], []),
    "Yêu cầu UBND các xã, phường trong vùng thống kê số hộ thiếu nước.": (["UBND các xã, phường trong vùng"], []),
    "Sở Công Thương phối hợp với Viện Nghiên cứu cơ khí và vật liệu khảo sát dây chuyền.": (["Sở Công Thương"], ["Viện Nghiên cứu cơ khí và vật liệu"]),
    "Cùng với Viện Quy hoạch xây dựng Hà Nội, Sở Du lịch cũng cần sớm công bố đồ án.": (["Sở Du lịch"], ["Viện Quy hoạch xây dựng Hà Nội"]),
    "“Tôi giao anh Quý trong tuần này phải vào hiện trường”, ông nói.": (["anh Quý"], []),
    "Hiệu trưởng các trường cũng được đề nghị nhắc nhở học sinh đội mũ bảo hiểm.": (["Hiệu trưởng các trường"], []),
    "Ông Kha nhắc nhở lãnh đạo ngành y tế tỉnh cần chủ động đối thoại với bệnh nhân.": (["lãnh đạo ngành y tế tỉnh"], []),
    "Phó Chủ tịch lưu ý lãnh đạo các phường không được chủ quan, phải trực tiếp kiểm tra cống.": (["lãnh đạo các phường"], []),
    "Riêng 12 hộ ở xóm Bãi, chủ tịch UBND huyện Tân Lập phải tổ chức di dời.": (["chủ tịch UBND huyện Tân Lập"], []),
    "Bộ trưởng Tuấn cho rằng các cục quản lý đường bộ phải cử người trực.": (["các cục quản lý đường bộ"], []),
    "Cũng theo công văn này, Sở Nội vụ chủ trì xây dựng phương án sắp xếp.": (["Sở Nội vụ"], []),
    "Sở Xây dựng thẩm định hồ sơ thiết kế.": (["Sở Xây dựng"], []),
    "UBND huyện tạm đình chỉ công tác đối với trưởng trạm.": (["UBND huyện"], []),
    "Sở Y tế và Bệnh viện Nhi cần mở lớp tập huấn sơ cứu.": (["Sở Y tế", "Bệnh viện Nhi"], []),
    "Chủ tịch UBND tỉnh đề nghị Bộ Y tế cùng các nhà khoa học đánh giá nguồn nước.": (["Bộ Y tế"], ["các nhà khoa học"]),
    "Anh Sáu (ông Lê Văn Sáu, chánh văn phòng - PV) bố trí xe.": (["Anh Sáu"], []),
    "Phường nào để tái chiếm, chủ tịch phường đó phải giải trình bằng văn bản.": (["chủ tịch phường đó"], []),
    "Chủ tịch UBND quận yêu cầu Công an quận cùng UBND 11 phường duy trì tuần tra.": (["Công an quận"], ["UBND 11 phường"]),
    "Đài Tiếng nói Việt Nam tăng thời lượng thông tin về hạn mặn.": (["Đài Tiếng nói Việt Nam"], []),
}  # fmt: skip
ONLY_TELLS = (
    "Theo Luật Xây dựng, chủ đầu tư phải lập đội chữa cháy cơ sở.",
    "Theo hợp đồng ký năm 2015, nhà đầu tư phải bố trí đường dây nóng.",
    "Theo quy định, tang vật phải được xử lý trong vòng 7 ngày.",
    "Theo thông báo của huyện khi đó, các trường phải thanh lý hợp đồng trước ngày 31/5.",
    "Hồi tháng 10, Thủ tướng cũng đã có công điện yêu cầu các địa phương chấn chỉnh việc cấp phép.",
    "Khi ấy, UBND tỉnh cũng chỉ đạo Sở Nông nghiệp trồng lại rừng.",
    "Các phường đã xử phạt 1.148 trường hợp buôn bán lấn chiếm, thu 730 triệu đồng.",
    "Từ đầu năm đến nay, Ban Tiếp công dân huyện đã tiếp 214 lượt người, tiếp nhận 163 đơn.",
    "Công ty Hưng Thịnh, đơn vị được giao nạo vét luồng, cũng bị nêu tên.",
    "Giải trình về việc này, ông Hồ Minh, Giám đốc Ban Quản lý dự án 5, hứa sẽ đôn đốc nhà thầu vá đường.",
    "Chị Hạnh nói: “Cư dân yêu cầu chủ đầu tư phải đối thoại công khai”.",
    "“Lực lượng chỉ có 5 người, đi kiểm tra phải thuê đò. Sắp tới sở sẽ xin kinh phí” - ông Lành phân trần.",
    "Góp ý tại buổi làm việc, Bí thư phường Hiệp An cho rằng quận cần có cơ chế giữ lại tiền phạt.",
    "Liên quan tuyến QL27B, Cục Quản lý xây dựng công trình giao thông cho hay mặt đường hằn lún.",
    "Liên quan đến kết cấu, Viện Khoa học xây dựng kết luận sơ bộ một số dầm giảm khả năng chịu lực.",
    "Ngay sau hội nghị, Bộ trưởng Bộ Y tế cho biết Bộ sẽ cử 4 tổ công tác xuống các tỉnh.",
    "Một số xã thống kê thiệt hại chậm, số liệu thiếu thống nhất.",
    "Thực hiện Công điện số 12, UBND tỉnh đã chỉ đạo các ngành huy động lực lượng và đạt được kết quả bước đầu.",
    "Quá thời hạn trên, địa phương nào không gửi thì Chủ tịch UBND xã chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
    "Các thành viên đoàn công tác cho rằng, huyện cần quan tâm hơn đến chế biến sâu.",
    "Phường cam kết nâng tỷ lệ hồ sơ trực tuyến lên 80% ngay trong quý I.",
    "Người dân đề nghị huyện phải đóng cửa trang trại.",
    "Cần Thơ là địa phương đầu tiên hoàn thành mô hình này.",
    "Thanh tra tỉnh đã kiến nghị thu hồi 3 tỉ đồng và chuyển hồ sơ sang cơ quan điều tra.",
    "Qua kiểm tra, đoàn công tác phát hiện nhiều chủ đầu tư không lập hồ sơ môi trường.",
    "Chủ tịch UBND huyện đề nghị bà con yên tâm sản xuất.",
    "Chị Trần Hạnh, ở tầng 9, cho biết gia đình chị phải thuê nhà trọ gần hai tuần nay.",
    "Một lãnh đạo Hội Nông dân xã kiến nghị tỉnh cần giao khoán rừng cho cộng đồng.",
)
UNTIL = {
    "mỗi học kỳ ít nhất 2 lần": ("recurring", None),
    "2 ngày một lần": ("recurring", None),
    "định kỳ 06 tháng": ("recurring", None),
    "vào thứ sáu cuối cùng của mỗi tháng": ("recurring", None),
    "vào cuối mỗi quý": ("recurring", None),
    "vào 15 giờ 00 hằng ngày cho đến hết ngày 31/10/2026": ("recurring", None),
    "trước khi kết thúc quý IV/2026": ("quarter", "2026-12-31"),
    "trong vòng 03 ngày kể từ ngày lập biên bản": ("relative_days", "2026-04-13"),
    "trong 05 ngày làm việc kể từ ngày 20/10/2026": ("relative_working_days", "2026-10-27"),
    "trong 05 ngày làm việc kể từ ngày nhận đủ hồ sơ": ("relative_working_days", None),
    "trong vòng 10 ngày, kể từ hôm nay": ("relative_days", "2026-04-20"),
    "tại phiên tiếp công dân kế tiếp": ("event", None),
    "trước ngày tựu trường": ("event", None),
    "cho đến khi có chỗ ở ổn định": ("none", None),
    "để ứng phó khi xảy ra sự cố": ("none", None),
}  # fmt: skip


def behind(sentence, before=BEFORE):
    return [p for p in propose(before + sentence, issued=DAY) if p.start >= len(before)]


@pytest.mark.parametrize("sentence", TOLD)
def test_whoever_is_told_is_named(sentence):
    (found,) = behind(sentence)
    assert (list(found.lead), list(found.coordinate)) == TOLD[sentence]


@pytest.mark.parametrize("sentence", ONLY_TELLS)
def test_what_is_only_told_of_is_no_task(sentence):
    assert behind(sentence) == []
    assert behind(sentence, before="") == []


@pytest.mark.parametrize("words", UNTIL)
def test_the_press_says_until_when(words):
    (found,) = behind(f"Giao Sở Y tế báo cáo {words}.")
    day = found.deadline.date
    assert (found.deadline.kind, day and day.isoformat()) == UNTIL[words]


def test_an_event_and_a_condition_have_no_day():
    (found,) = behind("Khi xảy ra sự cố, Sở Y tế cử người đến ngay.")
    assert (found.deadline.kind, found.deadline.quote) == ("event", "Khi xảy ra sự cố")
    (found,) = behind("Phường nào chậm, chủ tịch phường đó phải giải trình trong thời hạn 3 ngày.")
    assert (found.deadline.kind, found.deadline.date) == ("relative_days", None)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Viện Cơ học phía Nam báo cáo sơ bộ.\nÔng Hà đề nghị viện này kiểm định dầm.", "Viện Cơ học phía Nam"),
        ("Giao các địa phương có văn bản gửi Sở Tài chính. Sở này có trách nhiệm thẩm định.", "Sở Tài chính"),
        ("Đại diện Chi nhánh Đăng ký đất đai huyện nhận khuyết điểm.\nChi nhánh phải xin lỗi công dân.", "Chi nhánh Đăng ký đất đai huyện"),
    ],
)  # fmt: skip
def test_a_unit_pointed_back_to_is_the_last_of_its_kind(text, lead):
    assert behind(text)[-1].lead == (lead,)


PARTED = {
    "Theo công văn, các đơn vị báo cáo trước ngày 15/9/2026, Văn phòng UBND tỉnh có trách nhiệm tổng hợp.": [
        ("các đơn vị", "2026-09-15"), ("Văn phòng UBND tỉnh", None)],
    "Sở Công Thương cần thống nhất kế hoạch trước ngày 25-4; trong khi đó các quận Ba Đình, Hoàn Kiếm chủ động tuyên truyền.": [
        ("Sở Công Thương", "2026-04-25"), ("quận Ba Đình", None)],
    "Ông Hà yêu cầu các chủ đầu tư phải khảo sát mặt bằng, còn Thanh tra thành phố thì xem xét trách nhiệm.": [
        ("các chủ đầu tư", None), ("Thanh tra thành phố", None)],
    "Ông Hà yêu cầu Sở Y tế rà soát giấy phép, đồng thời đề xuất mức thưởng trong tháng 4.": [
        ("Sở Y tế", None), ("Sở Y tế", "2026-04-30")],
}  # fmt: skip


@pytest.mark.parametrize("sentence", PARTED)
def test_a_sentence_is_parted_where_another_is_told(sentence):
    rows = [(p.lead[0], p.deadline.date and p.deadline.date.isoformat()) for p in behind(sentence)]
    assert rows == PARTED[sentence]


def test_the_year_is_the_one_named_nearest_before():
    text = "Ngày 12/3/2024, ông Hà họp.\nGiao Sở Y tế báo cáo trước ngày 25/6.\nNăm 2025 đã qua.\nGiao Sở Nội vụ báo cáo trước ngày 25/6."
    assert [p.deadline.date.year for p in propose(text)] == [2024, 2025]
    began = "Từ đầu năm 2018 đến nay suối ô nhiễm.\nGiao Sở Y tế báo cáo trước ngày 25/6, công bố trong tháng 7/2019."
    assert propose(began)[0].deadline.date == date(2019, 7, 31)


@pytest.mark.parametrize(("piece", "size"), [("giao ", 1_000_000), ("Sở A và ", 1_000_000), ("Sở A phải làm, ", 200_000), ("các sở, ", 200_000), ("“", 200_000)])  # fmt: skip
def test_a_megabyte_of_anything_costs_in_proportion_to_its_length(piece, size):
    few, all_of_it = (piece * (length // len(piece.encode())) for length in (size // 20, size))
    assert bench.rate(all_of_it, tries=1) * 6 > bench.rate(few)
