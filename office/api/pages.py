"""The page of a person's keys: the calendar's private address, tokens for programs; made, shown once, revoked."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.acts import act, form_act
from core.clock import now
from office.api.keys import SCOPES, make_key, revoke_key
from office.keys import AccessKey, Purpose

PLAIN, TASKS = "plain", "tasks"
DAYS = ((30, _("30 days")), (90, _("90 days")), (180, _("half a year")), (365, _("a year")))


class FeedForm(forms.Form):
    """A private address for one's calendar program."""

    purpose = forms.CharField(initial=Purpose.FEED, widget=forms.HiddenInput)
    name = forms.CharField(label=_("For which device or program"), max_length=80)
    plain = forms.BooleanField(
        label=_("Only when I am busy: no titles, no places"), required=False
    )  # fmt: skip
    tasks = forms.BooleanField(label=_("With the deadlines of my tasks"), required=False)


class TokenForm(forms.Form):
    """A token for a program that reads through the API."""

    purpose = forms.CharField(initial=Purpose.API, widget=forms.HiddenInput)
    name = forms.CharField(label=_("For which program"), max_length=80)
    scopes = forms.MultipleChoiceField(
        label=_("It may read"), widget=forms.CheckboxSelectMultiple, initial=["meetings"],
        choices=(("meetings", _("meetings")), ("papers", _("papers of meetings"))),
    )  # fmt: skip
    days = forms.TypedChoiceField(label=_("It ends after"), choices=DAYS, coerce=int, initial=90)


@form_act
def keys(request: HttpRequest) -> HttpResponse:
    """Show the person's keys; make one: its text is shown in this very answer and never again."""
    wanted = request.POST.get("purpose", "")
    feed = FeedForm(request.POST if wanted == Purpose.FEED else None, prefix=None)
    token = TokenForm(request.POST if wanted == Purpose.API else None)
    form = {Purpose.FEED.value: feed, Purpose.API.value: token}.get(wanted)
    shown: dict[str, Any] = {"feed_form": feed, "token_form": token, "SCOPES": SCOPES}
    if request.method == "POST" and form is not None and form.is_valid():
        shown |= _make(request, form.cleaned_data, wanted)
        shown |= {"feed_form": FeedForm(), "token_form": TokenForm()}
    rows = AccessKey.objects.filter(user=request.user)
    shown["keys"] = [key for key in rows[:60] if key.live]
    bad = request.method == "POST" and "text" not in shown
    return render(request, "office/keys.html", shown, status=422 if bad else 200)


@act
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one's own key."""
    key = get_object_or_404(AccessKey, pk=pk, user=request.user)
    revoke_key(key, by=request.user)
    return redirect("api:keys")


def _make(request: HttpRequest, data: dict[str, Any], purpose: str) -> dict[str, Any]:
    user: Any = request.user
    if purpose == Purpose.API:
        scopes = " ".join(word for word in SCOPES if word in data["scopes"])
        key, text = make_key(
            user, purpose, name=data["name"], scopes=scopes, by=user,
            expires_at=now() + timedelta(days=data["days"]),
        )  # fmt: skip
        return {"made": key, "text": text}
    scopes = " ".join(word for word in (PLAIN, TASKS) if data[word])
    key, text = make_key(user, purpose, name=data["name"], scopes=scopes, by=user)
    path = reverse("calendar:feed", args=[text])
    return {"made": key, "text": settings.SITE_URL.rstrip("/") + path}
