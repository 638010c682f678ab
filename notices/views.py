"""The front desk for notices: the bell, the outbox, wishes, the calendar of days off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.acts import act
from core.clock import today
from core.models import CalendarDay
from notices import actions, outbox, queries
from notices.forms import DayForm, WishForm
from notices.models import Notice, Wish
from people.access import has_role, require
from people.models import Role


def bell(request: HttpRequest) -> HttpResponse:
    """Answer the bell alone, for a live page."""
    return render(request, "notices/parts/bell.html", {"unread": queries.unread(request.user)})


def listing(request: HttpRequest) -> HttpResponse:
    """Show the person's notices."""
    return render(request, "notices/list.html", {"notices": queries.notices(request.user)})


def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Go where the notice points; it counts as read from now on."""
    notice = get_object_or_404(Notice, pk=pk, user=request.user)
    actions.read(request.user, notice.pk)
    safe = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if safe else "notices:list")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    actions.read(request.user)
    return redirect("notices:list")


def letters(request: HttpRequest) -> HttpResponse:
    """Show what waits, was sent and failed: everybody's for the administrator, the person's own otherwise."""
    everybody = has_role(request.user, Role.ADMINISTRATOR)
    return render(
        request,
        "notices/outbox.html",
        {"mails": queries.mails(request.user), "everybody": everybody},
    )


@act
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a failed letter try again."""
    require(request.user, Role.ADMINISTRATOR)
    mail = get_object_or_404(queries.seen(request.user), pk=pk)
    outbox.send_again(mail, by=request.user)
    return redirect("notices:outbox")


def wish(request: HttpRequest) -> HttpResponse:
    """Show and change how the person wants to be told."""
    mine = Wish.objects.filter(user=request.user).first()
    form = WishForm(request.POST or None, instance=mine)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        quiet = (given["quiet_from"], given["quiet_until"])
        actions.set_wish(request.user, by_mail=given["by_mail"], quiet=quiet)
        messages.success(request, _("Kept."))
        return redirect("notices:wish")
    status = 422 if form.errors else 200
    return render(request, "notices/wish.html", {"form": form}, status=status)


def days(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Show the calendar of days off; the administrator adds and changes days."""
    year = year or today().year
    if not 2000 <= year <= 2100:
        raise Http404
    form = DayForm(request.POST or None)
    if request.method == "POST":
        require(request.user, Role.ADMINISTRATOR)
        if form.is_valid():
            given = form.cleaned_data
            actions.set_day(given.pop("date"), **given, by=request.user)
            return redirect("notices:days", year)
    shown = {
        "form": form,
        "year": year,
        "days": queries.days(year),
        "may_edit": has_role(request.user, Role.ADMINISTRATOR),
    }
    return render(request, "notices/days.html", shown, status=422 if form.errors else 200)


@act
def remove_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a day out of the calendar."""
    require(request.user, Role.ADMINISTRATOR)
    row = get_object_or_404(CalendarDay, pk=pk)
    actions.remove_day(row, by=request.user)
    return redirect("notices:days", row.date.year)
