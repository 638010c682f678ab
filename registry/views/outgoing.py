"""The outgoing register: read, searched, exported, printed; an entry's page; issuing; documents on paper; numbers set aside."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.acts import act, form_act
from core.parts import to_page
from core.refused import Refused
from core.sheet import XLSX
from documents.models import Register, RegisterNumber
from documents.naming import disposition
from documents.office_uploads import takes_office
from people.models import Unit
from registry.access import agency_for, issue_for, kept_agencies, on_issue, read_agencies
from registry.actions import issuing, outgoing
from registry.enclosures import enclosures
from registry.forms.drafts import WhyForm, kind_choices
from registry.forms.outgoing import AsideForm, EntryForm, IssueForm, PaperForm
from registry.models import Exchange, Sending
from registry.queries import register as shown
from registry.queries.groups import outgrown
from registry.queries.recipients import meant
from registry.queries.timely import until
from registry.states import Effect
from registry.views import me

PAGE, DIGITS = 50, 10
ECHOES = Prefetch("exchanges", Exchange.objects.order_by("pk").prefetch_related("echoes"))


def index(request: HttpRequest) -> HttpResponse:
    """Show the outgoing register of an agency the person reads, filtered; ``?export`` sends it as an Excel file."""
    mine = Unit.objects.filter(pk__in=read_agencies(me(request))).order_by("position", "name")
    agency = _chosen(request, list(mine))
    if agency is None:
        return render(request, "registry/outgoing.html", {"agencies": []})
    asked = _asked(request)
    rows = shown.rows_of(agency, asked).order_by("-register__year", "-on", "-number", "-pk")
    if "export" in request.GET:
        return _file(shown.xlsx(rows.order_by("register__year", "register__name", "number"), _("Outgoing")), XLSX, "so-van-ban-di.xlsx")  # fmt: skip
    page = _number(request.GET.get("page", "")) or 1
    here = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    context = {
        "agencies": mine, "agency": agency, "asked": asked, "rows": here[:PAGE], "more": len(here) > PAGE, "page": page,
        "totals": shown.totals(rows), "registers": shown.registers_of(agency), "kinds": kind_choices(),
        "keeps": agency.pk in kept_agencies(me(request)), "years": list(shown.years(agency)),
        "query": _query(request),
    }  # fmt: skip
    return render(request, "registry/outgoing.html", context)


def print_register(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one register of one year as a PDF to be printed and bound."""
    row = get_object_or_404(Register.objects.select_related("unit__parent"), pk=pk)
    agency_for(me(request), row.unit_id, to="see")
    if row.name in outgoing.ELSEWHERE:
        raise Http404
    name = f"so-van-ban-di-{row.year}-{row.pk}.pdf"
    return _file(shown.printed(row).pdf, "application/pdf", name, inline=True)


def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an entry: the document, to whom it went, what later documents did to it."""
    row = issue_for(me(request), pk)
    held = on_issue(me(request), row)
    mine = row.sendings.filter(unit__in=kept_agencies(me(request))) | row.sendings.filter(who=me(request))  # fmt: skip
    context = {
        "issue": row, "held": held, "bonds": outgoing.bonds_of(row), "timely": until(row),
        "acts_upon": row.acts_upon.select_related("earlier__number"), "effects": Effect.choices,
        "version": row.paper.versions.order_by("-number").first(), "sendings": row.sendings.select_related("unit").prefetch_related(ECHOES),
        "files": enclosures(row)[1:],
        "to_acknowledge": mine.filter(state="sent", way="inside").first(),
    }  # fmt: skip
    return render(request, "registry/issue.html", context)


@form_act
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue a document: choose to whom, by which way."""
    row = issue_for(me(request), pk, to="issue")
    lines = meant(row)
    form = IssueForm(request.POST or None, issue=row, meant=lines)
    if request.method == "POST" and form.is_valid():
        issuing.issue_document(row, form.recipients(), by=me(request))
        return redirect(row)
    context = {"issue": row, "form": form, "timely": until(row), "lines": lines}
    context["chosen"] = any(line.units for line in lines)
    context["outgrown"] = outgrown(row)
    return render(request, "registry/issue_send.html", context, status=422 if form.errors else 200)


@form_act
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Complete an entry."""
    row = issue_for(me(request), pk, to="keep")
    form = EntryForm(request.POST or None, issue=row)
    if request.method == "POST" and form.is_valid():
        outgoing.complete_entry(row, **form.cleaned_data, by=me(request))
        return redirect(row)
    return _form(request, form, _("Complete the entry"), row.get_absolute_url(), str(row))


@act
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a recipient has it: the recipient, or the clerk who was told."""
    row = get_object_or_404(Sending.objects.select_related("issue"), pk=pk)
    shown_issue = issue_for(me(request), row.issue_id)
    own = row.who_id == me(request).pk or row.unit_id in kept_agencies(me(request))
    if not own and "issue" not in on_issue(me(request), shown_issue):
        raise Http404
    issuing.acknowledge(row, by=me(request))
    return to_page(request, shown_issue.get_absolute_url())


@act
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send once more what was not delivered."""
    row = get_object_or_404(Sending, pk=pk)
    shown_issue = issue_for(me(request), row.issue_id, to="issue")
    issuing.try_again(row, by=me(request))
    return to_page(request, shown_issue.get_absolute_url())


@takes_office(lambda request, agency: agency_for(me(request), agency))
def on_paper(request: HttpRequest, agency: int) -> HttpResponse:
    """Enter a document that was numbered by hand on paper. No ``act``: its number stands once."""
    unit = agency_for(me(request), agency)
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data.get("file")
        return redirect(outgoing.enter_paper(unit, form.given(), upload=upload, by=me(request)))
    back = f"{_index()}?agency={unit.pk}"
    return _form(request, form, _("Enter a document on paper"), back, str(unit))


@form_act
def aside(request: HttpRequest, agency: int) -> HttpResponse:
    """Set numbers aside."""
    unit = agency_for(me(request), agency)
    form = AsideForm(request.POST or None)
    back = f"{_index()}?agency={unit.pk}"
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        outgoing.set_aside(unit, **data, by=me(request))
        return redirect(back)
    return _form(request, form, _("Set numbers aside"), back, str(unit))


@form_act
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a number, with a reason."""
    row = get_object_or_404(RegisterNumber.objects.select_related("register"), pk=pk)
    unit = agency_for(me(request), row.register.unit_id)
    if row.register.name in outgoing.ELSEWHERE:
        raise Http404
    form = WhyForm(request.POST or None)
    back = f"{_index()}?agency={unit.pk}"
    if request.method == "POST" and form.is_valid():
        outgoing.cancel_number(row, reason=form.cleaned_data["reason"], by=me(request))
        return redirect(back)
    title = _("Cancel the number %(number)s") % {"number": row}
    return _form(request, form, title, back, str(unit), press=_("Cancel the number"))


@require_POST
def act_upon(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the document that recalls, corrects or replaces this one: the decree's kind for each (art. 18)."""
    row = issue_for(me(request), pk, to="issue")
    effect = request.POST.get("effect", "")
    if effect not in Effect.values:
        raise Refused(_("Please choose whether it is recalled, corrected or replaced."))
    kind = row.kind if effect == Effect.REPLACES and row.kind else "cv"
    return redirect(f"{reverse('registry:draft_new')}?upon={row.pk}&effect={effect}&kind={kind}")


def _form(request: HttpRequest, form: Any, title: str, back: str, under: str, *, press: str = "") -> HttpResponse:  # fmt: skip
    """Show a form of a few fields; one with words of its own on its button (``press``) takes something away."""
    context = {"form": form, "title": title, "back": back, "under": under, "press": press, "grave": bool(press)}  # fmt: skip
    return render(request, "registry/reason.html", context, status=422 if form.errors else 200)


def _index() -> str:
    return reverse("registry:outgoing")


def _chosen(request: HttpRequest, mine: list[Unit]) -> Unit | None:
    wanted = _number(request.GET.get("agency", ""))
    return next((unit for unit in mine if unit.pk == wanted), mine[0] if mine else None)


def _asked(request: HttpRequest) -> shown.Asked:
    given = request.GET
    return shown.Asked(
        year=_number(given.get("year", "")), series=given.get("series", "")[:60], kind=given.get("kind", "")[:12],
        unit=_number(given.get("unit", "")), words=given.get("q", "")[:100],
    )  # fmt: skip


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    for name in ("page", "export"):
        kept.pop(name, None)
    return kept.urlencode()


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < DIGITS else 0


def _file(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = disposition(name, inline=inline)
    response["Cache-Control"] = "private, no-store"
    return response
