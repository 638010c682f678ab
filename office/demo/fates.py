"""What becomes of the sample tasks: steps in working days, counted from the assignment or from the deadline."""

from typing import NamedTuple

AFTER, BEFORE_DUE = "after", "due"  # what a step's days are counted from


class Step(NamedTuple):
    """One act in a task's life: what, when, with which words and percentage."""

    act: str
    days: int
    words: str = ""
    percent: int = 0
    since: str = AFTER


DONE_WORDS = (
    "Đơn vị đã hoàn thành các nội dung được giao; báo cáo chi tiết và tài liệu minh chứng gửi kèm."
)
FATES = {
    "untouched": (),
    "begun": (
        Step("accept", 1),
        Step("progress", 3, "Đã lập kế hoạch chi tiết, phân công lãnh đạo phụ trách và gửi văn bản phối hợp.", 20),
    ),
    "half_way": (
        Step("accept", 1),
        Step("progress", 3, "Hoàn thành khảo sát, thống nhất phạm vi với các đơn vị phối hợp.", 30),
        Step("comment", 4, "Đề nghị đơn vị phối hợp gửi số liệu trước thứ Sáu để kịp tổng hợp."),
        Step("progress", 6, "Đang tổng hợp, còn chờ ý kiến của một đơn vị phối hợp.", 55),
    ),
    "nearly_there": (
        Step("accept", 1),
        Step("progress", 5, "Đã làm việc với các hộ dân và nhà thầu, thống nhất được phần lớn nội dung.", 45),
        Step("progress", 10, "Còn một số trường hợp đang vận động, dự kiến hoàn thành đúng hạn.", 80),
    ),
    "overdue": (
        Step("accept", 1),
        Step("progress", 5, "Đã nghiệm thu 5/11 dự án; 6 dự án còn thiếu hồ sơ hoàn công.", 45),
        Step("progress", 11, "Nghiệm thu thêm 2 dự án; nhà thầu chậm nộp hồ sơ quyết toán.", 60),
    ),
    "slow": (
        Step("accept", 1),
        Step("progress", 3, "Đã kiểm tra hiện trường, đang chờ kết quả thí nghiệm đất nền.", 50),
    ),
    "on_time": (
        Step("accept", 1),
        Step("progress", 3, "Đã hoàn thành dự thảo, đang lấy ý kiến.", 60),
        Step("report", -2, DONE_WORDS, since=BEFORE_DUE),
        Step("accept_result", -1, since=BEFORE_DUE),
    ),
    "late": (
        Step("accept", 2),
        Step("progress", 5, "Khối lượng hồ sơ lớn hơn dự kiến, đang bổ sung nhân lực.", 50),
        Step("report", 3, DONE_WORDS, since=BEFORE_DUE),
        Step("accept_result", 4, since=BEFORE_DUE),
    ),
    "reported": (
        Step("accept", 1),
        Step("progress", 3, "Đã hoàn thành phần lớn công việc, đang hoàn thiện hồ sơ.", 70),
        Step("report", 6, DONE_WORDS),
    ),
    "returned": (
        Step("accept", 1),
        Step("progress", 8, "Đã xử lý 96/143 phản ánh.", 65),
        Step("report", -4, DONE_WORDS, since=BEFORE_DUE),
        Step(
            "return_result", -2,
            "Còn 21 phản ánh mới trả lời “đã chuyển đơn vị khác”, chưa có kết quả; đề nghị xử lý xong và báo cáo lại.",
            since=BEFORE_DUE,
        ),
    ),
    "declined": (
        Step(
            "decline", 2,
            "Nội dung trùng với cuộc thanh tra công vụ do Sở Nội vụ đang thực hiện; đề nghị giao Sở Nội vụ để tránh chồng chéo.",
        ),
    ),
    "cancelled": (Step("accept", 1), Step("cancel", 2, "Buổi làm việc đã hoãn.")),
}  # fmt: skip
