"""Prepare a rehearsal with many tablets: `rehearse --people N --prepare FILE.json`."""

import json
from argparse import ArgumentParser
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from core.clock import now
from journal import ledger
from meetings.actions.rehearsal import rehearse
from meetings.models import Meeting
from people.models import User

MOST = 2000
CSRF_SECRET = 32  # characters


class Command(BaseCommand):
    """See help."""

    help = (
        "Make or reuse a rehearsal meeting with N seated people and a paper on show, sign them in, and write to "
        "FILE.json how a page connects and how the chair turns the page."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, required=True, metavar="N", help=f"1 to {MOST}")
        parser.add_argument("--prepare", type=Path, required=True, metavar="FILE.json")
        parser.add_argument("--origin", default=settings.SITE_URL, help="the address of the pages")

    def handle(self, *_args: Any, **options: Any) -> None:
        number, path = options["people"], options["prepare"]
        if not 1 <= number <= MOST:
            raise CommandError(_("A rehearsal has 1 to %(most)s people.") % {"most": MOST})
        meeting, users = rehearse(number)
        told = _told(meeting, users, options["origin"])
        try:
            path.write_text(json.dumps(told, indent=1), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        path.chmod(0o600)
        self.stdout.write(
            _("%(number)s people sit in “%(meeting)s” (%(topic)s).")
            % {"number": len(users), "meeting": meeting, "topic": meeting.book}
        )


def _told(meeting: Meeting, users: list[User], origin: str) -> dict[str, Any]:
    """Return what the file says; its shape is a contract."""
    hello = {"t": "hello", "v": 1, "topics": {meeting.book: ledger.head(meeting.book)}}
    cookies = _sign_in(users)
    return {
        "socket": "/ws/",
        "origin": origin,
        "hello": json.dumps(hello | {"lang": settings.LANGUAGE_CODE}),
        "cookies": cookies,
        "turn": _turn(meeting, cookies[0]),
        "revision_field": "rev",
    }


def _turn(meeting: Meeting, chair: str) -> dict[str, Any]:
    secret = get_random_string(CSRF_SECRET)
    return {
        "path": reverse("meetings:show", args=[meeting.pk]),
        "body": f"version={meeting.show_version_id}&page=%d",
        "headers": {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{chair}; {settings.CSRF_COOKIE_NAME}={secret}",
            "X-CSRFToken": secret,
            "HX-Request": "true",
        },
    }


def _sign_in(users: list[User]) -> list[str]:
    """Make a session for each person; return the Cookie headers."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore()
    rows = [_session(store, user) for user in users]
    type(rows[0]).objects.bulk_create(rows, batch_size=200)
    return [f"{settings.SESSION_COOKIE_NAME}={row.session_key}" for row in rows]


def _session(store: Any, user: User) -> Any:
    inside = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    return store.get_model_class()(
        session_key=get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789"),
        session_data=store.encode(inside),
        expire_date=now() + timedelta(seconds=settings.SESSION_COOKIE_AGE),
    )
