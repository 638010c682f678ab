"""The sign-in log: who, when, from where; filtered, exported, never edited."""

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from core.sheet import XLSX, workbook
from people import managed
from people.managing import KEPT_DAYS
from people.models import SignIn, SignInOutcome, User

PAGE, MOST = 100, 20_000


def index(request: HttpRequest) -> HttpResponse:
    """Show the log, newest first."""
    rows, asked = _asked(request)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "asked": asked, "outcomes": SignInOutcome.choices, "kept": KEPT_DAYS}
    return render(request, "people/sign_ins.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """Send what the filter shows as .xlsx."""
    rows, _names = _asked(request)
    heads = [_("Time"), _("Sign-in name"), _("Name"), _("What happened"), _("Address"), _("Device")]
    cells = (
        [
            f"{timezone.localtime(row.at):%d/%m/%Y %H:%M:%S}", row.username, str(row.user or ""),
            str(row.get_outcome_display()), row.address, row.device,
        ]
        for row in rows[:MOST]
    )  # fmt: skip
    response = HttpResponse(workbook(_("Sign-in log"), heads, cells), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="nhat-ky-dang-nhap.xlsx"'
    return response


def _asked(request: HttpRequest) -> tuple[QuerySet[SignIn], dict[str, str]]:
    """Return the lines of managed people (and of names nobody has, for an administrator of everything)."""
    keys = managed.require(request.user)
    asked = {name: request.GET.get(name, "")[:100] for name in ("q", "outcome", "since", "until")}
    seen = Q(user__in=User.objects.filter(posts__unit__in=keys))
    if managed.everything(keys):
        seen |= Q(user=None) | Q(user__posts=None)
    rows = SignIn.objects.filter(seen).select_related("user").distinct()
    if asked["q"]:
        rows = rows.filter(
            Q(username__icontains=asked["q"])
            | Q(user__full_name__icontains=asked["q"])
            | Q(address__startswith=asked["q"])
        )
    if asked["outcome"] in SignInOutcome.values:
        rows = rows.filter(outcome=asked["outcome"])
    for name, lookup in (("since", "at__date__gte"), ("until", "at__date__lte")):
        if day := _day(asked[name]):
            rows = rows.filter(**{lookup: day})
    return rows, asked


def _day(text: str) -> object:
    try:
        return parse_date(text)
    except ValueError:
        return None
