"""Tasks proposed from texts: what orders, who leads, with whom; what orders nothing."""

import textwrap
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import extraction as bench
from tasks.extraction import Candidate, UnitName, match_units, propose

LEAD_IN = "Chủ tịch UBND thành phố kết luận như sau:\n1. "
DAY = date(2026, 4, 10)
ORDERED = {
    "Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát danh mục.": (["Sở Tài chính"], ["Sở Xây dựng"]),
    "Giao Công an thành phố chủ trì, Văn phòng UBND thành phố phối hợp có văn bản trả lời.": (["Công an thành phố"], ["Văn phòng UBND thành phố"]),
    "UBND xã Hòa Vang chủ trì cùng Công ty Điện lực di dời 12 cột điện.": (["UBND xã Hòa Vang"], ["Công ty Điện lực"]),
    "Các Sở: Nội vụ, Tư pháp, Văn hóa, Thể thao và Du lịch; UBND các phường: Hải Châu, Thanh Khê rà soát biên chế.": (
        ["Sở Nội vụ", "Sở Tư pháp", "Sở Văn hóa, Thể thao và Du lịch", "UBND phường Hải Châu", "UBND phường Thanh Khê"], []),
    "Sở Nội vụ phối hợp với các Sở Tài chính, Giáo dục và Đào tạo và Y tế đề xuất biên chế.": (["Sở Nội vụ"], ["Sở Tài chính", "Sở Giáo dục và Đào tạo", "Sở Y tế"]),
    "Giám đốc Sở Y tế chịu trách nhiệm tổ chức tiêm vắc xin.": (["Giám đốc Sở Y tế"], []),
    "Về phòng chống dịch: Sở Y tế chủ động giám sát ca bệnh.": (["Sở Y tế"], []),
    "UBND thành phố ủy quyền cho Sở Nông nghiệp và Môi trường ký hợp đồng thuê đất.": (["Sở Nông nghiệp và Môi trường"], []),
    "Sở Giao thông vận tải được giao nghiên cứu phương án phân luồng.": (["Sở Giao thông vận tải"], []),
    "Các kiến nghị về điện, nước cũng được giao các đơn vị liên quan giải quyết.": (["các đơn vị liên quan"], []),
    "Đối với UBND phường An Hải, Chủ tịch UBND thành phố giao trách nhiệm lập phương án.": (["UBND phường An Hải"], []),
    "Trường hợp vượt thẩm quyền, Sở Tư pháp báo cáo UBND thành phố.": (["Sở Tư pháp"], []),
    "Đề nghị Ủy ban MTTQ Việt Nam phường và các đoàn thể vận động nhân dân tham gia.": (["Ủy ban MTTQ Việt Nam phường", "các đoàn thể"], []),
    "Giao đồng chí Lê Văn B, Phó Chủ tịch UBND thành phố, trực tiếp chỉ đạo giải phóng mặt bằng.": (["đồng chí Lê Văn B, Phó Chủ tịch UBND thành phố"], []),
    "Đồng ý chủ trương, giao Phòng Kinh tế, Hạ tầng và Đô thị lập dự toán.": (["Phòng Kinh tế, Hạ tầng và Đô thị"], []),
    "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh lập tiến độ chi tiết.": (["Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh"], []),
    "Sở Xây dựng: Chỉ đạo các doanh nghiệp vận tải bố trí đủ phương tiện.": (["Sở Xây dựng"], []),
    "Sở Công Thương đôn đốc các chủ đầu tư phối hợp với chính quyền địa phương giải phóng mặt bằng.": (["Sở Công Thương"], []),
    "Văn phòng HĐND và UBND phường chuẩn bị tài liệu kỳ họp.": (["Văn phòng HĐND và UBND phường"], []),
    "“Công an huyện phải nắm chắc tình hình từ buôn, làng”, đồng chí nhấn mạnh.": (["Công an huyện"], []),
    "Lãnh đạo thành phố cũng lưu ý Sở Giáo dục và Đào tạo rà soát số học sinh.": (["Sở Giáo dục và Đào tạo"], []),
    "Tỉnh yêu cầu trong tháng 6 các đơn vị liên quan khẩn trương khảo sát.": (["các đơn vị liên quan"], []),
}  # fmt: skip
NOTHING = (
    "UBND thành phố biểu dương Sở Tài chính đã hoàn thành sớm kế hoạch.",
    "Thống nhất chủ trương đầu tư dự án theo đề nghị của Sở Xây dựng.",
    "Mục tiêu đến năm 2030, tỷ lệ đô thị hóa đạt 60%.",
    "Sở Y tế cho biết đã triển khai 12 đoàn kiểm tra.",
    "Yêu cầu các sở, ngành, địa phương nghiêm túc triển khai thực hiện./.",
    "Thông báo để các cơ quan, đơn vị biết, thực hiện./.",
    "Đồng ý cho Sở Nội vụ bổ sung 05 biên chế.",
    "Sở Công Thương sẽ trình đề án trong tháng 6.",
    "Trước đó, UBND thành phố đã giao Sở Xây dựng lập quy hoạch.",
    "Thu ngân sách 6 tháng đầu năm đạt 52% dự toán, tăng 12% so với cùng kỳ.",
    "Phát biểu tại hội nghị, Giám đốc Sở Tài chính cam kết hoàn thành trước 30/6.",
    "Đơn vị nào chậm trễ thì người đứng đầu phải chịu trách nhiệm.",
    "Ngày 12/5, Chủ tịch UBND tỉnh chủ trì cuộc họp về giải ngân.",
    "Theo báo cáo của Sở Xây dựng, tiến độ các dự án còn chậm.",
    "Phê bình các chủ đầu tư giải ngân dưới 10%.",
    "Các ý kiến tại cuộc họp cơ bản thống nhất với dự thảo.",
    "“Cần làm tốt việc này để không lặp lại”, Chủ tịch UBND thành phố nhấn mạnh.",
    "Thực hiện Văn bản số 12/UBND-KT của UBND tỉnh, trong đó giao Sở Công Thương báo cáo trước ngày 30/7/2026.",
    "Đại diện Công ty Nam Hải đề nghị thành phố giao đất đợt 2 trước ngày 30/6.",
)


def leads_of(text, **more):
    return [list(p.lead) for p in propose(text, issued=DAY, **more)]


@pytest.mark.parametrize("sentence", ORDERED)
def test_an_order_names_who_leads_and_who_works_with_them(sentence):
    (found,) = propose(LEAD_IN + sentence, issued=DAY)
    assert (list(found.lead), list(found.coordinate)) == ORDERED[sentence]
    assert found.text in sentence


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_orders_nothing_proposes_nothing(sentence):
    order = "Giao Sở Nội vụ rà soát biên chế."
    assert [p.text for p in propose(f"{order}\n{sentence}", issued=DAY)] == [order]
    assert propose(sentence, issued=DAY) == ()


def test_headings_name_the_lead_of_what_stands_below():
    text = "1. Sở Công Thương\n- Theo dõi tiến độ.\n- Mời chủ đầu tư làm việc.\n2. Sở Xây dựng\nHướng dẫn cấp phép."
    assert leads_of(text) == [["Sở Công Thương"], ["Sở Công Thương"], ["Sở Xây dựng"]]
    lead_in = "Sở Công Thương đề nghị các chủ đầu tư thực hiện các nội dung sau:\n- Rà soát hạng mục.\n- Bố trí đủ vốn."
    assert leads_of(lead_in) == [["các chủ đầu tư"], ["các chủ đầu tư"]]


def test_supporters_and_deadline_of_a_heading_hold_below_it():
    text = "a) Sở Tài chính chủ trì, phối hợp với Sở Y tế:\n- Lập dự toán trước ngày 15/5.\n- Rà soát định mức."
    assert [list(p.coordinate) for p in propose(LEAD_IN + "x.\n" + text, issued=DAY)] == [
        ["Sở Y tế"],
        ["Sở Y tế"],
    ]


def test_a_deadline_named_once_for_all_goes_to_each():
    text = (
        "1. Sở Công Thương báo cáo tình hình.\n2. Sở Xây dựng báo cáo tiến độ.\n"
        "Báo cáo của các cơ quan gửi về UBND tỉnh trước ngày 12/6/2026."
    )
    assert [p.deadline.date for p in propose(text)] == [date(2026, 6, 12)] * 2


def test_a_sentence_is_parted_where_lead_or_deadline_differ():
    two = propose(LEAD_IN + "Giao Sở Y tế lập kế hoạch; Sở Tài chính bố trí kinh phí.", issued=DAY)
    assert [p.lead for p in two] == [("Sở Y tế",), ("Sở Tài chính",)]
    one = propose(
        LEAD_IN + "Sở Y tế rà soát; hoàn thiện hồ sơ; hoàn thành trước ngày 15/5.", issued=DAY
    )
    assert [p.deadline.date for p in one] == [date(2026, 5, 15)]


def test_words_that_point_back_are_put_right():
    text = "UBND tỉnh giao Sở Xây dựng lập quy hoạch. Sở này cũng được giao rà soát nhà ở. Đồng thời, cần công bố danh mục."
    assert leads_of(text) == [["Sở Xây dựng"]] * 3


def test_the_words_that_order_are_shown_with_their_place():
    text = "Chủ tịch UBND tỉnh yêu cầu Sở Y tế khẩn trương kiểm tra."
    (found,) = propose(text)
    assert found.cue.text == text[found.cue.start : found.cue.end] == "yêu cầu"


def test_the_day_of_issue_is_read_from_the_head():
    text = "Lào Cai, ngày 08 tháng 5 năm 2026\nGiao Sở Y tế báo cáo trong 05 ngày làm việc."
    assert propose(text)[0].deadline.date == date(2026, 5, 15)
    assert propose("Giao Sở Y tế báo cáo trong 05 ngày làm việc.")[0].deadline.date is None


def test_lines_broken_by_a_page_are_read_as_one():
    whole = "Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát danh mục đầu tư công trung hạn của thành phố, báo cáo trước ngày 15/5/2026."
    broken = textwrap.fill(whole, 44)
    assert "Sở\nXây" in broken
    (found,) = propose(broken, issued=DAY)
    assert found.coordinate == ("Sở Xây dựng",)
    assert found.deadline.date == date(2026, 5, 15)


@given(
    st.text(
        alphabet=st.sampled_from("aàắỹđ ,;:.\n()“”-01/Sở giao trước ngày\u0301\u0323İ"),
        max_size=300,
    )
)
def test_any_text_is_fine_and_places_are_true(text):
    for found in propose(text):
        assert text[found.start : found.end] == found.text


def test_decomposed_letters_keep_their_places():
    text = unicodedata.normalize(
        "NFD", LEAD_IN + "Giao Sở Y tế kiểm tra trước ngày 15/5/2026.\n2. Công an tỉnh điều tra."
    )
    found = propose(text, issued=DAY)
    assert [unicodedata.normalize("NFC", p.lead[0]) for p in found] == ["Sở Y tế", "Công an tỉnh"]
    assert all(text[p.start : p.end] == p.text for p in found)
    assert text[found[0].deadline.start : found[0].deadline.end] == found[0].deadline.quote


@pytest.mark.parametrize(
    "piece", [",", "(", "a\n", "giao ", "Sở A và ", "12/", "trong 05 ngày kể từ ngày "]
)
def test_hostile_text_costs_in_proportion_to_its_length(piece):
    few, many = (bench.rate(piece * (size // len(piece))) for size in (2_000, 32_000))
    assert many * 6 > few, (
        "sixteen times the text: a busy machine is three times slower, a square sixteen times"
    )


UNITS = (
    UnitName(1, "Sở Tài chính", ("STC",)), UnitName(2, "Sở Xây dựng"), UnitName(3, "Sở Nông nghiệp và Môi trường"), UnitName(4, "Công an thành phố"),
    UnitName(5, "Phòng Kinh tế, Hạ tầng và Đô thị"), UnitName(6, "Phòng Quản lý đô thị", (), 5), UnitName(7, "Ủy ban nhân dân phường Hạ Đình"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "key", "sure", "why"),
    [
        ("sở Tài chính", 1, 1.0, "name"), ("STC", 1, 0.97, "short"), ("Sở KH&ĐT", 1, 0.9, "successor"), ("Sở Tài nguyên - môi trường", 3, 0.9, "successor"),
        ("Giám đốc Sở Xây dựng", 2, 0.92, "name"), ("Công an TP", 4, 1.0, "name"), ("P. KT, HT&ĐT", 5, 1.0, "name"), ("Phòng Quản lý đô thị", 5, 0.9, "successor"),
        ("UBND phường Hạ Đình", 7, 1.0, "name"), ("Công an TP Hà Nội", 4, 0.95, "name"),
    ],
)  # fmt: skip
def test_a_name_leads_to_the_unit_of_the_organisation(name, key, sure, why):
    best = match_units([name], UNITS)[0][0]
    assert (best.key, best.sure, best.why) == (key, sure, why)


def test_a_name_of_many_and_a_strange_one_lead_nowhere():
    assert match_units(["các sở, ngành", "UBND các phường, xã", "Hội Sinh vật cảnh"], UNITS) == (
        (),
        (),
        (),
    )
    assert match_units(["Sở Tài chính"], ()) == ((),)


def test_proposals_carry_their_candidates():
    (found,) = propose("Giao Sở Kế hoạch và Đầu tư rà soát dự án.", units=UNITS)
    assert found.lead_units == ((Candidate(1, "Sở Tài chính", 0.9, "successor"),),)


@pytest.mark.skipif(
    not bench.FOLDER.is_dir(), reason="the labelled texts lie outside of the repository"
)
def test_the_labelled_texts_are_read_as_well_as_ever():
    total = bench.Counter()
    for path in sorted(Path(bench.FOLDER).glob("*.json")):
        total.update(bench.score(path)[0])
    precision, recall = total["found"] / total["proposed"], total["found"] / total["gold"]
    assert 2 * precision * recall / (precision + recall) > 0.95
    assert total["lead"] / total["found"] > 0.95
    assert total["ordered nothing"] == 0


def test_tasks_are_proposed_in_the_order_of_the_text():
    found = propose(
        LEAD_IN + "Sở A rà soát.\n2. Sở Y tế kiểm tra.\n3. Công an tỉnh xử lý.", issued=DAY
    )
    assert all(one.end <= two.start for one, two in pairwise(found))
