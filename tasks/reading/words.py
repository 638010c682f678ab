"""The words of Vietnamese directions, as tables: what orders, what is done, who is named, what only looks like it.

Each row is a family of phrases, parted by bars; the longest phrase that fits a place wins. All in small letters.
"""

from typing import Any

ORDER, MODAL, VERB, WEAK, NOUN = "O", "A", "V", "W", "N"
HEAD, GROUP, MANY, STOP, PAST, SAY, JOIN, LINK, PASSIVE, FUTURE = "H", "G", "Q", "S", "T", "R", "C", "L", "B", "F"  # fmt: skip

# giao X, yêu cầu X, … : somebody is told to do something
ORDERS = """
nhắc nhở|giao|giao cho|giao nhiệm vụ|giao nhiệm vụ cho|giao trách nhiệm|giao trách nhiệm cho|yêu cầu|đề nghị|chỉ đạo|phân công
|ủy quyền|ủy quyền cho|phân giao|giao thêm|giao ngay|đồng ý giao|thống nhất giao|nhất trí giao|tiếp tục giao
|đồng ý đề nghị|thống nhất đề nghị|đồng ý phân công|thống nhất phân công|đề nghị và giao|yêu cầu và giao|chỉ thị|ra lệnh cho
|giao việc cho|trước mắt giao|tạm giao|đề xuất giao|lệnh cho|thống nhất ủy quyền|đồng ý ủy quyền|chỉ đạo giao
|yêu cầu đối với|lưu ý|đôn đốc|chỉ đạo và yêu cầu|tiếp tục yêu cầu|đ/n|y/c|giao thêm cho|gia hạn cho|tiếp tục đề nghị|hoan nghênh và đề nghị
"""
# words before the deed: how, must, still
MODALS = """
khẩn trương|chủ động|tập trung|tiếp tục|tích cực|nghiêm túc|kịp thời|thường xuyên|trực tiếp|cần|cần phải|phải|sớm|nhanh chóng|ngay
|có trách nhiệm|chịu trách nhiệm|chịu trách nhiệm toàn diện|có nhiệm vụ|quyết liệt|chủ trì|đồng chủ trì|làm đầu mối|là đầu mối|là cơ quan chủ trì
|là cơ quan đầu mối|đầu mối|dứt khoát|nhất thiết|tuyệt đối|ưu tiên|rốt ráo|gấp|gấp rút|kiên quyết|đồng loạt|bám sát|cũng|vẫn|còn
|theo chức năng|theo nhiệm vụ|theo thẩm quyền|căn cứ chức năng|định kỳ|hằng ngày|hằng tuần|hằng tháng|hằng quý|hằng năm|hàng ngày
|hàng tuần|hàng tháng|hàng quý|hàng năm|trước mắt|phát huy|đặc biệt|nhanh|tự|nâng cao|phấn đấu|nỗ lực|nghiêm|bắt buộc|lập tức|ngay lập tức
|đảm nhiệm|phụ trách chính|tạm thời|không được|không để|tuyệt đối không|cương quyết|mạnh dạn|sẵn sàng|thống nhất|đồng bộ|toàn diện|thật sự|thực sự|đặc biệt là
|từng bước|chú ý|lưu ý|chú trọng|quan tâm|luôn|phải được|cần được|nên|hãy|nhất quyết|khẩn cấp|đột xuất|liên tục|trong thẩm quyền|nghiêm chỉnh|triệt để|kiên trì
|theo phân công|theo phân cấp|theo lĩnh vực|ngoài việc|bên cạnh việc|cùng với việc|một mặt|hết sức|bằng mọi giá|chính thức|cố gắng|gương mẫu|nhanh
"""
# deeds that begin what is to be done, and never stand inside a unit's name
VERBS = """
tạm đình chỉ|tạm ngừng|tạm giữ|tạm cấp|tổng kiểm tra|tổng rà soát|tổng vệ sinh|tổng kiểm kê|mở lớp|mở đợt|
rà soát|rà lại|tham mưu|báo cáo|đề xuất|hướng dẫn|đôn đốc|tổng hợp|lập|trình|gửi|nộp|hoàn thành|hoàn thiện|hoàn chỉnh|hoàn tất|bổ sung|triển khai|thực hiện
|ban hành|công bố|công khai|tiếp thu|giải trình|làm rõ|làm việc|mời|đẩy nhanh|đẩy mạnh|tăng cường|theo dõi|khảo sát|bố trí|cân đối|cung cấp
|chuẩn bị|phân tích|giải quyết|tháo gỡ|trả lời|phản hồi|thống kê|đánh giá|xác minh|xác định|làm tốt|tuyên truyền|vận động|phổ biến|quán triệt|đảm bảo
|bảo đảm|chấn chỉnh|khắc phục|kiểm điểm|thu hồi|bàn giao|tiếp nhận|phê duyệt|thẩm tra|cập nhật|điều chỉnh|sửa đổi|mở rộng|nâng cấp|ra quân|cho ý kiến
|góp ý|tham gia|tham dự|đăng ký|đăng tải|thông báo|thông tin|phân bổ|giải ngân|quyết toán|nghiệm thu|khởi công|lắp đặt|đưa|đưa vào|tạo điều kiện|tạo thuận lợi
|hoàn trả|kiểm kê|lựa chọn|lấy ý kiến|xin ý kiến|lên phương án|có phương án|có kế hoạch|có văn bản|có báo cáo|có giải pháp|có biện pháp|có ý kiến|ký|ký kết
|thành lập|kiện toàn|bố cục|phân loại|phân luồng|cắm|di dời|tháo dỡ|cưỡng chế|giải tỏa|nạo vét|sửa chữa|trồng|trồng thêm|mở|mở cửa|đóng|tạm dừng|dừng|đình chỉ
|chấm dứt|ngăn chặn|truy xuất|truy tìm|điều tra|khởi tố|lập hồ sơ|lập biên bản|thu thập|huy động|phân định|chuyển|chuyển giao|nhân rộng|sơ kết|tổng kết|rút kinh nghiệm
|tổ chức|quản lý chặt|siết chặt|thắt chặt|thay thế|cắt giảm|rút ngắn|đơn giản hóa|số hóa|công nhận|khen thưởng|động viên|chi trả|thanh toán|miễn giảm|gia hạn
|thiết lập|thí điểm|nghiên cứu|xem xét|cho phép|chấp thuận|giám định|lấy mẫu|kiểm nghiệm|phun|tẩy độc|khử khuẩn|cách ly|khoanh vùng|dập dịch|khám|tiêm|cấp phát|cứu chữa
|tìm kiếm|trực|trực ban|tuần tra|túc trực|ứng trực|phân công|phân cấp|ủy quyền|chỉ đạo|giao|yêu cầu|đề nghị|kiến nghị|đàm phán|thương thảo|làm thủ tục|hoàn tất thủ tục
|khai thông|thông tuyến|thông xe|vệ sinh|dọn dẹp|thu dọn|chỉnh trang|chỉnh lý|bổ nhiệm|tuyển dụng|bồi dưỡng|tập huấn|quy định|tập hợp|giới thiệu|quảng bá
|kêu gọi|thu hút|xúc tiến|hỗ trợ|giúp|giúp đỡ|chăm lo|chăm sóc|thăm hỏi|tặng quà|điều động|luân chuyển|tăng|giảm|giữ|giữ vững|duy trì|khai thác|khai trương|vận dụng|áp dụng
|sử dụng|nắm|nắm bắt|nắm chắc|nắm tình hình|dự báo|cảnh báo|phát hiện|phản ánh|tiến hành|thông qua|tổ chức thực hiện|tổ chức triển khai|phát động|vào cuộc|bám sát
|kết nối|liên hệ|trao đổi|đối thoại|tiếp|tiếp dân|tiếp công dân|thu|thu nộp|nộp hồ sơ|chốt|xử phạt|xử lý nghiêm|xử lý dứt điểm|kỷ luật|làm|chịu|lo|tính toán|tính|so sánh|đối chiếu
|đo đạc|cắm mốc|bóc tách|phân khai|điều tiết|điều phối|vận hành|giám sát|kiểm tra|xử lý|kiểm soát|khơi thông|hút|thu gom|đấu thầu|đấu giá|tuân thủ|chấp hành|ưu tiên bố trí
|lồng ghép|thể chế hóa|cụ thể hóa|luật hóa|hiện đại hóa|tự kiểm tra|tự rà soát|dành|xong|lắp|cử|tạo|nhắc|xem|xem lại|xét|soạn|soạn thảo|dự thảo|viết|in|phát hành
|đào tạo lại|dạy|nuôi|bảo quản|bảo dưỡng|bảo trì|duy tu|thảm|rải|lát|xóa|xóa bỏ|loại bỏ|hủy|hủy bỏ|bãi bỏ|đề ra|khuyến khích|cắt|khoán|cấm|bắn|treo|chiếu sáng
|thỏa thuận|tư vấn cho|tư vấn|chọn|hợp tác|khai báo|kê khai|tố giác|phòng ngừa|phòng chống|phòng, chống|đấu tranh|trấn áp|triệt phá|truy quét|ngăn ngừa|hạn chế|khống chế|đề phòng
|giám sát chặt|niêm yết|đính chính|hiệu chỉnh|rà quét|tích hợp|chia sẻ|đồng bộ hóa|kết thúc|bắt đầu|khởi động|tái lập|khôi phục|phục hồi|phục dựng|tôn tạo|bảo tồn|gìn giữ
|chia|phân chia|chấm|chấm điểm|xếp hạng|xếp loại|xây|quy hoạch lại|quay|chụp|ghi|ghi nhận|ghi chép|lưu trữ|lưu|trả|trả kết quả|giải thích|thuyết minh|minh bạch|bàn|họp|giao ban
|ưu tiên nguồn lực|hoàn|cấp|cấp đổi|cấp giấy|kiểm định|nhập|xuất|mua|mua sắm|bán|thuê|cho thuê|điều hành|đề cao|phủ xanh|sắp xếp|bố trí lại|hợp nhất|sáp nhập|giải thể|tinh giản
|chịu sự|đối soát|quyết định|nêu rõ|nêu|chỉ rõ|chứng minh|thi công|xây dựng|phát triển|bảo vệ|đầu tư|quản lý|phục vụ|đào tạo|bồi thường|ứng phó|sản xuất|kinh doanh|tích trữ|dự trữ
|bình ổn|cung ứng|vận chuyển|điều trị|phòng|chống|giải phóng|ổn định|xả|đóng góp|ủng hộ|trợ giúp|cứu trợ|di chuyển|sơ tán|gia cố|neo|chằng chống|tiêu úng|bơm|tưới|gieo|thu hoạch
|quan trắc|thả|chặt|tỉa|cắt tỉa|bịt|lấp|đổ|san|rào|căng|kẻ|vẽ|sơn|lắng nghe|đón|đón tiếp|phục vụ tốt|thu phí|tạm ứng|ứng vốn|bỏ|tách|gộp|gỡ|gỡ vướng|đeo bám|theo sát|thanh tra
|kiểm đếm|phối hợp kiểm tra|hòa giải|trích|chi|vận động nhân dân|quy hoạch|thiết kế|thẩm định|lên kế hoạch|xử lý kỷ luật|thay đổi|đổi mới|cải tiến|cải thiện|cải cách|cải tạo|chuyển đổi|bảo đảm an toàn
|trả lương|hoãn|lùi|chọn lọc|kiểm chứng|rút|làm mới|nhận|nhận diện|tra cứu|liên thông|ngừng|bứt phá|lan tỏa|phủ sóng|kéo điện|đấu nối|thực thi|tăng tốc|hành động|ngưng|lãnh đạo|sắp xếp lại|sắp lịch|chốt|báo lại|cho mượn|dẹp|cử tuyển|cử người|bám nắm|nắm lại|phát|phát quang|phun thuốc|thả|gắn|niêm phong|chuyển đến|chuyển về|định hướng|khắc phục ngay|tra soát|đưa ra|đề bạt|trồng lại|làm việc với|sơ kết|vớt|phát huy vai trò|quyết tâm
"""
# deeds that also stand inside names (“đơn vị thi công”, “dự án đầu tư xây dựng”)
WEAKS = """
xây dựng|quản lý|đầu tư|phát triển|bảo vệ|phòng chống|phòng, chống|điều hành|phục vụ|đào tạo|kiểm tra|giám sát|kiểm soát|cung ứng|cung cấp|vận hành|thiết kế
|thi công|tư vấn|khai thác|kinh doanh|sản xuất|bồi thường|xử lý|quy hoạch|quan trắc|thu gom|vận chuyển|cải cách|chuyển đổi|điều phối|thẩm định|ứng phó|thanh tra|thu|cấp
|điều tra|giải phóng|nghiên cứu|tổ chức|hỗ trợ|xúc tiến|giữ|phân phối|chống|phòng|cứu hộ|chăn nuôi|bảo trì|duy tu|thực hiện|triển khai|sử dụng|trồng|nuôi|dạy|tiếp nhận|lắp đặt
|chủ trì|tham mưu|cho thuê|chiếu sáng|đấu giá|đấu thầu|kiểm định|bảo tồn|bơm|thu phí|giúp|quản lý chặt|hòa giải|cải tạo|tiếp công dân|mua|bán|nhập|xuất|chuyển|bảo đảm
"""
# nouns that begin like a deed or an order
NOUNS = """
phòng hộ|trong vùng|trong tỉnh|trong khu vực|trong ngành|trong hệ thống|đi qua|đặc dụng|giao thông|giao dịch|giao đất|giao rừng|giao nhận|giao mùa|giao lưu|giao diện|giao kế hoạch|theo yêu cầu|đáp ứng yêu cầu|các yêu cầu|những yêu cầu|nhu cầu|theo đề nghị|văn bản đề nghị|tờ trình
|hồ sơ đề nghị|ý kiến chỉ đạo|ban chỉ đạo|chương trình|công trình|quá trình|quy trình|lộ trình|tiến trình|theo chỉ đạo|sự chỉ đạo|chỉ đạo điều hành|công tác chỉ đạo|nội dung chỉ đạo|các chỉ đạo|văn bản chỉ đạo
|công tác phối hợp|quy chế phối hợp|theo phân công|sự phối hợp|đơn đề nghị|đề nghị của|yêu cầu của|chỉ đạo của|báo cáo của|kiến nghị của|đề xuất của|phản ánh của|được giao|đã giao|theo báo cáo|nội dung báo cáo|các báo cáo
|chế độ báo cáo|công tác báo cáo|các dự án|dự án|kế hoạch|kết quả|quyết định số|nội dung yêu cầu|mục tiêu|yêu cầu kỹ thuật|yêu cầu nhiệm vụ|chỉ tiêu được giao|nhiệm vụ được giao|thẩm quyền được giao|kế hoạch được giao|chỉ tiêu giao
|dự toán giao|hệ thống|đường bộ|đường sắt|đường thủy|chủ trương đầu tư|vốn đầu tư|mặt bằng|cán bộ|cùng dự|cùng ngày|cùng tham dự|cùng đi|cùng kỳ|nội bộ|bộ phận|toàn bộ|đồng bộ|tiến bộ|bộ máy|bộ đội|cơ sở dữ liệu|cơ sở hạ tầng|cơ sở pháp lý|đồng hồ|phòng học|phòng dịch|phòng cháy|thông tư|trường hợp|môi trường|thị trường|hiện trường|công trường|chủ trương|quảng trường|lập trường
|có liên quan|liên quan|nêu trên|nói trên|trực thuộc|trực thuộc trung ương|trên đây|nêu tại|trách nhiệm|khó khăn|vướng mắc|khối lượng|tình hình|tiến độ|kinh phí|ngân sách|nguồn vốn|đời sống|an ninh|trật tự|an toàn|công nghiệp|công nghệ|nông nghiệp|tài nguyên|tổ chức cá nhân|tổ chức, cá nhân|tổ chức chính trị|kết cấu|hạ tầng|đội ngũ|đội vốn|tổ hợp|tổ dân phố
|hội trường|hội họp|hội thảo|hội nghị|ban ngày|ban đầu|ban đêm|ban công|vụ việc|vụ án|vụ cháy|vụ đông|vụ mùa|mùa vụ|nhiệm vụ|dịch vụ|nghĩa vụ|công vụ|chức vụ|phục vụ cho|viện dẫn|viện trợ|tự quản|trạm thu phí|trạm biến áp|đài tưởng niệm|khu vực|khu công nghiệp|khu kinh tế|khu dân cư|khu đô thị|khu phố
|giao khoán|giao thương|giao thừa|giao tiếp|giao nộp|lập pháp|độc lập|công lập|thiết lập hồ sơ|cấp bách|cấp thiết|cấp nước|cấp điện|cấp thoát nước|thoát nước|khẩn cấp|nâng cấp đường|cấp xã|cấp huyện|cấp tỉnh|cấp trên|cấp dưới|cấp ủy|cấp phép|các cấp|hai cấp|cùng cấp|trung cấp|cao cấp
|in ấn|mở đầu|chi phí|chi tiết|chi tiêu|chi thường xuyên|chi đầu tư|thu ngân sách|thu nhập|đường|ký hiệu|chữ ký|thời kỳ|định kì|kỳ họp|học kỳ|làm ăn|lo ngại|báo chí|chịu thuế|phương án|mô hình|phong trào|cuộc vận động|lĩnh vực|nhân dân|người dân|doanh thu|in sao|tăng trưởng|cải cách hành chính|thủ tục hành chính|thủ tục đầu tư
"""
# who: the first words of a unit, a body, a post
HEADS = """
đài tiếng nói|anh|chị|ban quản trị|viễn thông tỉnh|viễn thông thành phố|ban thường trực|đội|sở|bộ|ban|ubnd|ủy ban nhân dân|ủy ban|hđnd|hội đồng nhân dân|hội đồng|văn phòng|công an|ca|thanh tra|cục|chi cục|tổng cục|vụ|trung tâm|công ty|tổng công ty|tập đoàn
|ngân hàng|viện|bệnh viện|trường|trạm|kho bạc|bảo hiểm xã hội|bhxh|cơ quan bảo hiểm xã hội|hội|liên đoàn|liên minh|mặt trận|ủy ban mặt trận|mttq|thành đoàn|tỉnh đoàn|đoàn|quỹ|báo|đài|hải quan|thuế|tổ công tác|ban chỉ đạo|điện lực|tòa án|viện kiểm sát|cảng vụ|hạt kiểm lâm
|xí nghiệp|hợp tác xã|chính quyền|ban quản lý|bql|ban qlda|bộ chỉ huy|ban chỉ huy|bch|bộ tư lệnh|bộ đội biên phòng|đảng ủy|thành ủy|tỉnh ủy|quận ủy|huyện ủy|ban thường vụ|thường trực|chủ tịch|phó chủ tịch|phó chủ tịch thường trực|giám đốc|phó giám đốc|thủ trưởng|người đứng đầu|đồng chí|đ/c|ông|bà|thứ trưởng|bộ trưởng|bộ trưởng, chủ nhiệm|chánh văn phòng|phó chánh văn phòng|chánh thanh tra|trưởng ban|trưởng phòng|bí thư|phó bí thư
|thủ tướng|phó thủ tướng|chính phủ|lãnh đạo|tổng giám đốc|hiệu trưởng|tư lệnh|văn phòng chính phủ|vpcp|văn phòng ubnd|vp ubnd|kiểm toán|thống kê|chi nhánh|hiệp hội|công đoàn|đội quản lý thị trường|cảnh sát|lực lượng cảnh sát|cơ quan cảnh sát điều tra|cảnh sát giao thông|csgt|quản lý thị trường|ttcp|nhnn|evn|evnhcmc|evnhanoi|vec|vnpt|viettel|petrolimex|trưởng công an|phòng giáo dục|phòng cảnh sát
|tổ giúp việc|tổ liên ngành|đoàn kiểm tra|đoàn liên ngành|đoàn công tác|đoàn thanh tra|khu quản lý|khu quản lý đường bộ|sở này|tổ trưởng|trưởng thôn|chủ nhiệm|tổng biên tập|viện trưởng|chánh án|cục trưởng|vụ trưởng|tổng cục trưởng|chi cục trưởng|chỉ huy trưởng|chỉ huy|thường trực ủy ban|đảng đoàn|ban cán sự|học viện|nhà hát|bảo tàng|thư viện|vườn quốc gia|nhà máy|đại học|quân khu|bưu điện|hội nông dân|hội phụ nữ|hội cựu chiến binh|hội liên hiệp phụ nữ|viễn thông|xổ số|phòng
|chánh|phó trưởng ban|phó tổng giám đốc|trưởng đoàn|trưởng ban quản lý|cơ quan thường trực|tổ thư ký|ban tổ chức|tiểu ban|liên danh|nhà đầu tư|nhà thầu|chủ đầu tư|đơn vị tư vấn|tư vấn giám sát|đơn vị thi công|cơ quan chủ trì|đơn vị chủ trì|cơ quan điều tra|cơ quan thuế|cơ quan công an|tp|tphcm|cảng hàng không|cảng|bqlda|khối|đảng bộ|chi bộ|ban giám đốc|ban giám hiệu|vụ pháp chế|hội đồng thẩm định|vp|tt|ttx|kbnn|cap|cty|trưởng kp|trưởng khu phố|trưởng ấp|kế toán|ban điều hành|ubmttq|ủy ban mttq|đảng ủy ubnd|ủy ban kiểm tra|viettel|mobifone|ban tiếp công dân|ban tuyên giáo|ban nội chính|ban dân vận|ban kinh tế|văn phòng thành ủy|văn phòng tỉnh ủy|bí thư đảng ủy|trưởng trạm|hạt|bến xe|ga|trưởng ban chỉ đạo|phó thủ tướng thường trực|báo và phát thanh, truyền hình|báo và đài phát thanh - truyền hình|đài phát thanh - truyền hình|đài phát thanh và truyền hình|các đồng chí
"""
# common nouns for many: with “các”, or alone before a deed
GROUPS = """
nhà khoa học|chuyên gia|nhà trường|nhà đầu tư|hợp tác xã|hộ kinh doanh|bên|sở|ban|ngành|bộ|đơn vị|cơ quan|địa phương|chủ đầu tư|doanh nghiệp|quận|huyện|phường|xã|thị xã|thành phố|tỉnh|thị trấn|đặc khu|nhà thầu|thành viên|trường|trường học|bệnh viện|ngân hàng|hội|đoàn thể|tổ chức|cá nhân|cục|vụ|viện|đồng chí|lực lượng|lực lượng chức năng|cơ quan chức năng|tập đoàn|tổng công ty|công ty|hiệp hội|chi cục|ban quản lý|ban qlda|trung tâm|tổ công tác|phòng|phòng ban|phòng, ban|cấp|cấp ủy|cấp chính quyền|chính quyền|nhà mạng|nhà đầu tư|cơ sở|hợp tác xã|tổ|đội|đoàn|quận huyện|sở ngành|sở ban ngành|bộ ngành|ban ngành|phường xã|xã phường|cơ sở giáo dục|cơ sở y tế|cơ sở khám bệnh, chữa bệnh|đơn vị thi công|đơn vị tư vấn|tư vấn|địa bàn|thôn|ấp|tổ dân phố|khu phố|hộ|hộ dân|chủ cơ sở|chủ đầu tư|cán bộ|công chức|cán bộ, công chức|cơ quan báo chí|cơ quan thông tấn|báo|đài|bên|khối|cụm|mặt trận|tổ chức chính trị - xã hội|hội đồng|thủ trưởng|giám đốc|chủ tịch|bí thư|bộ trưởng|tiểu ban|nhóm|đầu mối|ủy ban|ubnd|công an|trạm|nhà trường|lãnh đạo|cơ quan, đơn vị|đơn vị vận hành|ban chỉ đạo|ban đảng|ban của hđnd|liên đoàn|tổng cục|viện kiểm sát|tòa án|cơ quan tham mưu|phó chủ tịch|người đứng đầu|trưởng phòng|cơ quan tố tụng|cơ quan tư pháp|chủ hồ|chủ hồ chứa|chủ rừng|chủ dự án|chủ tàu|hộ kinh doanh|tổ chức tín dụng|nhà máy|lực lượng vũ trang|cơ sở sản xuất
"""
MANYS = "các|những|từng|mỗi|mọi|toàn thể|tất cả|tất cả các|hai|ba|bốn|toàn bộ các|một số|cả hai"
# what ends a name and begins something else
STOPS = """
ở|thường|hiện nay|thời gian qua|về|để|trong|nhằm|khi|sau khi|trước khi|ngay sau khi|tại|theo|qua|từ|đến|với|cho|vào|bằng|nếu|mà|thì|là|do|gồm|bao gồm|căn cứ|trên cơ sở|trước|sau|trước ngày|chậm nhất|muộn nhất|trong tháng|trong quý|trong vòng|như|nhưng|nên|vì|bởi|do đó|đồng thời|đối với|liên quan đến|liên quan tới|dưới|ngoài|bên cạnh|giai đoạn|được|bị|không|chưa|hoặc là|thay|kể từ|nhận được|cùng nhau
"""
PASTS = "đã|vừa|mới đây|đang|từng|đã được|đã có|vừa qua|đã và đang|chưa"
FUTURES = "sẽ|dự kiến|sẽ được|muốn|mong muốn|hứa|cam đoan|xin|khẳng định|cam kết sẽ"
# reporting: what follows was said, not ordered
SAYS = """
kết luận sơ bộ|phân trần|nói thẳng|thông báo rằng|kiến nghị rằng|hứa sẽ|giãi bày|than|cho biết|cho hay|cho rằng|nói|phát biểu|khẳng định|nhận định|đánh giá cao|ghi nhận|biểu dương|chia sẻ|thừa nhận|giải thích|bày tỏ|nêu vấn đề|nhận xét|cảm ơn|chúc mừng|hoan nghênh|thông tin thêm|lý giải|kể|đặt vấn đề|trả lời báo chí|băn khoăn|trăn trở|nêu thực trạng|đặt câu hỏi|phê bình nghiêm khắc|nghiêm khắc phê bình|là một trong|là đơn vị|đạt|đồng tình|tin tưởng|nghe|kết luận như sau|kỳ vọng|cam kết|phê bình|nhất trí|cơ bản thống nhất|cơ bản nhất trí|đồng ý|hứa|mong|mong muốn|còn tình trạng|nhất trí với|thống nhất với báo cáo
"""
JOINS = """
phối hợp|phối hợp với|phối hợp cùng|phối hợp cùng với|phối hợp chặt chẽ|phối hợp chặt chẽ với|phối hợp chặt chẽ cùng|phối hợp chặt với|phối hợp tốt với|cùng|cùng với|chủ trì cùng|chủ trì cùng với|cùng phối hợp với|phối hợp, hỗ trợ|phối hợp hiệu quả với|phối hợp hiệu quả|phối hợp đồng bộ với|phối hợp nhịp nhàng với|phối hợp tốt|phối, kết hợp với|phối kết hợp với|kết hợp với|thống nhất với|phối hợp thường xuyên với|hợp tác với|chung tay với|phối hợp, thống nhất với|thống nhất, phối hợp với|chủ trì phối hợp|chủ trì phối hợp với|chủ trì phối hợp cùng|chủ trì phối hợp chặt chẽ với|chủ động phối hợp|chủ động phối hợp với|tham gia phối hợp với
"""
PASSIVES = "cũng được đề nghị|cũng được yêu cầu|cũng được giao|được giao|được yêu cầu|được phân công|được chỉ đạo|được đề nghị|được ủy quyền|được giao nhiệm vụ|được giao trách nhiệm|chịu trách nhiệm được giao|được thành phố giao|được giao chủ trì|được giao cho"
# what ties a sentence to the one before
LINKS = """
trong khi đó|trong khi|đặc biệt|đồng thời|bên cạnh đó|ngoài ra|theo đó|mặt khác|cùng với đó|cùng đó|riêng|cụ thể|cụ thể là|do đó|vì vậy|từ đó|song song đó|song song với đó|tiếp đó|sau đó|trong đó|hơn nữa|vì thế|do vậy|tiếp theo|trước hết|trước đó|cuối cùng|qua đó|thêm vào đó|nhân dịp này|song|tuy nhiên|còn lại|nhất là
"""
FAMILIES = (
    (WEAK, WEAKS), (VERB, VERBS), (GROUP, GROUPS), (HEAD, HEADS), (MODAL, MODALS), (STOP, STOPS), (NOUN, NOUNS), (SAY, SAYS),
    (ORDER, ORDERS), (MANY, MANYS), (PAST, PASTS), (FUTURE, FUTURES), (JOIN, JOINS), (PASSIVE, PASSIVES), (LINK, LINKS),
)  # fmt: skip


def _phrases(rows: str) -> list[str]:
    return [phrase.strip() for phrase in rows.replace("\n", "").split("|") if phrase.strip()]


def _lexicon() -> dict[str, str]:
    """Return phrase → letters of the families it belongs to (“báo cáo” → V; “giám sát” → WV)."""
    found: dict[str, str] = {}
    for letter, rows in FAMILIES:
        for phrase in _phrases(rows):
            if letter not in found.get(phrase, ""):
                found[phrase] = found.get(phrase, "") + letter
    return found


LEXICON = _lexicon()
Branch = dict[str, Any]  # syllable → branch; END → the phrase that ends here
END = ""


def _grown() -> Branch:
    tree: Branch = {}
    for phrase in LEXICON:
        here = tree
        for syllable in phrase.replace(",", " ,").split():
            here = here.setdefault(syllable, {})
        here[END] = phrase
    return tree


TREE = _grown()
