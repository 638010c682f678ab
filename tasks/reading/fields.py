"""Fields of government: what sở, bộ, phòng are called after. A comma or “và” inside one does not part two units."""

# Decrees 24/2014, 107/2020 and 45/2025 on the departments of provinces, Decree 123/2016 on ministries; short forms as in use
_ROWS = """
tài chính|nội vụ|tư pháp|xây dựng|công thương|y tế|ngoại vụ|du lịch|thanh tra|quốc phòng|công an|ngoại giao|công nghiệp|thương mại
giáo dục và đào tạo|giáo dục - đào tạo|giáo dục đào tạo|giáo dục & đào tạo|gd&đt|gdđt|gd-đt
nông nghiệp và môi trường|nông nghiệp & môi trường|nn&mt|nnmt|nông nghiệp và phát triển nông thôn|nông nghiệp & phát triển nông thôn|nn&ptnt|nnptnt|nông nghiệp|nông nghiệp và ptnt
khoa học và công nghệ|khoa học & công nghệ|khoa học - công nghệ|khoa học công nghệ|kh&cn|khcn
văn hóa, thể thao và du lịch|văn hoá, thể thao và du lịch|văn hóa - thể thao và du lịch|văn hóa và thể thao|văn hóa - thể thao|văn hoá và thể thao|vhttdl|vhtt&dl|vh,tt&dl|vh&tt|văn hóa thể thao và du lịch|văn hóa, thể thao, du lịch|văn hóa
tài nguyên và môi trường|tài nguyên & môi trường|tài nguyên - môi trường|tài nguyên môi trường|tn&mt|tnmt|tn-mt
kế hoạch và đầu tư|kế hoạch & đầu tư|kế hoạch - đầu tư|kế hoạch đầu tư|kh&đt|khđt|kh-đt
giao thông vận tải|giao thông - vận tải|giao thông|gtvt
thông tin và truyền thông|thông tin - truyền thông|thông tin & truyền thông|thông tin truyền thông|tt&tt|tttt
lao động - thương binh và xã hội|lao động, thương binh và xã hội|lao động thương binh và xã hội|lao động - thương binh - xã hội|lđtbxh|lđ-tb&xh|lđtb&xh|lđ-tbxh
quy hoạch - kiến trúc|quy hoạch kiến trúc|quy hoạch và kiến trúc|qhkt|qh-kt|an toàn thực phẩm|dân tộc và tôn giáo|dân tộc|tôn giáo|cảnh sát phòng cháy chữa cháy|cảnh sát phòng cháy và chữa cháy|cảnh sát pccc
kinh tế|kinh tế, hạ tầng và đô thị|văn hóa - xã hội|văn hóa và thông tin|quản lý đô thị|tài chính - kế hoạch
"""
FIELDS = frozenset(name.strip() for name in _ROWS.replace("\n", "|").split("|") if name.strip())
_BEGINNINGS = frozenset(
    field[:n] for field in FIELDS for n in range(2, len(field) + 1) if n == len(field) or not field[n].isalnum() or not field[n - 1].isalnum()
)  # fmt: skip


def begins_field(words: str) -> bool:
    """Whether a field begins with these words."""
    plain = " ".join(words.lower().split())
    return plain in _BEGINNINGS
