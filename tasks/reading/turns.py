"""How a text turns: titles that only tell, lead-ins, closings, parts; as tables."""

import re

from tasks.reading.cues import words

SAME = (
    "này", "trên", "nêu trên", "nói trên", "đó",
)  # fmt: skip
CLOSING = words("báo cáo|gửi|hoàn thành|hoàn tất|kịp thời|nộp|thông báo|trình|tổng hợp|xong")
CHAIN_ENDS = words("báo cáo|gửi|hoàn chỉnh|hoàn thiện|hoàn thành|hoàn tất|nộp|trình|tổng hợp")
LOOSE = (
    "relative_days", "event",
)  # fmt: skip
OF_ALL = (
    "báo cáo của", "báo cáo gửi", "báo cáo đề nghị", "kết quả", "các nội dung", "các nhiệm vụ", "văn bản", "hồ sơ", "ý kiến", "thời hạn", "thời gian", "tất cả", "nội dung báo cáo", "các báo cáo", "việc thực hiện", "tiến độ", "các công việc", "toàn bộ", "công việc",
)  # fmt: skip
BULLET = 5
LETTERED = 4
CENTRAL = re.compile(r"thủ tướng[^.,;\n]{0,60}(?:kết luận|chủ trì)|kết luận của (?:phó )?thủ tướng")
TELLING = re.compile(
    r"^(?!về)(?:[^\n]{0,40})(?:đánh giá|kết quả|báo cáo|ý kiến các|ý kiến thảo luận|ý kiến của|tình hình|quan điểm|thành phần|hạn chế|tồn tại|ưu điểm|mục tiêu|phát biểu|thảo luận)"
)
ORDERING = re.compile(
    r"kết luận|chỉ đạo|nhiệm vụ|phân công|giải pháp|thống nhất|tổ chức thực hiện|yêu cầu|giao|chế độ|thực hiện nghiêm|^(?:khẩn trương|tập trung|xây dựng|hoàn thành)"
)
ASKS = re.compile(
    r"(?:yêu cầu|chỉ thị|kết luận|chỉ đạo|đề nghị)(?:\s+như sau)?\s*:\s*$"
)  # “… yêu cầu:” names nobody
LEADS_IN = re.compile(r"(?:kết luận|chỉ đạo|yêu cầu|chỉ thị|thống nhất|như sau|sau đây)\s*:\s*$")
CITES = re.compile(
    r"(?:thực hiện|căn cứ|theo|xét|tại|ngày)\s[^,;]{0,40}(?:văn bản|quyết định|nghị quyết|kế hoạch|công văn|thông báo|chỉ thị|công điện|kết luận|ý kiến)"
)
AGREES = re.compile(r"trong đó\s*,?\s*(?:thống nhất|đồng ý|cho phép|chấp thuận|nhất trí)")
NAMED_PART = re.compile(
    r"trong đó\s*,\s*(?:giao\s|yêu cầu\s|đề nghị\s|sở\s|ubnd\s|ủy ban|công an\s|ban\s|phòng\s|văn phòng\s|bộ\s|chủ tịch)"
)
# a rule, a contract, a count is told of, not ordered
RULES = re.compile(
    r'"?(?:cũng )?theo (?:(?:khoản|điểm|điều) [^,]{0,40})?(?:các |bộ )?(?:luật|hợp đồng|nghị định|quy định|pháp luật|pháp lệnh|thông tư|thông báo(?! kết luận| số)|tìm hiểu|ghi nhận|thống kê|phản ánh|quy chế|điều lệ|đơn|phóng viên)\b'
)
OLDER = re.compile(
    r'"?(?:trước đó|trước đây|khi ấy|khi đó|hồi (?:tháng|năm|đầu|cuối|giữa)|năm ngoái|tháng trước|tuần trước|nhiều năm qua|những năm trước|năm \d{4}(?! phải| cần))\b[^.;]*?\b(?:đã|từng|cũng)\b'
)
REPORTS = re.compile(
    r"(?:giải trình(?= (?:về|tại|thêm|với|trước)\b[^,]{0,60}, (?:ông|bà|giám đốc|phó|đại diện|lãnh đạo|trưởng|chủ tịch|bí thư))|góp ý|trình bày|phản ánh|trao đổi (?:với|bên lề|thêm)|trả lời (?:báo chí|phóng viên|pv)|thảo luận|tham luận|kiến nghị tại|báo cáo (?:tại|giải trình|với đoàn)|thay mặt)\b"
)
FIRST_RESULTS = re.compile(
    r"đã (?:kịp thời |khẩn trương |tập trung |có văn bản )?(?:chỉ đạo|yêu cầu|giao)[^.;]*(?:đạt được|đạt kết quả|kết quả bước đầu|cơ bản ổn)"
)
# who speaks in quotation marks, and does not order
OTHERS = re.compile(
    r"\b(?:chị|cô|nông dân|người dân|bà con|tiểu thương|cư dân|phóng viên|đại diện|một (?:người|lãnh đạo|cán bộ|hộ|phụ huynh)|phụ huynh|phân trần|giải trình|chia sẻ|bày tỏ|kể|than|bức xúc|nghẹn ngào|thừa nhận|lý giải|giải thích|kiến nghị|hứa|cam kết|góp ý|tâm sự|phản ánh|cho hay|trăn trở|lo lắng|băn khoăn)\b"
)
POSTED = (
    "chủ tịch",
    "giám đốc",
    "thủ trưởng",
    "người đứng đầu",
    "hiệu trưởng",
    "trưởng",
    "bí thư",
    "lãnh đạo",
)
# below a condition a span of days counts from what nobody knows yet
ON_CONDITION = re.compile(r"(?:nếu|trường hợp|khi|quá thời hạn|nơi nào|\w+ nào|(?:\w+ ){1,3}nào) ")
UNIT_POINTED = re.compile(
    r"(?P<kind>chi cục|chi nhánh|công ty|tổng công ty|tổng cục|trung tâm|bệnh viện|văn phòng|ngân hàng|ban|bộ|cục|phòng|phường|quận|huyện|thị xã|xã|sở|trường|viện|vụ|đội|đài)(?: này| nói trên| nêu trên)?$"
)
FAR_BACK = 4000  # letters in which the unit pointed to is looked for
ALONE = (
    "sở", "ban", "công ty",
)  # fmt: skip
BESIDES = (
    "ngoài việc", "bên cạnh việc", "cùng với việc", "song song với việc",
)  # fmt: skip
TITLE = 90
NEW_PRODUCT = (
    "đồng thời", "bên cạnh đó", "ngoài ra", "cùng với đó", "mặt khác", "song song",
)  # fmt: skip
LED_BY = re.compile(
    r"(?:cơ quan |đơn vị |sở, ngành )?(?:chủ trì|thực hiện|đầu mối)(?: thực hiện| tham mưu)?\s*:\s*(?=\S)"
)
JOINED_BY = re.compile(r"(?:cơ quan |đơn vị |sở, ngành )?phối hợp(?: thực hiện)?\s*:\s*(?=\S)")
