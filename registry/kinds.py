"""The kinds of documents an authority issues, as data (pure).

Decree 30/2020/NĐ-CP, art. 7 (twenty-nine kinds) and Appendix III (abbreviations, forms 1.1-1.10); Party committees:
Instruction 36-HD/VPTW of 2018 (symbol “05-QĐ/TU”, head “ĐẢNG CỘNG SẢN VIỆT NAM”). What a lawyer might change stands here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

DECREE, PARTY = "decree", "party"
ACT, NAMED, LETTER, TELEGRAM, MINUTES = "act", "named", "official", "telegram", "minutes"  # sheets


@dataclass(frozen=True)
class Kind:
    """A kind: its word here, its name in print and in English, its letters, its form (``documents.typeset.FORMS``), its law."""

    code: str
    name: str
    english: str
    letters: str
    form: str
    family: str = DECREE
    law: str = "NĐ 30/2020/NĐ-CP, Điều 7, Phụ lục III"

    @property
    def pattern(self) -> str:
        """How the symbol behind the number is written, unless the unit says otherwise."""
        if self.family == PARTY:
            return "-{kind}/{agency}"
        return "{kind}-{agency}" if self.letters else "{agency}-{drafter}"


def _decree(code: str, letters: str, name: str, english: str, form: str = NAMED) -> Kind:
    return Kind(code, name, english, letters, form)


def _party(code: str, letters: str, name: str, english: str) -> Kind:
    form = "party_letter" if letters == "CV" else "party"
    return Kind(code, name, english, letters, form, PARTY, "HD 36-HD/VPTW")


_ROWS = (
    _decree("nq", "NQ", "Nghị quyết", "Resolution", "resolution"),
    _decree("qd", "QĐ", "Quyết định", "Decision", "decision"),
    _decree("ct", "CT", "Chỉ thị", "Directive"),
    _decree("qc", "QC", "Quy chế", "Regulation"),
    _decree("qyd", "QyĐ", "Quy định", "Rules"),
    _decree("tc", "TC", "Thông cáo", "Communiqué"),
    _decree("tb", "TB", "Thông báo", "Notice"),
    _decree("hd", "HD", "Hướng dẫn", "Instructions"),
    _decree("ctr", "CTr", "Chương trình", "Programme"),
    _decree("kh", "KH", "Kế hoạch", "Plan"),
    _decree("pa", "PA", "Phương án", "Scheme"),
    _decree("dea", "ĐA", "Đề án", "Proposal paper"),
    _decree("dua", "DA", "Dự án", "Project"),
    _decree("bc", "BC", "Báo cáo", "Report"),
    _decree("bb", "BB", "Biên bản", "Minutes", MINUTES),
    _decree("ttr", "TTr", "Tờ trình", "Submission"),
    _decree("hdg", "HĐ", "Hợp đồng", "Contract"),
    _decree("cv", "", "Công văn", "Official letter", LETTER),
    _decree("cd", "CĐ", "Công điện", "Telegram", TELEGRAM),
    _decree("bgn", "BGN", "Bản ghi nhớ", "Memorandum"),
    _decree("btt", "BTT", "Bản thỏa thuận", "Agreement"),
    _decree("guq", "GUQ", "Giấy ủy quyền", "Authorisation"),
    _decree("gm", "GM", "Giấy mời", "Invitation"),
    _decree("ggt", "GGT", "Giấy giới thiệu", "Letter of introduction"),
    _decree("gnp", "GNP", "Giấy nghỉ phép", "Leave pass"),
    _decree("pg", "PG", "Phiếu gửi", "Dispatch note"),
    _decree("pc", "PC", "Phiếu chuyển", "Transfer note"),
    _decree("pb", "PB", "Phiếu báo", "Notification slip"),
    _decree("thu", "", "Thư công", "Official personal letter", LETTER),
    _party("d_nq", "NQ", "Nghị quyết (Đảng)", "Resolution (Party)"),
    _party("d_qd", "QĐ", "Quyết định (Đảng)", "Decision (Party)"),
    _party("d_ct", "CT", "Chỉ thị (Đảng)", "Directive (Party)"),
    _party("d_kl", "KL", "Kết luận (Đảng)", "Conclusion (Party)"),
    _party("d_qc", "QC", "Quy chế (Đảng)", "Regulation (Party)"),
    _party("d_qyd", "QĐ", "Quy định (Đảng)", "Rules (Party)"),
    _party("d_tt", "TT", "Thông tri (Đảng)", "Circular (Party)"),
    _party("d_hd", "HD", "Hướng dẫn (Đảng)", "Instructions (Party)"),
    _party("d_tb", "TB", "Thông báo (Đảng)", "Notice (Party)"),
    _party("d_bc", "BC", "Báo cáo (Đảng)", "Report (Party)"),
    _party("d_kh", "KH", "Kế hoạch (Đảng)", "Plan (Party)"),
    _party("d_ctr", "CTr", "Chương trình (Đảng)", "Programme (Party)"),
    _party("d_da", "ĐA", "Đề án (Đảng)", "Proposal paper (Party)"),
    _party("d_ttr", "TTr", "Tờ trình (Đảng)", "Submission (Party)"),
    _party("d_cv", "CV", "Công văn (Đảng)", "Official letter (Party)"),
)
KINDS: Mapping[str, Kind] = {row.code: row for row in _ROWS}
# what papers of meetings call their kind (documents.typeset.FORMS) → the kind it is
OF_FORM = {
    "decision": "qd", "resolution": "nq", "report": "bc", "proposal": "ttr", "plan": "kh", "conclusions": "tb",
    "invitation": "gm", "minutes": "bb",
}  # fmt: skip
LETTERS = {row.letters: row.code for row in reversed(_ROWS) if row.letters and row.family == DECREE}
COPIES = {"SY": "SAO Y", "TrS": "TRÍCH SAO", "SL": "SAO LỤC"}  # Appendix III, copies


def kind_of(word: str) -> Kind | None:
    """Return the kind a paper's word stands for: a kind's own code, or a form of meetings."""
    return KINDS.get(OF_FORM.get(word, word))


def kind_name(word: str) -> str:
    """Return the kind's Vietnamese name, "" for none."""
    kind = kind_of(word)
    return kind.name.removesuffix(" (Đảng)") if kind else ""


def kind_of_suffix(suffix: str) -> str:
    """Return the code of the kind whose letters begin a symbol (“QĐ-UBND” → “qd”), "" when none does."""
    return LETTERS.get(suffix.lstrip("-").replace("/", "-").split("-")[0], "")


def symbol(kind: Kind, *, agency: str, drafter: str = "", pattern: str = "") -> str:
    """Return the symbol behind the number: “QĐ-UBND”, “UBND-TH” of an official letter, “-QĐ/TU” of a Party document.

    Without a drafter's letters the dash before them goes too.
    """
    written = (pattern or kind.pattern).format(kind=kind.letters, agency=agency, drafter=drafter)
    return written.rstrip("-/ ").replace("--", "-")


def sound_pattern(pattern: str) -> bool:
    """Say whether a pattern of a symbol can be written: only the three known words in braces, and the agency among them."""
    try:
        written = pattern.format(kind="QĐ", agency="UBND", drafter="TH")
    except (KeyError, IndexError, ValueError, AttributeError):
        return False
    good = all(sign.isalnum() or sign in "-/." for sign in written)
    return good and "{agency}" in pattern and len(written) <= 30  # CodeNotation, Appendix VI


# What a new draft of a kind begins with: (kind of paragraph, text)
ACT_TEXT = (
    ("grounds", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"),
    ("grounds", "Căn cứ …;"),
    ("grounds", "Theo đề nghị của …."),
    ("order", "QUYẾT ĐỊNH:"),
    ("article", "…"),
    ("article", "Quyết định này có hiệu lực kể từ ngày ký."),
    ("article", "…, các cơ quan, đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./."),
)  # fmt: skip
TEMPLATES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "qd": ACT_TEXT,
    "nq": tuple((kind, text.replace("QUYẾT ĐỊNH:", "QUYẾT NGHỊ:").replace("Quyết định", "Nghị quyết")) for kind, text in ACT_TEXT),
    "kh": (
        ("para", "Căn cứ …, … ban hành Kế hoạch … như sau:"),
        ("heading", "I. MỤC ĐÍCH, YÊU CẦU"), ("para", "…"),
        ("heading", "II. NỘI DUNG"), ("para", "…"),
        ("heading", "III. TỔ CHỨC THỰC HIỆN"), ("para", "…./."),
    ),
    "bc": (
        ("para", "Thực hiện …, … báo cáo như sau:"),
        ("heading", "I. KẾT QUẢ THỰC HIỆN"), ("para", "…"),
        ("heading", "II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN"), ("para", "…"),
        ("heading", "III. NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI"), ("para", "…./."),
    ),
    "ttr": (("para", "Thực hiện …, … kính trình … như sau:"), ("para", "…"), ("para", "Kính trình … xem xét, quyết định./.")),
    "cv": (("para", "Thực hiện …, … có ý kiến như sau:"), ("para", "…"), ("para", "Đề nghị … quan tâm, phối hợp thực hiện./.")),
    "cd": (("para", "Để chủ động ứng phó …, … yêu cầu:"), ("item", "…;"), ("item", "…./.")),
    "gm": (
        ("para", "… trân trọng kính mời … tới dự …"), ("item", "Thời gian: …"), ("item", "Địa điểm: …"),
        ("item", "Chủ trì: …./."),
    ),
}  # fmt: skip
PLAIN = (("para", "…"),)


def template(code: str) -> tuple[tuple[str, str], ...]:
    """Return what a new draft of the kind begins with; a Party kind begins as the State's of the same letters."""
    blocks = TEMPLATES.get(code.removeprefix("d_"), PLAIN)
    if code.startswith("d_"):  # the Party's last ground ends with a comma
        return tuple((kind, text.replace("của ….", "của …,")) for kind, text in blocks)
    return blocks
