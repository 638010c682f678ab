"""The outbox: what waits and why, what was sent, what failed, on all channels."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.acts import act
from notices import outbox, queries
from notices.states import Channel, MailState
from people.access import has_role, require
from people.models import Role


def letters(request: HttpRequest) -> HttpResponse:
    """Show the outbox: of the people one administers for an administrator, the person's own otherwise."""
    want = queries.Want(
        words=request.GET.get("q", "").strip()[:80],
        state=_one_of(request.GET.get("state", ""), MailState.values),
        channel=_one_of(request.GET.get("channel", ""), Channel.values),
    )
    shown = {
        "mails": queries.mails(request.user, want),
        "want": want,
        "everybody": has_role(request.user, Role.ADMINISTRATOR),
        "states": MailState.choices,
        "channels": Channel.choices,
    }
    return render(request, "notices/outbox.html", shown)


@act
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a failed one try again."""
    require(request.user, Role.ADMINISTRATOR)
    mail = get_object_or_404(queries.seen(request.user), pk=pk)
    outbox.send_again(mail, by=request.user)
    return redirect("notices:outbox")


def _one_of(word: str, known: list[str]) -> str:
    return word if word in known else ""
