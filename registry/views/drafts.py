"""Drafts: the list, a new one, its head, its files, its way to the signature."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.acts import act, act_after, form_act
from core.parts import to_page
from core.refused import Refused
from documents.naming import disposition
from documents.office_uploads import takes_office
from registry.access import draft_for, issue_for
from registry.actions import drafts, way
from registry.actions.texts import KINDS as PARAGRAPHS
from registry.actions.unfilled import blanks_of
from registry.blanks import Blank
from registry.forms.drafts import FileForm, HeadForm, NewForm, PeopleForm, SendForm, WhyForm
from registry.models import Draft
from registry.queries import drafts as shown
from registry.states import DraftState, Effect
from registry.views import me

PAGE = 40
WORDS = {
    "para": gettext_lazy("Text"), "item": gettext_lazy("Point"), "heading": gettext_lazy("Heading"),
    "article": gettext_lazy("Article"), "grounds": gettext_lazy("Legal ground"),
    "order": gettext_lazy("Deciding words"), "annex": gettext_lazy("Annex"),
}  # fmt: skip


def index(request: HttpRequest) -> HttpResponse:
    """List the drafts the person has a part in."""
    state, asked = request.GET.get("state", ""), request.GET.get("q", "")[:100]
    rows = list(shown.my_drafts(me(request), state, asked)[: PAGE + 1])
    context = {"rows": rows[:PAGE], "more": len(rows) > PAGE, "state": state, "q": asked, "states": DraftState.choices}  # fmt: skip
    return render(request, "registry/drafts.html", context)


@form_act
def new(request: HttpRequest) -> HttpResponse:
    """Begin a draft: alone, in answer to an incoming document, or acting upon an issued one."""
    given = request.GET
    first = {"kind": given.get("kind", "cv"), "reply_key": given.get("reply", "")[:40], "reply_label": given.get("label", "")[:300]}  # fmt: skip
    form = NewForm(request.POST or None, user=me(request), initial=first)
    upon = _acts_upon(request)
    if request.method == "POST" and form.is_valid():
        return redirect(drafts.start_draft(**form.cleaned_data, **upon, by=me(request)))
    context = {"form": form, **upon}
    return render(request, "registry/draft_new.html", context, status=422 if form.errors else 200)


def _acts_upon(request: HttpRequest) -> dict[str, Any]:
    pk, effect = request.GET.get("upon", ""), request.GET.get("effect", "")
    if not (pk.isdecimal() and len(pk) < 15 and effect in Effect.values):
        return {}
    return {"acts_on": issue_for(me(request), int(pk), to="issue"), "effect": effect}


def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft: for its author and writers to write, for who is asked to remark."""
    row = draft_for(me(request), pk)
    held: set[str] = row.held  # type: ignore[attr-defined]
    seen = shown.view(row)
    context = {
        "draft": row, "view": seen, "writes": "write" in held and row.editable, "held": held,
        "kinds": [(kind, WORDS[kind]) for kind in PARAGRAPHS], "people_form": PeopleForm(user=me(request)),
        "send_form": SendForm(user=me(request), remarks=seen.open, initial={"anyway": request.session.get(_why(pk), "")}),
        "file_form": FileForm(),
        "mine": next((one for one in seen.people if one.who_id == me(request).pk), None),
        "issue": getattr(row, "issue", None),
    }  # fmt: skip
    return render(request, "registry/draft.html", context)


@form_act
def head(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the head; somebody else's change meanwhile is not overwritten."""
    row = draft_for(me(request), pk, to="write")
    form = HeadForm(request.POST or None, user=me(request), draft=row)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        data["capacity"] = data["capacity"] or shown.usual_capacity(data["signer"], row.agency, row.kind)  # fmt: skip
        seen = request.POST.get("seen", "")
        drafts.change_draft(row, seen=int(seen) if seen.isdecimal() else 0, **data, by=me(request))
        return redirect(row)
    context = {"form": form, "draft": row}
    return render(request, "registry/draft_head.html", context, status=422 if form.errors else 200)


@require_POST
@takes_office(lambda request, pk: draft_for(me(request), pk, to="write"))
def put_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Put in a file: as the document itself, or as an attachment. No ``act``: the same file put twice is put once."""
    row = draft_for(me(request), pk, to="write")
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(_("Please choose a file."))
    upload, title = form.cleaned_data["file"], form.cleaned_data["title"]
    if "attach" in request.POST:
        drafts.attach(row, upload=upload, title=title or upload.name, by=me(request))
    else:
        drafts.put_file(row, upload=upload, by=me(request))
    return to_page(request, row.get_absolute_url())


@act
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an edition, with why."""
    row = draft_for(me(request), pk, to="write")
    drafts.keep_edition(row, why=request.POST.get("why", ""), by=me(request))
    return to_page(request, row.get_absolute_url())


def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who changed what, and the editions."""
    row = draft_for(me(request), pk)
    context = {"draft": row, "changes": shown.history(row), "editions": row.editions.select_related("by").order_by("-number")}  # fmt: skip
    return render(request, "registry/draft_history.html", context)


def edition(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show an edition against the one before it."""
    row = draft_for(me(request), pk)
    new_one, old, rows = shown.compared(row, number)
    context = {"draft": row, "edition": new_one, "old": old, "rows": rows}
    return render(request, "registry/edition.html", context, status=200 if new_one else 404)


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the draft as a PDF, as it would be printed now."""
    row = draft_for(me(request), pk)
    response = HttpResponse(way.print_draft(row).pdf, content_type="application/pdf")
    response["Content-Disposition"] = disposition(way.file_name(row), inline=True)
    response["Cache-Control"] = "private, no-store"
    return response


def _open(request: HttpRequest, row: Draft) -> list[Blank]:
    """Return the places that are not filled in, but those the person said are meant."""
    meant = set(request.POST.getlist("meant"))
    return [gap for gap in blanks_of(row) if gap.must or gap.words not in meant]


def _print(request: HttpRequest, pk: int) -> tuple[way.Printed, list[Any]] | None:
    """Print and prepare the file before the transaction that sends it: nobody waits for the database meanwhile."""
    row = draft_for(me(request), pk, to="send")
    if _open(request, row):
        return None
    form = SendForm(request.POST, user=me(request), remarks=1)
    initials = list(form.cleaned_data["initials"]) if form.is_valid() else []
    chosen = request.POST.getlist("initials")
    initials.sort(key=lambda person: chosen.index(str(person.pk)))
    printed = way.print_draft(row)
    way.make_ready(row, printed, initials)
    return printed, initials


@act_after(_print)
def send(request: HttpRequest, pk: int, ready: tuple[way.Printed, list[Any]] | None = None) -> HttpResponse:  # fmt: skip
    """Send the draft to be signed; places that are not filled in are shown and asked about first."""
    row = draft_for(me(request), pk, to="send")
    ready = ready or _print(request, pk)
    if ready is None:
        gaps = blanks_of(row)
        request.session[_why(pk)] = request.POST.get("anyway", "")[:200]
        context = {
            "draft": row, "gaps": gaps, "must": any(gap.must for gap in gaps),
            "initials": request.POST.getlist("initials"), "anyway": request.POST.get("anyway", ""),
        }  # fmt: skip
        return render(request, "registry/draft_blanks.html", context, status=422)
    printed, initials = ready
    way.send_draft(row, printed, initials=initials, anyway=request.POST.get("anyway", ""), meant=request.POST.getlist("meant"), by=me(request))  # fmt: skip
    request.session.pop(_why(pk), None)
    return to_page(request, row.get_absolute_url())


def _why(pk: int) -> str:
    """Name the reason that waits in the session while gaps are filled in."""
    return f"draft_sent_why.{pk}"


@form_act
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the draft away, with a reason."""
    row = draft_for(me(request), pk, to="send")
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(drafts.drop(row, reason=form.cleaned_data["reason"], by=me(request)))
    title = _("Drop the draft")
    context = {"form": form, "title": title, "press": title, "grave": True, "back": row.get_absolute_url(), "under": str(row)}  # fmt: skip
    return render(request, "registry/reason.html", context, status=422 if form.errors else 200)


@act
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dropped draft up again."""
    row: Draft = draft_for(me(request), pk, to="send")
    drafts.take_up(row, by=me(request))
    return to_page(request, row.get_absolute_url())
