"""The floor of the session: who came late, who takes part from elsewhere, a question, an announcement."""

LATE = {"nhung": 12, "son": 4}  # minutes after the opening
REMOTE = ("tram",)
OUT_FOR_A_WHILE = ("hanh", 28, 34)  # left, came back: minutes after the opening
CORRECTED = "Bấm nhầm: đồng chí Hạnh ra nghe điện thoại, không rời phòng họp."
VIDEO_ROOM = "https://hop-truc-tuyen.songha.example/phien-hop-thang"
ASKS, ANSWERS = "thang", "phuoc"
QUESTION = "Đề nghị Giám đốc Sở cho biết tiến độ nạo vét tuyến kênh Xáng trước mùa triều cường và trách nhiệm của đơn vị thi công khi chậm tiến độ."
ANNOUNCEMENT = (
    "Bản đồ ngập năm nay đã được bổ sung trong mục Tài liệu. Giải lao dự kiến sau nội dung này."
)
