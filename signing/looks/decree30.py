"""The rules of Decree 30/2020/NĐ-CP of 5 March 2020 (in force the same day), Appendix I, part I, as a table.

Clauses are those of Appendix I, part I, unless said; [verify] marks a letter of a clause that is to be compared with the
gazette. Figures a lawyer might change stand here and nowhere else of the checker.
"""

from signing.looks import layout, sayings, signed
from signing.looks.checks import (
    Measured,
    Rule,
    bold,
    capital,
    centred,
    italic,
    margin,
    ruled,
    said,
    size,
    there,
)  # fmt: skip
from signing.looks.reading import Reading

ADVICE = "advice"
UNNUMBERED = frozenset({"PHIẾU LẤY Ý KIẾN", "THƯ CÔNG"})
NO_RECIPIENTS = frozenset({"PHIẾU LẤY Ý KIẾN", "THƯ CÔNG"})


def _unnumbered(read: Reading) -> bool:
    return read.kind in UNNUMBERED


def _no_recipients(read: Reading) -> bool:
    return read.kind in NO_RECIPIENTS


def _letter(read: Reading) -> bool:
    """An official letter has its subject below the number and no name of a kind."""
    return bool(read.kind) or read.first("about") is not None


def _no_kind(read: Reading):  # type: ignore[no-untyped-def]  # noqa: ANN202
    if not _letter(read) and read.first("nation") and not read.scanned:
        yield Measured("missing")


def _no_copy(read: Reading):  # type: ignore[no-untyped-def]  # noqa: ANN202
    if read.first("recipients_heading") and not sayings.kept_copy(read):
        heading = read.first("recipients_heading")
        yield Measured("missing", heading.page if heading else 0, heading.box if heading else None)


SHEET_RULES = (
    Rule("paper.size", "I.1", "paper", "size", "A4 (210 × 297 mm)", layout.paper),
    Rule("paper.upright", "I.2", "paper", "direction", "along", layout.upright),
    Rule("margin.top", "I.3", "margin_top", "width", "20–25 mm", margin("top", 20, 25)),
    Rule("margin.bottom", "I.3", "margin_bottom", "width", "20–25 mm", margin("bottom", 20, 25)),
    Rule("margin.left", "I.3", "margin_left", "width", "30–35 mm", margin("left", 30, 35)),
    Rule("margin.right", "I.3", "margin_right", "width", "15–20 mm", margin("right", 15, 20)),
    Rule("font.face", "I.4", "letters", "typeface", "Times New Roman", layout.typeface),
    Rule("font.black", "I.4", "letters", "colour", "black", layout.black),
    Rule("page_number.there", "I.7", "page_number", "there", "from_page_2", layout.number_missing),
    Rule("page_number.first", "I.7", "page_number", "page_1", "not_shown", layout.number_on_first),
    Rule("page_number.size", "I.7", "page_number", "size", "13–14 pt", layout.number_size),
    Rule("page_number.place", "I.7", "page_number", "place", "top_centre", layout.number_place),
    Rule("page_number.upright", "I.7", "page_number", "slant", "upright", layout.number_upright),
)  # fmt: skip

HEAD_RULES = (
    Rule("nation.there", "II.1.a", "nation", "there", "required", there("nation")),
    Rule("nation.capitals", "II.1.a", "nation", "letters", "capitals", capital("nation", wanted=True)),
    Rule("nation.words", "II.1.a", "nation", "words", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", said("nation", sayings.nation)),
    Rule("nation.size", "II.1.a", "nation", "size", "12–13 pt", size("nation", 12, 13)),
    Rule("nation.bold", "II.1.a", "nation", "weight", "bold", bold("nation", wanted=True)),
    Rule("nation.upright", "II.1.a", "nation", "slant", "upright", italic("nation", wanted=False)),
    Rule("nation.place", "II.1.a", "nation", "place", "right", layout.nation_on_the_right),
    Rule("motto.there", "II.1.b", "motto", "there", "required", there("motto")),
    Rule("motto.words", "II.1.b", "motto", "words", "Độc lập - Tự do - Hạnh phúc", said("motto", sayings.motto)),
    Rule("motto.size", "II.1.b", "motto", "size", "13–14 pt", size("motto", 13, 14)),
    Rule("motto.bold", "II.1.b", "motto", "weight", "bold", bold("motto", wanted=True)),
    Rule("motto.upright", "II.1.b", "motto", "slant", "upright", italic("motto", wanted=False)),
    Rule("motto.rule", "II.1.b", "motto", "rule", "100 %", ruled("motto", 0.88, 1.12)),
    Rule("superior.size", "II.2.b", "superior", "size", "12–13 pt", size("superior", 12, 13)),
    Rule("superior.capitals", "II.2.b", "superior", "letters", "capitals", capital("superior", wanted=True)),
    Rule("superior.upright", "II.2.b", "superior", "slant", "upright", italic("superior", wanted=False)),
    Rule("agency.there", "II.2.b", "agency", "there", "required", there("agency")),
    Rule("agency.capitals", "II.2.b", "agency", "letters", "capitals", capital("agency", wanted=True)),
    Rule("agency.size", "II.2.b", "agency", "size", "12–13 pt", size("agency", 12, 13)),
    Rule("agency.bold", "II.2.b", "agency", "weight", "bold", bold("agency", wanted=True)),
    Rule("agency.upright", "II.2.b", "agency", "slant", "upright", italic("agency", wanted=False)),
    Rule("agency.rule", "II.2.b", "agency", "rule", "33–50 %", ruled("agency", 0.30, 0.53)),
    Rule("number.there", "II.3", "number", "there", "required", there("number", unless=_unnumbered)),
    Rule("number.colon", "II.3.c", "number", "colon", "“Số:”", said("number", sayings.number_colon)),
    Rule("number.size", "II.3.c", "number", "size", "13 pt", size("number", 13, 13)),
    Rule("number.upright", "II.3.c", "number", "slant", "upright", italic("number", wanted=False)),
    Rule("number.regular", "II.3.c", "number", "weight", "not_bold", bold("number", wanted=False)),
    Rule("number.zero", "II.3.c", "number", "zero", "01 … 09", said("number", sayings.number_zero)),
    Rule("number.slash", "II.3.c", "number", "signs", "15/QĐ-UBND", said("number", sayings.number_slash)),
    Rule("number.capitals", "II.3.c", "number", "symbol", "capitals", said("number", sayings.symbol_capitals)),
    Rule("number.kind", "II.3.b", "number", "letters_of_kind", "Appendix III", said("number", sayings.symbol_of_kind)),
    Rule("date.there", "II.4", "date", "there", "required", there("date")),
    Rule("date.form", "II.4.c", "date", "words", "Hà Nội, ngày 05 tháng 01 năm 2026", said("date", sayings.date_form)),
    Rule("date.zero", "II.4.b", "date", "zero", "01 … 09; 01, 02", said("date", sayings.date_zero)),
    Rule("date.town", "II.4.c", "date", "town", "first_capital", said("date", sayings.date_town)),
    Rule("date.size", "II.4.c", "date", "size", "13–14 pt", size("date", 13, 14)),
    Rule("date.italic", "II.4.c", "date", "slant", "italic", italic("date", wanted=True)),
    Rule("date.regular", "II.4.c", "date", "weight", "not_bold", bold("date", wanted=False)),
    Rule("date.line", "II.4.c", "date", "place", "line_of_number", layout.date_beside_number),
)  # fmt: skip

TITLE_RULES = (
    Rule("kind.there", "II.5", "kind", "there", "kind_or_about", _no_kind),
    Rule("kind.capitals", "II.5.b", "kind", "letters", "capitals", capital("kind", wanted=True)),
    Rule("kind.size", "II.5.b", "kind", "size", "13–14 pt", size("kind", 13, 14)),
    Rule("kind.bold", "II.5.b", "kind", "weight", "bold", bold("kind", wanted=True)),
    Rule("kind.upright", "II.5.b", "kind", "slant", "upright", italic("kind", wanted=False)),
    Rule("kind.centre", "II.5.b", "kind", "place", "centre", centred("kind")),
    Rule("subject.size", "II.5.b", "subject", "size", "13–14 pt", size("subject", 13, 14)),
    Rule("subject.bold", "II.5.b", "subject", "weight", "bold", bold("subject", wanted=True)),
    Rule("subject.upright", "II.5.b", "subject", "slant", "upright", italic("subject", wanted=False)),
    Rule("subject.centre", "II.5.b", "subject", "place", "centre", centred("subject")),
    Rule("subject.rule", "II.5.b", "subject", "rule", "33–50 %", ruled("subject", 0.30, 0.53)),
    Rule("about.size", "II.5.b", "about", "size", "12–13 pt", size("about", 12, 13)),
    Rule("about.regular", "II.5.b", "about", "weight", "not_bold", bold("about", wanted=False)),
    Rule("about.upright", "II.5.b", "about", "slant", "upright", italic("about", wanted=False)),
)  # fmt: skip

BODY_RULES = (
    Rule("grounds.italic", "II.6.a", "grounds", "slant", "italic", layout.grounds_italic),
    Rule("grounds.end", "II.6.a", "grounds", "end_sign", "“;” … “.”", layout.grounds_end),
    Rule("body.size", "II.6 [verify]", "body", "size", "13–14 pt", layout.body_size),
    Rule("body.upright", "II.6 [verify]", "body", "slant", "upright", layout.body_upright),
    Rule("body.justified", "II.6 [verify]", "body", "edges", "both_even", layout.body_justified),
    Rule("body.indent", "II.6 [verify]", "body", "indent", "10 / 12.7 mm", layout.body_indent),
    Rule("body.gap", "II.6 [verify]", "body", "gap", "≥ 6 pt", layout.body_gap),
    Rule("body.spacing", "II.6 [verify]", "body", "spacing", "1.0–1.5", layout.body_spacing),
    Rule("body.end", "Appendix III [verify]", "body", "end_sign", "./.", layout.end_mark, ADVICE),
)  # fmt: skip

CLOSING_RULES = (
    Rule("signer.there", "II.7", "capacity", "there", "required", there("name")),
    Rule("capacity.capitals", "II.7.đ [verify]", "capacity", "letters", "capitals", capital("capacity", wanted=True)),
    Rule("capacity.size", "II.7.đ [verify]", "capacity", "size", "13–14 pt", size("capacity", 13, 14)),
    Rule("capacity.bold", "II.7.đ [verify]", "capacity", "weight", "bold", bold("capacity", wanted=True)),
    Rule("capacity.upright", "II.7.đ [verify]", "capacity", "slant", "upright", italic("capacity", wanted=False)),
    Rule("capacity.full", "II.7.c", "capacity", "words", "written_out", said("capacity", sayings.full_title)),
    Rule("capacity.dot", "II.7.b", "capacity", "words", "TM. KT. TL. TUQ. Q.", said("capacity", sayings.capacity_dot)),
    Rule("name.small", "II.7.đ [verify]", "name", "letters", "small_letters", capital("name", wanted=False)),
    Rule("name.size", "II.7.đ [verify]", "name", "size", "13–14 pt", size("name", 13, 14)),
    Rule("name.bold", "II.7.đ [verify]", "name", "weight", "bold", bold("name", wanted=True)),
    Rule("name.upright", "II.7.đ [verify]", "name", "slant", "upright", italic("name", wanted=False)),
    Rule("name.academic", "II.7.c", "name", "academic", "none", said("name", sayings.no_academic_title)),
    Rule("recipients.there", "II.9", "recipients_heading", "there", "required", there("recipients_heading", unless=_no_recipients)),
    Rule("recipients.colon", "II.9", "recipients_heading", "colon", "“Nơi nhận:”", said("recipients_heading", sayings.heading_colon)),
    Rule("recipients.size", "II.9", "recipients_heading", "size", "12 pt", size("recipients_heading", 12, 12)),
    Rule("recipients.bold", "II.9", "recipients_heading", "weight", "bold", bold("recipients_heading", wanted=True)),
    Rule("recipients.italic", "II.9", "recipients_heading", "slant", "italic", italic("recipients_heading", wanted=True)),
    Rule("recipients.line", "II.9", "recipients_heading", "place", "line_of_title", layout.title_beside_recipients),
    Rule("recipients.kept", "II.9", "recipient", "kept_copy", "Lưu: VT, …", _no_copy),
    Rule("recipient.size", "II.9", "recipient", "size", "11 pt", size("recipient", 11, 11)),
    Rule("recipient.upright", "II.9", "recipient", "slant", "upright", italic("recipient", wanted=False)),
    Rule("recipient.regular", "II.9", "recipient", "weight", "not_bold", bold("recipient", wanted=False)),
    Rule("recipient.dash", "II.9", "recipient", "dash", "-", said("recipient", sayings.recipient_dash), ADVICE),
    Rule("recipient.end", "II.9", "recipient", "end_sign", "“;” … “.”", said("recipient", sayings.recipient_end)),
)  # fmt: skip

SHOWN_RULES = (
    Rule("hand.blue", "II.7.d", "hand", "colour", "blue", signed.hand_blue),
    Rule("hand.transparent", "II.7.d", "hand", "ground", "transparent", signed.hand_transparent),
    Rule("hand.centred", "II.7.d", "hand", "place", "between_title_and_name", signed.hand_centred),
    Rule("seal.red", "II.8.a", "seal", "colour", "red", signed.seal_red),
    Rule("seal.transparent", "II.8.a", "seal", "ground", "transparent", signed.seal_transparent),
    Rule("seal.size", "II.8.a", "seal", "size", "real_size", signed.seal_size),
    Rule("seal.third", "II.8.a", "seal", "overlap", "≈ 33 %", signed.seal_third),
)  # fmt: skip

MARK_RULES = (
    Rule("mark.there", "II.8.b", "mark", "there", "required", signed.mark_there),
    Rule("mark.place", "II.8.b", "mark", "place", "top_right_page_1", signed.mark_place),
    Rule("mark.words", "II.8.b", "mark", "words", "15/QĐ-UBND; 2026-11-22T10:15:30+07:00", signed.mark_says),
    Rule("mark.size", "II.8.b", "mark", "size", "10 pt", signed.mark_size),
    Rule("mark.black", "II.8.b", "mark", "colour", "black", signed.mark_black),
)  # fmt: skip

DOCUMENT = SHEET_RULES + HEAD_RULES + TITLE_RULES + BODY_RULES + CLOSING_RULES + SHOWN_RULES
ATTACHMENT = MARK_RULES
