"""What orders, what only looks like it: the small tables of the forms a direction takes."""

import re


def words(rows: str) -> frozenset[str]:
    """Return the phrases of a table parted by bars."""
    return frozenset(rows.split("|"))


# families of words that are deeds: modal, verb, weak verb, “phối hợp”
DEEDS = words("A|C|V|W")
# between the order and the name
FILLERS = words(",|:|cho|cụ thể|luôn|ngay|nhiệm vụ|rõ|thêm|trách nhiệm|trực tiếp|đối với")
# after these “yêu cầu”, “chỉ đạo” is a noun, or an order of another text
CITED = words(
    "các|có|công tác|của|do|không|kiến nghị|một số|nhiều|nhiệm vụ|như|những|nội dung|sự|theo|thực hiện|tinh thần|trước|việc|văn bản|về|với|ý kiến|đã được|đúng|được|để"
)
# these may order without a name
FREE_ORDERS = words("chỉ đạo|giao|giao nhiệm vụ|giao trách nhiệm|yêu cầu|đề nghị")
# what a unit that was given a task does itself (“UBND xã chỉ đạo các thôn …”)
OWN_DEEDS = words("chỉ đạo|nhắc nhở|đề nghị các|ủy quyền|ủy quyền cho")
# these may follow a comma: “đồng ý chủ trương, giao X …”
GIVING = words(
    "giao|giao cho|giao nhiệm vụ|giao nhiệm vụ cho|giao trách nhiệm cho|phân công|thống nhất giao|yêu cầu|đề nghị|đồng ý giao|ủy quyền|ủy quyền cho"
)
# these order only when a deed follows the name at once
GENTLE = words("lưu ý|nhắc nhở|đôn đốc")
# after these even the head of the city is given a duty
STRONG = words(
    "chịu trách nhiệm|chịu trách nhiệm toàn diện|chủ trì|chủ động|có nhiệm vụ|có trách nhiệm|cần|cần phải|khẩn trương|là cơ quan chủ trì|là cơ quan đầu mối|là đầu mối|làm đầu mối|nghiêm túc|phải|tiếp tục|trực tiếp|tập trung"
)
# these order also when nobody is named
MUST = words("bắt buộc|cần|cần phải|dứt khoát|nhất thiết|phải|yêu cầu|đề nghị")
# what others are made to do: their “phối hợp với” is theirs
CAUSES = words(
    "chỉ đạo|cử|giao|huy động|hướng dẫn|khuyến khích|kiến nghị|kêu gọi|mời|phân công|tuyên truyền|vận động|yêu cầu|đôn đốc|đề nghị"
)
# what opens a sentence before its subject
BEGINNINGS = words(
    "cũng|bên cạnh|bên cạnh việc|chiều|cùng|cùng với|cùng với việc|căn cứ|do|giai đoạn|hiện|hôm nay|khi|liên quan|liên quan tới|liên quan đến|ngay|ngay sau khi|ngoài|ngoài việc|ngày|nhân|nhận thức|nhằm|nếu|phát huy|qua|riêng|sau khi|sáng|theo|thời gian tới|thực hiện|tiếp tục|triển khai|trong|trên cơ sở|trước|trước khi|trước mắt|trước những|trước thực trạng|trước tình hình|trường hợp|tại|từ|từng bước|việc|về|với|xét|đến nay|để|đối với"
)
# between “phối hợp” and the names
JOINERS = words(",|:|chặt chẽ|cùng|cả|giữa|hiệu quả|thường xuyên|tốt|và|với|với cả")
# between the issuer and the order
BETWEEN = words(
    "còn|cùng|cũng|kiên quyết|liền|luôn|một lần nữa|mới|ngay|nghiêm túc|nhấn mạnh|nhấn mạnh và|quyết định|sẽ|thì|thống nhất|tiếp tục|tiếp đó|và|vẫn|vừa|vừa qua|đã|đã có|đặc biệt|đồng thời|đồng ý"
)
# a closing that orders nothing in particular: all its words are among these
GENERAL = words(
    "ban|biết|báo|bản|bảo|bộ|chỉ|chỉnh|chủ|chức|cuộc|các|có|công|cùng|căn|cơ|cấp|cần|cầu|cụ|của|cứ|dung|dân|dưới|giao|giám|giải|hiện|hiệu|hoạch|huyện|họp|hội|hợp|khai|khẩn|kiến|kế|kết|kịp|liên|liệt|luận|làm|lãnh|lấy|hài|lòng|thước|đo|làm|sự|mình|mắt|mọi|một|nghiêm|nghị|ngành|người|nhiệm|nhân|như|nhất|nhằm|những|này|nêu|nói|năng|nội|pháp|phân|phó|phương|phường|phạm|phải|phận|phố|phối|quan|quy|quyết|quyền|quán|quả|quận|sau|số|sở|theo|thành|thông|thần|thẩm|thể|thị|thời|thủ|thực|tinh|tiến|tiếp|triển|triệt|trong|trung|trách|trên|trương|trước|trưởng|trọng|tâm|túc|tại|tập|tỉnh|tịch|tốt|tổ|tới|tục|ubnd|vi|việc|và|văn|vị|với|vụ|xã|yêu|ý|điện|đây|đúng|đơn|được|đạo|đảm|đầu|đầy|đến|để|địa|định|đồng|độ|động|đủ|đứng|ủy"
)
SET_OUT = words("quán triệt|thực hiện|triển khai")
# what somebody says who stands above: a duty may follow
STATES = words("cho rằng|nhấn mạnh|nêu rõ|khẳng định|lưu ý|nói|quán triệt|yêu cầu rõ|chỉ rõ")
# what a unit is called behind its name
ATTRIBUTES = words("cơ quan|doanh nghiệp|đơn vị|nhà thầu|chủ đầu tư|tổ chức")
# somebody who asks others does not do it as a duty
PERSONS = ("chủ tịch", "phó chủ tịch", "bí thư", "phó bí thư", "ông ", "bà ", "chị ", "anh ")
# ties that begin another subject: “…, do đó Sở X cần …”
TURNS = words("do đó|vì vậy|vì thế|do vậy|trong khi đó|còn|riêng|đồng thời|sau đó|theo đó|từ đó")
# after a comma only these make a name the subject of a duty of its own
DUTIES = words("cần|cần phải|có nhiệm vụ|có trách nhiệm|phải|bắt buộc|cũng cần|không được")
# what a head of the city “chủ trì” without being told
MEETINGS = words(
    "buổi|buổi họp|buổi làm việc|cuộc|cuộc họp|giao ban|họp|hội nghị|hội thảo|lễ|phiên|phiên họp"
)
DONE_ALREADY = re.compile(
    r"đã (?:làm|thực hiện|hoàn thành|giải quyết)? ?xong|đã hoàn thành(?! việc)"
)
# chunks; an issuer's name is never farther from its verb
NEAR = 40
# names that order
AUTHORITIES = (
    "chủ tịch", "phó chủ tịch", "thủ tướng", "phó thủ tướng", "chính phủ", "bí thư", "phó bí thư", "lãnh đạo", "ông ", "bà ", "đồng chí", "thường trực", "bộ trưởng", "thứ trưởng", "ban thường vụ", "thành ủy", "tỉnh ủy", "người đứng đầu", "ubnd tỉnh", "ubnd tp", "ubnd thành phố", "ủy ban nhân dân tỉnh", "ủy ban nhân dân thành phố", "uỷ ban nhân dân", "hđnd", "thành phố", "tỉnh", "tp", "chủ tọa", "giám đốc",
)  # fmt: skip
# told by the government
PROVINCES = (
    "ubnd", "ủy ban nhân dân", "uỷ ban nhân dân", "tỉnh", "thành phố", "tp", "chủ tịch ubnd", "chủ tịch ủy ban", "bí thư tỉnh ủy", "tỉnh ủy", "thành ủy", "hđnd",
)  # fmt: skip
# a name with one of these is no authority
BELOW = (
    "các", "phường", " xã", "quận", "huyện", "thị xã", "đặc khu",
)  # fmt: skip
# the body itself
SELVES = words(
    "chính phủ|huyện|thành phố|thủ tướng|thủ tướng chính phủ|tp|tỉnh|ubnd thành phố|ubnd tp|ubnd tỉnh|ủy ban nhân dân thành phố|ủy ban nhân dân tỉnh"
)


def is_authority(name: str, *, central: bool = False) -> bool:
    """Whether the name is one that orders: the head of the city, the government, a person who presides.

    In a text of the government (``central``) a province is told, and does not tell.
    """
    if central and name.startswith(PROVINCES):
        return False
    return name.startswith(AUTHORITIES) and not any(word in name for word in BELOW)


def is_self(name: str) -> bool:
    """Whether the name is the body itself (“thành phố”, “UBND tỉnh”), told by somebody above or asked by somebody below."""
    return name in SELVES or (
        name.startswith(("thành phố ", "ubnd tp", "ubnd thành phố", "ubnd tỉnh"))
        and not any(word in name for word in BELOW)
    )


# “nếu chậm trễ, X chịu trách nhiệm”: a penalty, no duty
PENALTY = re.compile(r"(?:nếu|khi) (?:để )?(?:xảy ra|chậm|không hoàn thành|vi phạm)")
# words of names that mean everybody
EVERYBODY = words(
    "các|sở|ban|bộ|ngành|đơn|vị|cơ|quan|địa|phương|cấp|chức|năng|liên|thành|phố|tỉnh|,|và|toàn|thể"
)


def is_everybody(names: tuple[str, ...]) -> bool:
    """Whether the names only mean everybody (“các sở, ngành, địa phương”)."""
    return all(
        word in EVERYBODY for name in names for word in name.lower().replace(",", "").split()
    )
