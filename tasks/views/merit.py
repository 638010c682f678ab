"""Figures for the evaluation of officials: one's own, and those of the units one heads; with their evidence."""

from typing import Any
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.clock import today
from core.sheet import XLSX, Cell, workbook
from people.models import Unit
from tasks import periods
from tasks.exports import as_sheet
from tasks.merit import Rule, rule_on
from tasks.periods import Period, month_of, quarter_of
from tasks.queries.boards import counts
from tasks.queries.chips import MERIT_WORDS, period_words
from tasks.queries.merit import Sheet, own_sheet, unit_sheets, units_to_evaluate
from tasks.queries.wish import subtree


def sheets(request: HttpRequest, period: str = "", unit: int = 0) -> HttpResponse:
    """Show the figures of a period."""
    user: Any = request.user
    chosen = _period(period)
    units = units_to_evaluate(user)
    rule, found = _sheets(request, chosen, _unit(units, unit))
    days = today()
    offered = (month_of(days), month_of(days).before, quarter_of(days), quarter_of(days).before)
    context = {
        "tab": "merit",
        "counts": counts(user),
        "period": chosen,
        "periods": [(one, period_words(one)) for one in offered],
        "words": period_words(chosen),
        "rule": rule,
        "sheets": found,
        "units": units,
        "unit": unit,
        "names": [MERIT_WORDS[word] for word in MERIT_WORDS],
    }
    return render(request, "tasks/merit.html", context)


def figures_sheet(request: HttpRequest, period: str, unit: int) -> HttpResponse:
    """Send the figures as .xlsx."""
    user: Any = request.user
    chosen = _period(period)
    _rule, found = _sheets(request, chosen, _unit(units_to_evaluate(user), unit))
    content = workbook(_("Figures"), _heads(), [_row(sheet) for sheet in found])
    return _file(content, f"so-lieu-danh-gia-{period}.xlsx")


def evidence(request: HttpRequest, period: str, unit: int) -> HttpResponse:
    """Send the tasks behind the figures as .xlsx."""
    user: Any = request.user
    _rule, found = _sheets(request, _period(period), _unit(units_to_evaluate(user), unit))
    if not found:
        raise Http404
    wish = found[0].numbers[0].wish
    return _file(as_sheet(wish.sorted(wish.rows(user))), f"minh-chung-{period}.xlsx")


def _sheets(
    request: HttpRequest, period: Period, unit: Unit | None
) -> tuple[Rule | None, list[Sheet]]:
    user: Any = request.user
    rule = rule_on(period.last)
    if rule is None:
        return None, []
    if unit is None:
        return rule, [own_sheet(user, period, rule)]
    return rule, unit_sheets(unit, subtree(unit.pk), period, rule)


def _unit(units: list[Unit], pk: int) -> Unit | None:
    """The unit, if the person heads or leads it; 403 for every other one."""
    if not pk:
        return None
    found = next((unit for unit in units if unit.pk == pk), None)
    if found is None:
        raise PermissionDenied
    return found


def _period(word: str) -> Period:
    period = periods.read(word) if word else month_of(today())
    if period is None:
        raise Http404
    return period


def _heads() -> list[str]:
    return [
        _("Who"), *(str(word) for word in MERIT_WORDS.values()), _("Points given"), _("Points done"),
        _("Quantity %"), _("Quality %"), _("Progress %"), _("Points for tasks"), _("Rule"),
    ]  # fmt: skip


def _row(sheet: Sheet) -> list[Cell]:
    of = sheet.figures
    told = (of.given, of.done, of.quantity, of.quality, of.progress, of.task_points)
    numbers = [number.number for number in sheet.numbers]
    return [str(sheet.who), *numbers, *(None if x is None else float(x) for x in told), of.rule.law]


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
