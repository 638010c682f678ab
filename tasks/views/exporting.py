"""Lists and reports to take away; nothing here holds a lock while it is made."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse

from core.sheet import XLSX
from people.access import units_of
from people.models import Unit
from tasks import exports, periods
from tasks.queries.chips import chips_of
from tasks.queries.lines import lines_of
from tasks.queries.overview import Overview, overview
from tasks.queries.standing import OVERDUE
from tasks.queries.wish import Wish, wish_from

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


def listed(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the tasks of the filter: all of them as .xlsx, the first of them as a printed list."""
    user: Any = request.user
    wish = wish_from(request.GET.dict())
    rows = wish.sorted(wish.rows(user))
    if kind == "xlsx":
        return _file(exports.as_sheet(rows), XLSX, "nhiem-vu.xlsx")
    agency = Unit.objects.select_related("parent").filter(pk=wish.unit or 0).first()
    agency = agency or units_of(user).select_related("parent").first()
    words = [chip.word for chip in chips_of(wish)]
    return _file(exports.as_list(rows, agency=agency, words=words), PDF, "nhiem-vu.pdf")


Made = Callable[[Overview, Any], bytes]
REPORTS: dict[str, tuple[Made, str]] = {
    "pdf": (exports.report_pdf, PDF),
    "docx": (exports.report_word, DOCX),
}


def report(request: HttpRequest, period: str, unit: int, kind: str) -> HttpResponse:
    """Send the report of a period, of all the person sees or of one unit and below it."""
    user: Any = request.user
    chosen = periods.read(period)
    found = Unit.objects.select_related("parent").filter(pk=unit).first()
    if chosen is None or (unit and found is None):
        raise Http404
    board = overview(user, chosen, found)
    wish = Wish(unit=unit or None, below=bool(unit), period=chosen, stand=OVERDUE)
    late = lines_of(wish.sorted(wish.rows(user))[: exports.MOST_NAMED])
    make, type_ = REPORTS[kind]
    return _file(make(board, late), type_, f"bao-cao-nhiem-vu-{period}.{kind}")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
