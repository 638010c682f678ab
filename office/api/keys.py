"""Keys are made, used and revoked here; with the rooms' own actions the only part of the office that writes."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.clock import now
from core.refused import Refused
from journal.book import tell
from journal.events import Event
from office.keys import AccessKey, Purpose
from people.models import User

KEY_MADE = Event("office.key_made", gettext_lazy("%(who)s made the key “%(what)s”"))
KEY_REVOKED = Event("office.key_revoked", gettext_lazy("%(who)s revoked the key “%(what)s”"))
MARK = {
    Purpose.API: "nsapi_",
    Purpose.FEED: "nscal_",
}  # so that a leaked key is recognised by scanners
SCOPES = ("meetings", "papers")  # of the API; a feed has none, or "plain": only when, not what
MOST = 20  # live keys of one person
NOTED_EVERY = timedelta(minutes=5)  # how exactly the last use is kept
LONGEST = timedelta(days=366)


@transaction.atomic
def make_key(
    user: User,
    purpose: str,
    *,
    name: str,
    scopes: str = "",
    expires_at: datetime | None = None,
    by: User,
) -> tuple[AccessKey, str]:
    """Make a key; returns it and its text, which is shown once and kept nowhere."""
    name = " ".join(name.split())[:80]
    if by.pk != user.pk:
        raise Refused(_("Everybody makes their own keys."))
    if not name:
        raise Refused(_("Please say what the key is for."))
    if purpose == Purpose.API and expires_at is None:
        expires_at = now() + LONGEST
    if expires_at is not None and not now() < expires_at <= now() + LONGEST:
        raise Refused(_("A token ends on a day within the next twelve months."))
    live = AccessKey.objects.filter(user=user, purpose=purpose, revoked_at=None)
    if sum(key.live for key in live) >= MOST:
        raise Refused(_("You have %(most)s keys already. Revoke one first.") % {"most": MOST})
    text = MARK[Purpose(purpose)] + secrets.token_urlsafe(32)
    key = AccessKey.objects.create(
        user=user, purpose=purpose, name=name, digest=digest_of(text), hint=text[-4:],
        scopes=scopes, expires_at=expires_at,
    )  # fmt: skip
    tell(KEY_MADE, who=by, what=key, purpose=purpose, scopes=scopes)
    return key, text


@transaction.atomic
def revoke_key(key: AccessKey, *, by: User) -> AccessKey:
    """Let a key open nothing from now on; twice is harmless."""
    if key.revoked_at is None:
        key.revoked_at = now()
        key.save(update_fields=["revoked_at"])
        tell(KEY_REVOKED, who=by, what=key)
    return key


def key_of(text: str, purpose: str) -> AccessKey | None:
    """Return the live key with this text, of a person who may still sign in; its use is noted now and then."""
    rows = AccessKey.objects.select_related("user").filter(
        digest=digest_of(text), purpose=purpose, user__is_active=True
    )
    key = rows.first()
    if key is None or not key.live:
        return None
    if key.used_at is None or now() - key.used_at > NOTED_EVERY:
        AccessKey.objects.filter(pk=key.pk).update(used_at=now())
    return key


def digest_of(text: str) -> str:
    """Return what is kept of a key: 256 random bits need no slow digest."""
    return hashlib.sha256(text.encode()).hexdigest()
