"""Writing the sign-in log: Django tells who signed in, who failed, who signed out."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from people.models import SignIn, SignInOutcome, User


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Write down that somebody signed in."""
    _write(request, SignInOutcome.IN, user.username, user)


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: User | None, **_kwargs: Any) -> None:
    """Write down that somebody signed out."""
    if user is not None:
        _write(request, SignInOutcome.OUT, user.username, user)


@receiver(user_login_failed)
def failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_kwargs: Any) -> None:
    """Write down a failed try; of a name nobody has only two letters: people type passwords there by mistake."""
    if request is not None:
        name = str(credentials.get("username", ""))[:64].replace("\0", " ")
        user = User.objects.filter(username=name).first()
        _write(request, SignInOutcome.FAILED, name if user else f"{name[:2]}…", user)


def _write(request: HttpRequest, outcome: str, username: str, user: User | None) -> None:
    meta = getattr(request, "META", {})
    SignIn.objects.create(
        user=user, username=username[:64].replace("\0", " "), outcome=outcome, address=str(meta.get("REMOTE_ADDR", ""))[:45],
        device=str(meta.get("HTTP_USER_AGENT", ""))[:200].replace("\0", " "),
    )  # fmt: skip
