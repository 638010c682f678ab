"""Tasks proposed from a text: bringing the text, and the page on which each proposal is decided beside its sentence."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils.translation import gettext as _

from core.acts import act, form_act, form_act_after
from core.calendar import city_calendar
from core.clock import today
from core.parts import part_or_page
from core.refused import Refused
from documents.access import version_for
from journal.ledger import head
from people.models import Unit, User
from tasks import actions, extraction, shown_giving, sources
from tasks.access_readings import proposal_for, reading_for
from tasks.actions.proposals import LONGEST, Text
from tasks.forms.readings import ProposalForm, ReadForm
from tasks.models import Proposal
from tasks.queries.choices import key_of
from tasks.queries.proposals import known_readings, my_readings, named
from tasks.queries.spoken import unit_names
from tasks.texts import text_of

Ready = tuple[ReadForm, Text | None, tuple[extraction.Proposal, ...]]


def _read(request: HttpRequest) -> Ready:
    """Read the file and find the tasks, before anybody waits for the database."""
    form = ReadForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return form, None, ()
    given = form.cleaned_data
    try:
        text = _readable(_text(request.user, given))
    except Refused as refusal:
        form.add_error("upload" if given["upload"] else "text", str(refusal))
        return form, None, ()
    found = extraction.propose(
        text.words, issued=text.issued_on or today(), units=unit_names(), calendar=city_calendar()
    )
    return form, text, found


@form_act_after(_read)
def readings(request: HttpRequest, ready: Ready | None = None) -> HttpResponse:
    """Show the texts that were read and the form for another; read one."""
    if ready is None:
        start = {"source": _source_page(request), "giver": key_of(request.user)}
        return _bring(request, ReadForm(user=request.user, initial=start))
    form, text, found = ready
    if text is None:
        return _bring(request, form)
    known = known_readings(request.user, text.sha256)
    if known and not form.cleaned_data["anew"]:
        return _bring(request, form, known)
    giver = form.cleaned_data["giver"] or request.user
    unit = Unit.objects.filter(posts__user=giver).order_by("posts__position", "posts__pk").first()
    shared = unit if form.cleaned_data["share"] else None
    return redirect(actions.keep_reading(text, found, giver=giver, unit=shared, by=request.user))


def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text with its proposals, live."""
    row = reading_for(request.user, pk)
    context = {**shown_giving.part(row, "proposals"), "rev": head(row.book)}
    return render(request, "tasks/reading.html", context)


def reading_part(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """Answer one part of the page."""
    row = reading_for(request.user, pk)
    if word not in shown_giving.PARTS:
        raise Http404
    return render(request, f"tasks/parts/{word}.html", shown_giving.part(row, word))


@act
def confirm_sure(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm everything that is beyond doubt."""
    row = reading_for(request.user, pk)
    actions.confirm_sure(row, by=request.user)
    return part_or_page(request, row, "proposals")


ACTS: dict[str, Callable[..., Any]] = {
    "confirm": actions.confirm_proposal,
    "dismiss": actions.dismiss_proposal,
    "restore": actions.restore_proposal,
}


@act
def decide(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Confirm, dismiss or bring back one proposal."""
    proposal = proposal_for(request.user, pk)
    ACTS[step](proposal, by=request.user)
    return _decided(request, proposal)


@act
def choose_lead(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Take one of the offered units as a lead."""
    proposal = proposal_for(request.user, pk)
    chosen = Unit.objects.filter(pk=unit, closed_on=None).first()
    if chosen is None:
        raise Http404
    leads = [*proposal.units.all(), chosen], list(proposal.people.all())
    _change(proposal, leads, request.user)
    return _decided(request, proposal)


@form_act
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a proposal on a page of its own."""
    proposal = proposal_for(request.user, pk)
    form = ProposalForm(request.POST or None, user=request.user, initial=_start(proposal))
    if request.method != "POST" or not form.is_valid():
        names = named(proposal)
        context = {
            "proposal": proposal,
            "form": form,
            "names": names,
            "sentence": _sentence(proposal),
        }
        return render(request, "tasks/proposal.html", context, status=422 if form.errors else 200)
    given = form.cleaned_data
    actions.change_proposal(
        proposal, title=given["title"], leads=given["leads"], support=given["support"],
        due=(given["due_on"], given["due_time"]), by=request.user,
    )  # fmt: skip
    if "confirm" in request.POST:
        actions.confirm_proposal(proposal, by=request.user)
    return redirect(proposal.anchor)


def _decided(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    if getattr(request, "htmx", False):
        return part_or_page(request, proposal.reading, "proposals")
    return redirect(proposal.anchor)


def _change(proposal: Proposal, leads: Any, user: User) -> None:
    support = [unit for unit in proposal.supporters.all() if unit not in leads[0]]
    actions.change_proposal(
        proposal, title=proposal.title, leads=leads,
        support=(support, list(proposal.supporting_people.all())),
        due=(proposal.due_on, proposal.due_time), by=user,
    )  # fmt: skip


def _start(proposal: Proposal) -> dict[str, Any]:
    leads = [*proposal.units.all(), *proposal.people.all()]
    support = [*proposal.supporters.all(), *proposal.supporting_people.all()]
    return {
        "title": proposal.title, "leads": [key_of(one) for one in leads],
        "support": [key_of(one) for one in support],
        "due_on": proposal.due_on, "due_time": proposal.due_time,
    }  # fmt: skip


def _sentence(proposal: Proposal) -> str:
    return proposal.reading.text[proposal.start : proposal.end]


def _bring(request: HttpRequest, form: ReadForm, known: Any = ()) -> HttpResponse:
    page = str(form["source"].value() or "")
    place = sources.place_of(request.user, page) if page else None
    context = {"form": form, "known": known, "rows": my_readings(request.user), "place": place}
    return render(
        request, "tasks/readings.html", context, status=422 if form.errors or known else 200
    )


def _source_page(request: HttpRequest) -> str:
    """The paper from which the page was opened, if the person may read it."""
    page = request.GET.get("source", "")[:2000]
    if page:
        sources.place_of(request.user, page)
    return page


def _readable(text: Text) -> Text:
    """Refuse a text nobody will keep before time is spent on it."""
    if len(text.words) > LONGEST:
        raise Refused(_("This text is too long; please read it in parts."))
    return text


def _text(user: User, given: dict[str, Any]) -> Text:
    """Return the words to be read: pasted, uploaded, or those of a paper of ours. Raises `Refused`."""
    typed = {
        "kind": given["source_kind"],
        "number": given["source_number"],
        "sender": given["source_from"],
    }
    if given["text"].strip():
        return Text(
            _tidy(given["text"]), given["title"], given["issued_on"], actions.Source(**typed)
        )
    if given["upload"]:
        words = _words_of_upload(given["upload"])
        title = given["title"] or Path(given["upload"].name).stem
        return Text(words, title, given["issued_on"], actions.Source(**typed))
    return _text_of_paper(user, given)


def _text_of_paper(user: User, given: dict[str, Any]) -> Text:
    place = sources.place_of(user, given["source"])
    found = resolve(given["source"].partition("?")[0].partition("#")[0])
    if found.view_name != "documents:version":
        raise Refused(sources.NO_TEXT)
    version = version_for(user, found.kwargs["pk"])
    words = _tidy(text_of(Path(version.path)))
    source = actions.Source(
        url=sources.address(given["source"]), kind=place.kind, number=place.number, sender=place.sender
    )  # fmt: skip
    return Text(words, given["title"] or place.label, given["issued_on"] or place.on, source)


def _words_of_upload(upload: Any) -> str:
    """Write the upload to a file of its own and read it as everything from outside is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{Path(upload.name).suffix.lower()}"
        with path.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        return _tidy(text_of(path))


def _tidy(words: str) -> str:
    """One kind of line ends, and nothing a database cannot keep."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return lines.strip("\n")
