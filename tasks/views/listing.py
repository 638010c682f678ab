"""All tasks of a filter: as a list, in a month or week, on a chart of time; and the filters people keep."""

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property

from core.calendar import city_calendar
from core.clock import today
from core.workdays import WorkCalendar
from people.access import units_of
from tasks.grid import FIRST, LAST, WEEKS_SHOWN, Strip, chart_of, leaf_of, weeks_of
from tasks.models import Task
from tasks.queries.boards import counts
from tasks.queries.chips import FLAG_WORDS, chips_of, choices_for
from tasks.queries.lines import Line, line, lines_of
from tasks.queries.saved import views_of
from tasks.queries.wish import BOXES, Wish, wish_from

PAGE = 50
MOST_COUNTED = 10_000  # beyond it the page says “10.000+”
MOST_IN_A_LEAF, MOST_ON_A_CHART = 600, 150
LIST, MONTH, WEEK, CHART = "list", "month", "week", "gantt"
GROUPS = ("unit", "person")


class Bounded(Paginator[Any]):
    """Pages that count no further than MOST_COUNTED."""

    @cached_property
    def count(self) -> int:
        """How many there are, at most one more than are counted."""
        return int(self.object_list[: MOST_COUNTED + 1].count())  # type: ignore[attr-defined]


def every(request: HttpRequest) -> HttpResponse:
    """Show the tasks of the filter in the address."""
    user: Any = request.user
    wish = wish_from(request.GET.dict())
    show = request.GET.get("show", LIST)
    show = show if show in SHOWS else LIST
    rows = wish.rows(user)
    context = {
        "tab": "all",
        "counts": counts(user),
        "wish": wish,
        "show": show,
        "chips": chips_of(wish),
        "choices": choices_for(user, wish),
        "flags": [(name, FLAG_WORDS[name], getattr(wish, name)) for name in BOXES],
        "views": views_of(user),
        "my_units": units_of(user),
        "back": _back(request),
        **SHOWS[show](request, wish, rows),
    }
    context.setdefault("number", rows[: MOST_COUNTED + 1].count())
    context["more"] = context["number"] > MOST_COUNTED
    return render(request, "tasks/all.html", context)


def _back(request: HttpRequest) -> str:
    """The board the person came from: an address of ours that begins with the board's, else nothing."""
    came = request.GET.get("from", "")
    return came if came.startswith("/tasks/board/") and "\\" not in came else ""


def _as_list(request: HttpRequest, wish: Wish, rows: QuerySet[Task]) -> dict[str, Any]:
    """The page's keys first, then their lines: a long list is put in order without all that stands in a line."""
    keys = wish.sorted(rows).values_list("pk", flat=True)
    page: Any = Bounded(keys, PAGE).get_page(request.GET.get("page"))
    order = list(page.object_list)
    lines = {one.task.pk: one for one in lines_of(Task.objects.filter(pk__in=order))}
    page.object_list = [lines[pk] for pk in order if pk in lines]
    return {"page": page, "number": page.paginator.count}


def _as_leaf(request: HttpRequest, _wish: Wish, rows: QuerySet[Task]) -> dict[str, Any]:
    leaf, work = leaf_of(request.GET.get("show", ""), _on(request)), city_calendar()
    ends = rows.filter(due_on__range=(leaf.first, leaf.last)).order_by("due_on", "pk")
    lines = _lines(ends[:MOST_IN_A_LEAF], work)
    weeks = weeks_of(leaf, [(one.task.due_on, one) for one in lines if one.task.due_on], work)
    full = [day for week in weeks for day in week if day.things and day.inside]
    return {"leaf": leaf, "weeks": weeks, "full": full, "today": today()}


def _as_chart(request: HttpRequest, _wish: Wish, rows: QuerySet[Task]) -> dict[str, Any]:
    on, work = _on(request), city_calendar()
    by = request.GET.get("by", "unit")
    by = by if by in GROUPS else "unit"
    order = (
        ("lead_unit__position", "lead_unit__name") if by == "unit" else ("lead_person__full_name",)
    )
    near = rows.order_by(*order, F("due_on").asc(nulls_last=True), "pk")
    lines = _lines(near[: MOST_ON_A_CHART + 1], work)
    strips = [_strip(one, by) for one in lines[:MOST_ON_A_CHART]]
    chart = chart_of(strips, on, today(), work)
    step = timedelta(weeks=WEEKS_SHOWN // 2)
    turned = {"before": on - step, "after": on + step}
    return {"chart": chart, "by": by, "lines": lines[:MOST_ON_A_CHART], "turned": turned,
            "too_many": len(lines) > MOST_ON_A_CHART}  # fmt: skip


def _lines(rows: QuerySet[Task], work: WorkCalendar) -> list[Line]:
    shown = rows.select_related("lead_unit", "lead_person", "giver")
    return [line(task, calendar=work) for task in shown]


def _strip(one: Line, by: str) -> Strip:
    task = one.task
    heading = task.lead_unit.short if by == "unit" and task.lead_unit else task.lead_person
    percent = 100 if task.state == "done" else task.percent
    start = timezone.localdate(task.created_at)
    return Strip(one, str(heading or task.lead), start, task.due_on, percent)


def _on(request: HttpRequest) -> date:
    try:
        on = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today()
    return min(max(on, FIRST), LAST)


SHOWS = {LIST: _as_list, MONTH: _as_leaf, WEEK: _as_leaf, CHART: _as_chart}
