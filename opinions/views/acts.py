"""Acts on a round: each works as a plain form; one that needs words has a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.acts import act, form_act
from core.calendar import city_calendar
from core.clock import now
from core.parts import part_or_page
from opinions import actions, forms
from opinions.access import asked_for, round_for
from opinions.deadlines import proposed
from opinions.events import EVERYTHING
from opinions.models import Round
from opinions.queries.results import judge
from opinions.sentences import result_sentences

# word of the address → what it needs, and what it does
PRESSES: dict[str, tuple[str, Callable[..., Any]]] = {
    "submit": ("prepare", actions.submit),
    "take_back": ("prepare", actions.take_back),
    "approve": ("decide", actions.approve),
    "approve_and_send": ("decide", actions.approve_and_send),
    "remind": ("prepare", actions.remind_now),
    "count": ("prepare", actions.count_round),
    "close_complete": ("prepare", actions.close_round),
    "reported": ("prepare", actions.mark_reported),
}


@act
def press(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Do what needs no words."""
    to, do = PRESSES[name]
    do(round_for(request.user, pk, to=to), by=request.user)
    return part_or_page(request, round_for(request.user, pk), *EVERYTHING)


@dataclass(frozen=True)
class Paged:
    """An act with a page of its own: what it needs, its form, its words, what it does, what its form begins with."""

    to: str
    form: type[django_forms.Form]
    title: str | Promise
    do: Callable[..., Any]
    start: Callable[[Round], dict[str, Any]] = lambda _round: {}
    danger: bool = False


def _next_end(shown: Round) -> dict[str, Any]:
    return {"deadline": proposed(timezone.localtime(now()), shown.days, city_calendar())}


def _later_end(shown: Round) -> dict[str, Any]:
    since = max(timezone.localtime(shown.deadline), timezone.localtime(now()))
    return {"deadline": proposed(since, 2, city_calendar())}


def _told(shown: Round) -> dict[str, Any]:
    """Propose the announcement: one paragraph a question; nothing while answers still come, the leader asks too."""
    if shown.closed_at is None:
        return {}
    lines = [f"{one.matter}: {result_sentences(one.result)[0]}" for one in judge(shown)]
    return {"announcement": "\n".join(lines)}


def _subject(shown: Round) -> dict[str, Any]:
    return {"subject": shown.title}


def _decision(shown: Round, *, subject: str, articles: str, recipients: str, by: Any) -> Any:
    told = [" ".join(text.split()) for text in articles.replace("\r", "").split("\n\n")]
    lines = [line.strip() for line in recipients.splitlines() if line.strip()]
    articles_given = [text for text in told if text]
    return actions.draft_decision(
        shown, subject=subject, articles=articles_given, recipients=lines, by=by
    )


PAGES = {
    "return_round": Paged("decide", forms.ReasonForm, _("Return with a reason"), actions.return_round),
    "send": Paged("prepare", forms.SendForm, _("Send to everybody asked"), actions.send_round, _next_end),
    "extend": Paged("prepare", forms.DeadlineForm, _("Move the deadline"), actions.extend, _later_end),
    "close": Paged("prepare", forms.ReasonForm, _("Close before the deadline"), actions.close_round),
    "cancel": Paged("prepare", forms.ReasonForm, _("Cancel the round"), actions.cancel, danger=True),
    "announce": Paged("prepare", forms.AnnounceForm, _("Announce the result"), actions.announce, _told),
    "decision": Paged("prepare", forms.DecisionForm, _("Draft a decision"), _decision, _subject),
}  # fmt: skip
ALSO_LEADER = ("extend", "close", "cancel", "announce")


@form_act
def paged(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A page with one form: shown, corrected (422), or done once."""
    page = PAGES[name]
    shown = round_for(request.user, pk)
    if not {page.to, *(["decide"] if name in ALSO_LEADER else [])} & shown.held:  # type: ignore[attr-defined]
        shown = round_for(request.user, pk, to=page.to)
    if request.method != "POST":
        return _shown(request, shown, page, page.form(initial=page.start(shown)))
    form = page.form(request.POST)
    if not form.is_valid():
        return _shown(request, shown, page, form)
    page.do(shown, by=request.user, **form.cleaned_data)
    return redirect(shown)


@form_act
def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the list, with a reason."""
    line = asked_for(request.user, pk)
    page = Paged("prepare", forms.ReasonForm, _("Take %(who)s off the list") % {"who": line},
                 actions.take_off, danger=True)  # fmt: skip
    form = forms.ReasonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, line.round, page, form)
    actions.take_off(line, reason=form.cleaned_data["reason"], by=request.user)
    return redirect(line.round)


@act
def sign_paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Send a drafted decision on its way to be signed."""
    shown = round_for(request.user, pk, to="prepare")
    found = get_object_or_404(shown.folder.papers, pk=paper)
    actions.send_to_be_signed(found, shown, by=request.user)
    return part_or_page(request, shown, "papers", "history")


def _shown(
    request: HttpRequest, shown: Round, page: Paged, form: django_forms.Form
) -> HttpResponse:
    context = {"round": shown, "form": form, "title": page.title, "danger": page.danger}
    return render(request, "opinions/form.html", context, status=422 if form.errors else 200)
