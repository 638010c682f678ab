"""Tasks to take away: the filtered list for Excel and as a printed list, the report of a period in the form of Decree 30.

What is printed is Vietnamese, whatever the reader's language: it is a document of the office.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.clock import now, today
from core.sheet import Cell, workbook
from documents.typeset import typeset
from documents.word import Marked, write_word
from people.models import Unit
from tasks.models import Task, due_words
from tasks.queries.chips import period_words
from tasks.queries.lines import Line, line
from tasks.queries.overview import Overview, Row
from tasks.states import TaskState

CHUNK = 2000
MOST_PRINTED = 1500  # tasks on paper; Excel takes all of them
MOST_NAMED = 60  # overdue tasks a report names
PRINT_COLUMNS = (0, 1, 2, 3, 4, 6, 7, 8, 9)  # of the columns of the sheet


def columns() -> list[str]:
    """The heads of the official columns."""
    return [
        _("No."), _("Task"), _("Source"), _("Lead"), _("Support"), _("Given by"), _("Given on"), _("Deadline"),
        _("Progress (%)"), _("Standing"), _("Expected product"), _("Handed in"), _("Ended"), _("Priority"),
    ]  # fmt: skip


def as_sheet(rows: QuerySet[Task]) -> bytes:
    """Return all rows as .xlsx; no cell is a formula, whatever somebody wrote."""
    return workbook(_("Tasks"), columns(), _cells(rows))


def as_list(rows: QuerySet[Task], *, agency: Unit | None, words: Sequence[str]) -> bytes:
    """Return the first rows as a printed list across (PDF), with the filter in words."""
    number = rows.count()
    with translation.override("vi"):
        lines = [_printed(cells) for cells in _cells(rows[:MOST_PRINTED])]
        body: list[dict[str, Any]] = [
            {"kind": "para", "text": f"Tiêu chí lọc: {'; '.join(words) or 'không'}. Số nhiệm vụ: {number}."},
            _table([columns()[n] for n in PRINT_COLUMNS], lines, (1, 8, 4, 4, 4, 3, 3, 2, 3), "cllllcccl"),
        ]  # fmt: skip
        if number > MOST_PRINTED:
            rest = number - MOST_PRINTED
            body.append({"kind": "para", "text": f"Còn {rest} nhiệm vụ khác, xem bản Excel."})
        data = _form(agency) | {"subject": "Theo bộ lọc", "body": body, "date": today().isoformat()}
        return typeset("task_list", data, at=now().replace(microsecond=0)).pdf


def report_pdf(board: Overview, late: Sequence[Line]) -> bytes:
    """Return the report of the period as PDF in the form of Decree 30/2020."""
    with translation.override("vi"):
        body: list[dict[str, Any]] = [{"kind": "para", "text": text} for text in _opening(board)]
        body.append(_units(board))
        body += [{"kind": "para", "text": text} for text in _definitions()]
        if late:
            body += [
                {"kind": "heading", "level": 2, "text": "Nhiệm vụ quá hạn chưa hoàn thành"},
                _late(late),
            ]
        return typeset(
            "report", {**_report(board), "body": body}, at=now().replace(microsecond=0)
        ).pdf


def report_word(board: Overview, late: Sequence[Line]) -> bytes:
    """Return the same report as a Word file to be worked on: figures as sentences."""
    with translation.override("vi"):
        said = [("para", text) for text in _opening(board)]
        said += [("item", f"{_name(row)}: {_sentence(row)}.") for row in board.rows if row.total]
        said += [("para", text) for text in _definitions()]
        if late:
            said.append(("heading", "Nhiệm vụ quá hạn chưa hoàn thành"))
        said += [("item", _late_sentence(one)) for one in late]
        blocks = [Marked(f"t{n}", 1, kind, text, 2) for n, (kind, text) in enumerate(said)]
        return write_word("report", _report(board), blocks, draft=0)


def _cells(rows: QuerySet[Task]) -> Iterator[list[Cell]]:
    shown = rows.select_related("lead_unit", "lead_person", "giver").prefetch_related("supporters")
    work, moment = city_calendar(), now()
    for number, task in enumerate(shown.iterator(CHUNK), start=1):
        yield _row(number, line(task, moment, work))


def _row(number: int, one: Line) -> list[Cell]:
    task = one.task
    return [
        number, task.title, _source(task), task.lead, ", ".join(str(unit) for unit in task.supporters.all()),
        str(task.giver), _day(task.created_at), due_words(task.due_on, task.due_time), task.percent, standing_words(one),
        task.product, _day(task.reported_at), _day(task.ended_at), task.get_priority_display(),
    ]  # fmt: skip


def standing_words(one: Line) -> str:
    """How the task stands, in words: done on time or late, its state, or what the deadline says."""
    task = one.task
    if task.state == TaskState.DONE:
        return _("done late") if task.kept is False else _("done on time")
    if task.state in (TaskState.CANCELLED, TaskState.DECLINED):
        return str(task.get_state_display())
    return one.word


def _source(task: Task) -> str:
    numbered = " ".join(x for x in (task.source_number, task.source_from) if x)
    return " · ".join(x for x in (task.source_label, numbered) if x)


def _day(moment: Any) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y}" if moment else ""


def _printed(cells: list[Cell]) -> list[str]:
    return ["" if cells[n] is None else str(cells[n]) for n in PRINT_COLUMNS]


def _table(
    head: list[str], rows: list[list[str]], widths: Sequence[int], align: str
) -> dict[str, Any]:
    return {"kind": "table", "widths": list(widths), "align": align, "head": head, "rows": rows}


def _form(agency: Unit | None) -> dict[str, Any]:
    above = agency.parent.name if agency and agency.parent else ""
    return {
        "superior": above, "agency": agency.name if agency else settings.TOWN, "notation": "BC", "number": "",
        "date": "", "town": settings.TOWN, "year": today().year, "recipients": ["Như trên;", "Lưu: VT."],
        "signing": {"capacity": "THỦ TRƯỞNG ĐƠN VỊ", "name": ""},
    }  # fmt: skip


def _report(board: Overview) -> dict[str, Any]:
    subject = f"Tình hình thực hiện nhiệm vụ được giao {period_words(board.period)}"
    return {**_form(board.unit or board.agency), "subject": subject}


def _opening(board: Overview) -> list[str]:
    at = f"{timezone.localtime(now()):%H:%M ngày %d/%m/%Y}"
    first, last = board.period.first, board.period.last
    return [
        f"Số liệu từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}, tổng hợp lúc {at} từ hệ thống theo dõi nhiệm vụ.",
        f"Tổng số nhiệm vụ phải xử lý: {board.total.total}, trong đó {_sentence(board.total)}.",
    ]


def _sentence(row: Row) -> str:
    told = ", ".join(f"{cell.name} {cell.number}" for cell in row.cells)
    if row.late_ratio is None:
        return told
    ratio = f"{row.late_ratio:.1f}".replace(".", ",")
    return f"{told}; tỷ lệ trễ {ratio}%"


def _units(board: Overview) -> dict[str, Any]:
    head = [
        "STT",
        "Đơn vị",
        "Phải xử lý",
        *(cell.name.capitalize() for cell in board.total.cells),
        "Tỷ lệ trễ (%)",
    ]
    rows = [
        [str(n), _name(row), *_figures(row)]
        for n, row in enumerate((row for row in board.rows if row.total), start=1)
    ]
    rows.append(["", "Tổng cộng", *_figures(board.total)])
    return _table(head, rows, (1, 5, 2, 2, 2, 2, 2, 2, 2), "clccccccc")


def _figures(row: Row) -> list[str]:
    ratio = "–" if row.late_ratio is None else f"{row.late_ratio:.1f}".replace(".", ",")
    return [str(row.total), *(str(cell.number) for cell in row.cells), ratio]


def _name(row: Row) -> str:
    return row.unit.name if row.unit else "Giao trực tiếp cho cá nhân"


def _definitions() -> list[str]:
    return [
        (
            "Nhiệm vụ được phân loại theo cách của báo cáo 1270/BC-TCTTTg: đã hoàn thành (đúng hạn, quá hạn), chưa hoàn thành "
            "(trong hạn, quá hạn); “sắp đến hạn” là phần trong hạn còn không quá ba ngày làm việc; nhiệm vụ đã hủy không tính."
        ),
        "Tỷ lệ trễ = (quá hạn chưa hoàn thành + hoàn thành quá hạn) / tổng số phải xử lý.",
    ]


def _late(lines: Sequence[Line]) -> dict[str, Any]:
    head = ["STT", "Nhiệm vụ", "Chủ trì", "Hạn", "Quá hạn (ngày làm việc)", "Tiến độ (%)"]
    rows = [
        [str(n), one.task.title, one.task.lead, due_words(one.task.due_on, one.task.due_time), str(one.late), str(one.task.percent)]
        for n, one in enumerate(lines, start=1)
    ]  # fmt: skip
    return _table(head, rows, (1, 7, 4, 3, 2, 2), "cllccc")


def _late_sentence(one: Line) -> str:
    due = due_words(one.task.due_on, one.task.due_time)
    return f"{one.task.title} (chủ trì: {one.task.lead}; hạn {due}; quá {one.late} ngày làm việc; tiến độ {one.task.percent}%)."
