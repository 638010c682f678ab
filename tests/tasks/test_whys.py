"""Why somebody is reminded: the sentence in both languages, for every kind of reason."""

import pytest
from django.utils import translation

from tasks.whys import digest_words, why_words

CASES = [
    (
        {"ladder": "deadline", "days": -2, "percent": 20},
        "2 working days are left and only 20 % is done",
        "còn 2 ngày làm việc và mới đạt 20 %",
    ),
    (
        {"ladder": "deadline", "days": -7, "percent": 0, "risk": 0.71},
        "7 working days are left, no progress is reported and it will probably be late (71 %)",
        "còn 7 ngày làm việc, chưa báo cáo tiến độ và nhiều khả năng trễ hạn (71 %)",
    ),
    (
        {"ladder": "deadline", "days": 3, "percent": 60, "role": "giver"},
        "it is overdue by 3 working days, only 60 % is done and told to who gave it",
        "đã quá hạn 3 ngày làm việc, mới đạt 60 % và báo cho người giao",
    ),
    (
        {"ladder": "idle", "days": 10},
        "there was no step for 10 working days",
        "10 ngày làm việc chưa có bước tiến mới",
    ),
    (
        {"ladder": "start", "days": 2},
        "nobody has accepted it for 2 working days",
        "2 ngày làm việc chưa có ai nhận việc",
    ),
    (
        {"ladder": "result", "days": 2, "role": "giver"},
        "the result has waited for a decision for 2 working days",
        "kết quả đã chờ duyệt 2 ngày làm việc",
    ),
    ({"ladder": "snooze"}, "put off until now", "đã hẹn nhắc lại vào lúc này"),
    (
        {"ladder": "nudge", "by": "An", "words": "Báo cáo trước 15 giờ"},
        "An urges: “Báo cáo trước 15 giờ”",
        "An đôn đốc: “Báo cáo trước 15 giờ”",
    ),
]


@pytest.mark.parametrize(("why", "english", "vietnamese"), CASES)
def test_the_sentence(why, english, vietnamese) -> None:
    with translation.override("en"):
        assert why_words(why) == english
    with translation.override("vi"):
        assert why_words(why) == vietnamese


def test_a_digest_counts_by_kind() -> None:
    whys = (
        [{"ladder": "deadline", "days": -3}] * 3
        + [{"ladder": "deadline", "days": 1}] * 2
        + [{"ladder": "result"}]
    )
    with translation.override("vi"):
        assert digest_words(whys) == "2 việc quá hạn, 3 việc sắp đến hạn, 1 việc chờ quyết định"
