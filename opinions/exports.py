"""The comparison table on paper: rows for .xlsx, data for the PDF, a .docx that can be edited in Word."""

import io
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from opinions.models import Round, Row
from people.access import title_of

HEADS = (
    _("No."),
    _("Question asked"),
    _("Whose opinion"),
    _("The opinion"),
    _("Place in the draft (article, clause)"),
    _("What became of it"),
    _("Accepted or explained, in words"),
    _("Change in the draft"),
)
PRINTED = (
    "STT",
    "Cơ quan, đơn vị, cá nhân",
    "Nội dung góp ý",
    "Tiếp thu, giải trình",
    "Sửa trong dự thảo",
)


def rows_of(round_: Round) -> list[Row]:
    """Return the table's rows with their questions, in order."""
    return list(round_.rows.select_related("matter"))


def table_rows(round_: Round) -> list[list[Any]]:
    """Return the table as rows of cells, in the reader's language."""
    return [
        [number, str(row.matter or ""), row.who, row.opinion, row.place, row.get_verdict_display(),
         row.answer, row.change]
        for number, row in enumerate(rows_of(round_), start=1)
    ]  # fmt: skip


def table_data(round_: Round) -> dict[str, Any]:
    """Return the table as a report in the form of Decree 30/2020, for ``typeset``."""
    unit = round_.drafting_unit or round_.unit
    cells = _printed_rows(round_)
    body: list[dict[str, Any]] = [
        {"kind": "para", "text": _opening(round_, len(cells))},
        {"kind": "table", "caption": "", "unit": "", "widths": [2, 5, 8, 8, 6], "align": "cllll",
         "head": list(PRINTED), "rows": cells},
    ]  # fmt: skip
    return {
        "superior": round_.unit.name if unit.pk != round_.unit_id else "", "agency": unit.name,
        "notation": f"BC-{unit.code or 'VP'}", "number": "", "date": "", "town": settings.TOWN,
        "subject": f"Tổng hợp, tiếp thu, giải trình ý kiến góp ý về việc {round_.title}",
        "title": f"Bảng tổng hợp ý kiến: {round_.title}", "body": body,
        "recipients": [f"{round_.unit.name};", "Lưu: VT."],
        "signing": {"capacity": _capacity(round_), "name": _signer(round_)},
    }  # fmt: skip


def table_docx(round_: Round) -> bytes:
    """Return the table as a .docx in the look of Decree 30/2020: Times New Roman, A4 across."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = (
        WD_ORIENT.LANDSCAPE,
        Mm(297),
        Mm(210),
    )
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = (
        "Times New Roman",
        Pt(13),
    )
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.add_run(f"BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN\n{round_.title}").bold = True
    cells = _printed_rows(round_)
    document.add_paragraph(_opening(round_, len(cells)))
    table = document.add_table(rows=1, cols=len(PRINTED), style="Table Grid")
    for cell, word in zip(table.rows[0].cells, PRINTED, strict=True):
        cell.paragraphs[0].add_run(word).bold = True
    for row in cells:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(text)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def _printed_rows(round_: Round) -> list[list[str]]:
    with translation.override("vi"):
        return [
            [str(number), row.who, _opinion(row), _answer(row), row.change or "–"]
            for number, row in enumerate(rows_of(round_), start=1)
        ]


def _opinion(row: Row) -> str:
    told = f"Nội dung {row.matter.position}: {row.opinion}" if row.matter else row.opinion
    return f"{told} ({row.place})" if row.place else told


def _answer(row: Row) -> str:
    verdict = row.get_verdict_display()
    return f"{verdict[:1].upper()}{verdict[1:]}. {row.answer}".rstrip()


def _opening(round_: Round, number: int) -> str:
    since, until = (
        f"{timezone.localtime(moment):%d/%m/%Y}" if moment else "…"
        for moment in (round_.sent_at, round_.closed_at)
    )
    return f"Từ ngày {since} đến ngày {until} có {number} ý kiến bằng lời đối với dự thảo; kết quả tiếp thu, giải trình như sau:"


def _signer(round_: Round) -> str:
    head = round_.drafting_unit and round_.drafting_unit.posts.filter(is_head=True).first()
    return str(head.user) if head else str(round_.leader)


def _capacity(round_: Round) -> str:
    head = round_.drafting_unit and round_.drafting_unit.posts.filter(is_head=True).first()
    return (head.title if head else title_of(round_.leader)).upper() or "NGƯỜI LẬP BẢNG"


def _clean(text: str) -> str:
    """Return the text without signs that XML does not know."""
    return "".join(c for c in text if c in "\n\t" or (ord(c) >= 32 and c not in "\ufffe\uffff"))
