"""One click less: a signed address in each letter that makes this kind of letter rarer (RFC 2369, RFC 8058).

It works without signing in and can do nothing else: at-once letters of a kind go into the morning's digest, digests
stop and the bell stays. What is most urgent is always sent.
"""

from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.urls import reverse

from notices.letters import site
from notices.models import Mail, Wish
from notices.rhythm import cleaned, rhythm_of
from notices.states import Channel, Kind, Rhythm
from people.models import User

SALT = "notices.unsubscribe"


@dataclass(frozen=True)
class Fewer:
    """What the address does: these kinds of e-mail come in this rhythm from now on."""

    user: User
    kinds: tuple[str, ...]
    rhythm: Rhythm

    @property
    def words(self) -> str:
        """The kinds, in words."""
        return ", ".join(str(Kind(kind).label) for kind in self.kinds)


def headers(mail: Mail) -> dict[str, str]:
    """Return the letter's headers; one-click only over https, as RFC 8058 wants."""
    if mail.notice_id is None:
        return {}
    found = {"List-Unsubscribe": f"<{address(mail)}>"}
    if site().startswith("https://"):
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found


def address(mail: Mail) -> str:
    """Return the letter's own address of this kind."""
    folded = mail.folded.values_list("kind", flat=True) if mail.html else []
    kinds = sorted({mail.kind, *folded})
    rhythm = Rhythm.NEVER if mail.html else Rhythm.MORNING
    token = signing.dumps([mail.user_id, kinds, str(rhythm)], salt=SALT)
    return site() + reverse("notices:fewer", args=[token])


def read(token: str) -> Fewer | None:
    """Return what the token says; None when it was not signed here or its person is gone."""
    try:
        pk, kinds, rhythm = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    return Fewer(user, tuple(kinds), Rhythm(rhythm)) if user else None


@transaction.atomic
def apply(fewer: Fewer) -> Wish:
    """Do what the address says; what comes more rarely already stays as it is."""
    Wish.objects.get_or_create(user=fewer.user)
    wish = Wish.objects.select_for_update().get(user=fewer.user)
    order = [Rhythm.NOW, Rhythm.TWICE, Rhythm.MORNING, Rhythm.URGENT, Rhythm.NEVER]
    choices = {kind: dict(row) for kind, row in wish.choices.items()}
    for kind in fewer.kinds:
        now = rhythm_of(choices, kind, Channel.MAIL)
        rarer = max(now, fewer.rhythm, key=order.index)
        choices.setdefault(kind, {})[Channel.MAIL] = str(rarer)
    wish.choices = cleaned(choices)
    wish.save(update_fields=["choices"])
    return wish
