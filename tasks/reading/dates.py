"""The forms of a deadline, as one table of patterns over folded text; the first row that fits a place wins.

The kinds and the last day allowed follow the labelling rules of notices of conclusions: “trước ngày X” is X itself,
a month, quarter or year its last day, of a range the last day, a recurring deadline and an event no day.
"""

import re

from tasks.reading.kinds import DATE, DATETIME, DAYS, EVENT, MONTH, QUARTER, RECURRING, WORKING_DAYS

NUMBER = r"\d{1,3}(?:\s*\([^()]{1,24}\))?"
HOUR = r"(?P<hour>[01]?\d|2[0-4])\s*(?:giờ|h|g|:)\s*(?P<minute>[0-5]\d)?(?:\s*(?:phút|'|p))?(?:\s*(?:sáng|trưa|chiều|tối))?"
WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
YEAR = r"20\d\d"
DAY = rf"""(?:(?P<d>\d{{1,2}})\s*[/.\-]\s*(?P<m>\d{{1,2}})(?:\s*[/.\-]\s*(?P<y>{YEAR}|\d\d(?!\d)))?(?![\d/%])(?!\s*[,.]\d)
|(?:mùng\s+|mồng\s+)?(?P<d2>\d{{1,2}})\s+tháng\s+(?P<m2>\d{{1,2}})(?:\s*(?:năm\s+|[/.\-]\s*)(?P<y2>{YEAR}))?)"""
ON_DAY = rf"(?:{WEEKDAY}\s*,?\s*)?(?:\(?{WEEKDAY}\)?\s*)?(?:ngày\s+)?(?:{WEEKDAY}\s*,?\s*(?:ngày\s+)?\(?)?{DAY}\)?"
LATEST = r"(?:chậm nhất|muộn nhất|trễ nhất|chậm\s+nhất)(?:\s+(?:là|vào|đến|trước|trong|hết|phải|xong|sẽ))*"
UNTIL = rf"""(?:{LATEST}|(?:xong|hoàn thành|hoàn tất|kết thúc)\s+(?:trước|trong|vào|đến hết|đến|ngay trong)|trước\s+thời\s+điểm|trước\s+và\s+trong
|ngay\s+trước|trước(?:\s+hết)?|không\s+(?:quá|muộn\s+hơn|chậm\s+hơn|trễ\s+hơn|được\s+quá)|đến\s+hết|đến\s+trước|tới\s+hết|cho\s+đến|hết|ngay\s+trong|ngay|trong|vào|đến|tới|thời\s+hạn(?:\s+(?:là|đến|hoàn\s+thành))?:?|hạn(?:\s+chót|\s+cuối)?(?:\s+là)?:?)"""
FIRM = rf"""(?:{LATEST}|(?:xong|hoàn thành|hoàn tất)\s+(?:trước|trong|vào|đến\s+hết|đến)|trước\s+khi\s+(?:kết\s+thúc|hết)|trước|đến\s+hết|hết|ngay\s+trong|trong|vào|đến|không\s+quá)"""
MONTHS = rf"(?:(?P<m>\d{{1,2}}(?!\d))(?:\s*(?:/|-|\.|năm)\s*(?P<y>{YEAR}))?(?:\s+(?:này|tới))?)"
QUARTERS = (
    rf"(?P<q>iv|iii|ii|i|[1-4])(?![\wà-ỹ])(?:\s*(?:/|-|\.|năm)?\s*(?P<y>{YEAR})|\s+năm\s+nay)?"
)
FROM_DAY = r"(?:\s*,?\s*(?:kể\s+)?(?:từ|tính\s+từ|sau)\s+(?:ngày|khi|thời\s+điểm|hôm\s+nay)(?:(?!\sđể\s|\sđồng\s|\sgửi\s)[^.;,:\n]){0,120})?"
EVERY = r"(?:hằng|hàng|mỗi)"
PERIOD = r"(?:ngày|tuần|tháng|quý|năm|6\s+tháng|06\s+tháng|3\s+tháng|03\s+tháng|quí)"
OFTEN = rf"{EVERY}\s+{PERIOD}(?:\s*(?:,|và|hoặc)\s*(?:{EVERY}\s+)?(?:tuần|tháng|quý|6\s+tháng|06\s+tháng|09\s+tháng|năm)(?!\s+\d))*"
TIMES = rf"(?:{NUMBER}|một|hai|ba|1|2)\s*lần\s*/\s*(?:ngày|tuần|tháng|quý|năm)|(?:cứ\s+)?{NUMBER}\s+(?:ngày|tuần|tháng|giờ)\s*/\s*lần|(?:cứ\s+)?(?:mỗi\s+|hai\s+|ba\s+|sáu\s+|{NUMBER}\s+)?(?:ngày|tuần|tháng|quý|năm|học\s+kỳ)\s+(?:một|hai|1|2|01|02)\s+lần|(?:mỗi|hằng|hàng)\s+(?:ngày|tuần|tháng|quý|năm|học\s+kỳ|năm\s+học)\s+(?:(?:ít\s+nhất|tối\s+thiểu)\s+)?(?:{NUMBER}|một|hai|ba)\s+(?:lần|buổi|cuộc|kỳ)(?!\s+(?:thứ|này))|(?:ít\s+nhất|tối\s+thiểu)\s+(?:{NUMBER}|một|hai|ba)\s+(?:lần|buổi|cuộc)\s+(?:mỗi|một|trong\s+một)\s+(?:ngày|tuần|tháng|quý|năm|học\s+kỳ)"
TAIL = r"(?:\s*,?\s*(?:vào\s+|trước\s+|chậm\s+nhất\s+(?:là\s+|vào\s+|trước\s+)?){hour}?\s*(?:ngày\s+)?(?:{weekday}|\d{{1,2}}(?![\d/])(?:\s+của)?(?:\s+tháng\s+\w+(?:\s+\w+)?)?))?".format(
    hour=rf"(?:{HOUR.replace('P<hour>', 'P<hour2>').replace('P<minute>', 'P<minute2>')})",
    weekday=WEEKDAY,
)
MEETING = r"(?:kỳ\s+họp|phiên\s+họp|cuộc\s+họp|hội\s+nghị|buổi\s+họp|buổi\s+làm\s+việc|phiên\s+giao\s+ban|phiên\s+tiếp\s+công\s+dân|buổi\s+tiếp\s+công\s+dân|buổi\s+giao\s+ban|phiên|giao\s+ban|đại\s+hội)"
NEXT = r"(?:tới|sắp\s+tới|tiếp\s+theo|gần\s+nhất|kế\s+tiếp|lần\s+sau|sau|thường\s+kỳ|thường\s+lệ|định\s+kỳ|chuyên\s+đề|tháng\s+\d|lần\s+thứ|thứ\s+\S+|quý\s+[iv\d]|cuối\s+năm|giữa\s+năm|bất\s+thường)"
SEASON = r"(?:mùa\s+(?:mưa|bão|khô|lũ|hè|lễ\s+hội|tuyển\s+sinh)|tết|dịp\s+tết|dịp\s+lễ|năm\s+học\s+mới|ngày\s+khai\s+(?:mạc|giảng|trường)|ngày\s+tựu\s+trường|ngày\s+(?:toàn\s+dân|thành\s+lập|diễn\s+ra|tổ\s+chức|khánh\s+thành|đại\s+hội|giỗ|lễ|quốc\s+khánh)|lễ\s+khai\s+(?:mạc|giảng)|thềm|kỳ\s+nghỉ|kỳ\s+thi|ngày\s+bầu\s+cử|đợt|ngày\s+lễ|hạn\s+trả|ngày\s+họp|thời\s+điểm\s+khai)"

UP_TO = rf"(?:\s*,?\s*(?:cho\s+)?(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+){DAY})?"

_TABLE = (
    (RECURRING, rf"(?:vào\s+|trước\s+)?(?:{HOUR}\s*,?\s*)?(?:(?:sáng|chiều|ngày)\s+)?(?:{WEEKDAY}|ngày\s+làm\s+việc|ngày|tuần)\s+(?:đầu\s+tiên|cuối\s+cùng|thứ\s+(?:nhất|hai|ba|tư)|đầu|cuối)\s+(?:của\s+)?{EVERY}\s+{PERIOD}"),
    (RECURRING, rf"(?:vào\s+)?(?:cuối|đầu|giữa)\s+{EVERY}\s+(?:học\s+kỳ|năm\s+học|{PERIOD})"),
    (RECURRING, rf"(?:(?:báo\s+cáo\s+)?định\s+kỳ\s*,?\s*)?(?:{LATEST}\s+|trước\s+|vào\s+|từ\s+)?(?:{HOUR}\s*)?(?:các\s+)?ngày\s+(?:làm\s+việc\s+)?(?:{WEEKDAY}|cuối\s+cùng|cuối|\d{{1,2}}(?:/\d{{1,2}})?(?!\d))(?:\s+(?:của\s+)?tháng\s+(?:cuối|đầu)\s*,?)?\s*(?:của\s+)?{OFTEN}"),
    (RECURRING, rf"(?:trước\s+|vào\s+)?(?:{HOUR}\s*(?:,\s*)?)?(?:sáng\s+|chiều\s+|tối\s+)?(?:ngày\s+)?{WEEKDAY}\s+{OFTEN}"),
    (RECURRING, rf"(?:trước\s+|vào\s+|từ\s+)?(?:\d{{1,2}}\s*(?:giờ|h)\d{{0,2}}\s*(?:và|,)\s*)?{HOUR}\s*,?\s*{OFTEN}{UP_TO}"),
    (RECURRING, rf"(?:{LATEST}\s+|trước\s+|vào\s+)?(?:ngày\s+)?\d{{1,2}}/\d{{1,2}}\s+{EVERY}\s+năm"),
    (RECURRING, rf"định\s+kỳ\s*\(?(?:{OFTEN}|{NUMBER}\s+(?:tháng|tuần|ngày)(?:\s*/\s*lần|(?:\s+một\s+|\s+1\s+|\s+)lần)?|{TIMES}|tháng|quý|tuần|năm|hai\s+tuần|một\s+tuần|mỗi\s+tuần){TAIL}"),
    (RECURRING, TIMES),
    (RECURRING, rf"{OFTEN}\s*,?\s*(?:cho\s+)?(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+){DAY}"),
    (RECURRING, rf"{OFTEN}{TAIL}"),
    (RECURRING, r"định\s+kỳ(?=\s+(?:báo\s+cáo|rà\s+soát|tổng\s+hợp|kiểm\s+tra|tổ\s+chức|cập\s+nhật|đánh\s+giá|giao\s+ban|,))"),
    (DATE, rf"từ\s+(?:ngày\s+)?\d{{1,2}}(?:\s*[/.\-]\s*\d{{1,2}}(?:\s*[/.\-]\s*{YEAR})?)?\s*(?:-|đến(?:\s+hết)?|tới)\s*(?:ngày\s+)?{DAY}"),
    (DATETIME, rf"(?:{UNTIL}\s+)?(?:{HOUR})\s*,?\s*(?:vào\s+)?{ON_DAY}"),
    (DATETIME, rf"{UNTIL}\s+(?:{HOUR})\s*,?\s*(?:{WEEKDAY}\s*)?(?P<today>(?:ngày\s+|trong\s+)?(?:nay|sáng\s+mai|chiều\s+mai|hôm\s+nay|ngày\s+mai|mai|cùng\s+ngày|trong\s+ngày))(?:\s*\(\s*(?:ngày\s+)?\d{{1,2}}/\d{{1,2}}(?:/{YEAR})?\s*\))?"),
    (DATE, rf"(?:từ\s+nay\s+)?{UNTIL}\s+{ON_DAY}"),
    (DATE, rf"(?:báo\s+cáo|trình|gửi|nộp)\s(?:(?!trước|chậm|muộn|trễ|trong\s|hết|đến\s|từ\s|số\s|giờ)[^.;:,\n]){{0,60}}?\s*(?=ngày\s+\d)(?P<only>ngày\s+{DAY})(?=\s*[.;]|$)"),
    (WORKING_DAYS, rf"(?:(?:{LATEST}|trong(?:\s+(?:vòng|thời\s+hạn|thời\s+gian))?|không\s+quá|sau|thời\s+hạn|tối\s+đa)\s+)+(?P<n>{NUMBER}|một|hai|ba|bốn|năm|sáu|bảy|mười)\s+ngày\s+làm\s+việc(?:\s+(?:tới|tiếp\s+theo))?{FROM_DAY}"),
    (WORKING_DAYS, rf"(?:(?:{LATEST}|trong)\s+)(?P<n>{NUMBER})\s+ngày\s*\(?\s*làm\s+việc\)?{FROM_DAY}"),
    (DAYS, rf"(?:(?:{LATEST}|ngay\s+trong|trong(?:\s+(?:vòng|thời\s+hạn|thời\s+gian))?|không\s+quá|sau|tối\s+đa)\s+)+(?P<n>{NUMBER}|một|hai|ba|bốn|năm|sáu|bảy|mười|nửa)\s+(?P<unit>ngày|giờ|tiếng|tuần|tháng|h)(?![/\wà-ỹ])(?!\s+(?:đầu|cuối|qua))(?:\s+(?:tới|nữa|tiếp\s+theo))?{FROM_DAY}"),
    (MONTH, rf"(?:{FIRM}\s+)(?P<half>cuối\s+|giữa\s+|hết\s+|đầu\s+|nửa\s+đầu\s+)?tháng\s+{MONTHS}"),
    (MONTH, rf"(?:{FIRM}\s+)(?:các\s+)?tháng\s+\d{{1,2}}\s*(?:,|-|và|đến)\s*(?:tháng\s+)?{MONTHS}"),
    (MONTH, rf"(?P<half>cuối\s+|giữa\s+|đầu\s+)tháng\s+{MONTHS}"),
    (MONTH, rf"(?:{FIRM}\s+)(?:cuối\s+)?tháng\s+(?P<this>này|sau|tới|hiện\s+tại)"),
    (MONTH, r"(?P<this>cuối)\s+tháng(?:\s+này)?(?![\s]+\d)"),
    (QUARTER, rf"(?:{FIRM}\s+)?(?:cuối\s+|hết\s+|đầu\s+)?quý\s+(?:iv|iii|ii|i|[1-4])\s*(?:,|-|và|đến)\s*(?:quý\s+)?{QUARTERS}"),
    (QUARTER, rf"(?:{FIRM}\s+)(?:cuối\s+|hết\s+|đầu\s+)?quý\s+{QUARTERS}"),
    (QUARTER, rf"(?:cuối\s+)quý\s+{QUARTERS}"),
    (DATE, rf"(?:{FIRM}\s+)?(?P<halfyear>(?:6|06|sáu|9|09|chín)\s+tháng\s+đầu\s+năm)(?:\s+(?P<y>{YEAR}))?"),
    (DATE, rf"(?:{FIRM}\s+)(?:cuối\s+|hết\s+)?năm\s+(?P<year>{YEAR}|nay|này|sau)(?!\s*-\s*\d)(?:\s*-\s*(?P<y>{YEAR}))?"),
    (DATE, rf"(?:đến|tới)\s+(?:cuối\s+|hết\s+)?năm\s+(?P<year>{YEAR})(?=\s*,?\s*(?:phải|cần|hoàn\s+thành|giải\s+quyết|xong|cơ\s+bản))"),
    (DATE, rf"từ\s+nay\s+(?:cho\s+)?đến\s+(?:hết\s+|cuối\s+)(?P<year>năm)(?:\s+nay)?(?:\s+(?P<y>{YEAR}))?"),
    (DATE, rf"(?P<year>cuối)\s+năm(?:\s+nay)?(?:\s+(?P<y>{YEAR}))?"),
    (DAYS, r"tuần\s+(?:sau|tới)"),
    (DAYS, r"(?:ngay\s+)?(?:trong|đầu|cuối|giữa|hết)\s+(?:ngay\s+)?tuần\s+(?:này|sau|tới)|(?:ngay\s+)?trong\s+tuần(?!\s+(?:và|trước|qua|kế|tiếp|từ)|[\s,]*lũy)"),
    (DAYS, r"(?P<today>(?:ngay\s+)?(?:trong\s+(?:ngày\s+)?hôm\s+nay|trong\s+ngày(?!\s*\d)|trong\s+ngày\s+mai|trong\s+đêm\s+nay))"),
    (EVENT, rf"(?:tại|trong|trước)\s+(?:các\s+)?{MEETING}(?=[^.;:\n]{{0,60}}?\s{NEXT})[^.;:,\n]{{0,70}}?\s{NEXT}(?:[^.;:,\n]{{0,40}}(?:\d{{4}}|tháng\s+\d{{1,2}}|nhiệm\s+kỳ))?"),
    (EVENT, rf"(?:hoàn\s+thành\s+)?trước\s+(?:khi\s+(?:bước\s+)?vào\s+)?(?:{SEASON})[^.;:,\n]{{0,80}}"),
    (EVENT, r"(?:ít\s+nhất\s+)?\d{1,3}\s+(?:ngày|giờ|tháng)\s+trước\s+(?:khi|ngày|thời\s+điểm)\s+[^.;:,(\n]{3,80}"),
    (EVENT, r"(?:ngay\s+)?(?:sau|trước|ngay)\s+khi\s+(?:(?!\sđể\s)[^.;:,(\n]){3,90}"),
    (EVENT, r"(?<![\wà-ỹ])khi\s+(?:có|xảy\s+ra|phát\s+sinh|phát\s+hiện|nhận\s+(?:được|đủ))\s+[^.;:,\n]{3,80}"),
    (EVENT, r"(?:ngay\s+)?sau\s+(?:cuộc\s+họp|phiên\s+họp|hội\s+nghị|buổi\s+làm\s+việc|kỳ\s+nghỉ|tết|khi)[^.;:,\n]{0,60}"),
)  # fmt: skip
EDGE, STOP = r"(?<![\wà-ỹ])", r"(?![\wà-ỹ])"


def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(f"{EDGE}(?:{form})".replace("\n", "").replace(" ", r"\s+") + STOP)


TABLE = tuple((kind, _compiled(form)) for kind, form in _TABLE)
# the words a deadline may begin with; only there the table is tried
TRIGGER = re.compile(
    EDGE
    + r"(?:trước|trong|chậm\s+nhất|muộn\s+nhất|trễ\s+nhất|hằng|hàng|mỗi|định\s+kỳ|báo\s+cáo|trình|gửi|nộp|không|đến|tới|cho\s+đến|hết|ngay|vào|từ|xong|hoàn\s+(?:thành|tất)|kết\s+thúc|thời\s+hạn|hạn"
    r"|cuối|giữa|đầu|quý|sau|khi|tại|tối\s+đa|ngày|thứ|chủ\s+nhật|tuần|tháng|năm|một|hai|ba|sáu|chín|các\s+ngày|ít\s+nhất|sáng|chiều|tối|\d{1,3})"
    + STOP.replace("à-ỹ", "à-ỹ")
    + r"|"
    + EDGE
    + r"\d{1,2}\s*(?:h|g|giờ)"
)
