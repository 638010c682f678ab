"""Names of units and groups: small words that carry a name on, heads that need a capital behind them; as tables."""

from tasks.reading.cues import words

LONGEST_NAME = 24
ENDS = words("A|B|C|F|O|R|S|T")
CARRIES = words(
    "trong vùng|trong tỉnh|trong khu vực|trong ngành|trong hệ thống|còn lại|có|có liên quan|cấp|của|khu vực|liên|này|nêu trên|nói trên|nơi|phố|phụ trách|quan|số|thuộc|thành|tp|trên|trên địa bàn|trực thuộc|tỉnh|đó|địa phương"
)
SHORT_HEADS = words(
    "anh|chị|đội|ban|bch|bà|báo|bộ|ca|chánh|chỉ|chỉ huy|công|cảng|cục|huy|hải|học|hội|khối|kê|lãnh đạo|mặt|mặt trận|phòng|quan|quỹ|sở|thuế|thường trực|thống|thống kê|tp|trường|trạm|trận|tt|viện|vp|vụ|ông|đoàn|đài|đại|đại học"
)
BEFORE_WEAK = words(
    "cục|chi cục|đội|khu|ban|ban chỉ đạo|ban qlda|ban quản lý|bql|bệnh viện|bồi thường|chi nhánh|công ty|cơ quan|cơ sở|cấp|doanh nghiệp|dự án|hiệp hội|hội đồng|lực lượng|nhà máy|nhà đầu tư|nước|phòng|phòng, chống|quản lý|quỹ|thi công|tiểu ban|trung tâm|trường|tổ|tổ chức|tổ công tác|viện|văn phòng|xây dựng|xí nghiệp|đoàn|đoàn công tác|đào tạo|đơn vị|đầu tư|đội|ủy ban"
)
NAMELIKE = words(
    "bảo trì|bảo vệ|bồi thường|chiếu sáng|chăn nuôi|chống|cung cấp|cung ứng|khai thác|kinh doanh|kiểm định|nghiên cứu|phân phối|phòng|quy hoạch|quản lý|sản xuất|sử dụng|thi công|thiết kế|thu gom|thẩm định|tư vấn|vận chuyển|vận hành|xây dựng|điều phối|điều tra|đào tạo|đấu giá|đầu tư"
)
POINTED = words(
    "ban|bệnh viện|bộ|chi cục|chi nhánh|công an|công ty|cục|hội|ngân hàng|phòng|phường|quận|sở|thị xã|tổng cục|tổng công ty|trung tâm|trường|viện|vụ|văn phòng|xã|huyện|đội|đài|ủy ban"
)
POINTERS = words("này|nói trên|nêu trên|đó")
STRICT = words("bộ|công an|hđnd|sở|thanh tra|ubnd|văn phòng|ủy ban nhân dân")
COUNCILS = words("hđnd|hội đồng nhân dân|quốc hội|ubnd|đoàn|đoàn đbqh|ủy ban nhân dân")
PLACES = words("huyện|quận|thị trấn|thị xã|thành phố|phường|xã|đặc khu|tỉnh")
FIELD_HEADS = words("bộ|các sở|phòng|sở|vụ")
POSTS = words(
    "chủ tịch|phó chủ tịch|phó chủ tịch thường trực|giám đốc|phó giám đốc|bí thư|phó bí thư|trưởng ban|chánh văn phòng|phó chánh văn phòng|trưởng phòng|chánh thanh tra|bộ trưởng|thứ trưởng|trưởng công an"
)
