"""Who hears of certificates that end or were revoked: the holder, and the administrators. Heard inside the transaction."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.book import hear
from journal.models import Entry
from notices.door import notify
from people.models import Role, User
from signing import events
from signing.models import CertificateKind

OWN_ENDS = _("Your signing certificate ends in %(days)s days. Ask for a new one in time.")
OWN_ENDED = _("Your signing certificate has ended. You cannot sign with it any more.")
ENDS = _("The certificate “%(what)s” (%(kind)s) ends in %(days)s days.")
ENDED = _("The certificate “%(what)s” (%(kind)s) has ended.")
OWN_REVOKED = _(
    "Your signing certificate was revoked by its authority. Nothing can be signed with it."
)
REVOKED = _("The certificate “%(what)s” (%(kind)s) was revoked by its authority.")


@hear(events.CERTIFICATE_ENDS)
def whom_the_end_concerns(entry: Entry, watched: Any) -> None:
    """The holder and the administrators hear at each rung, once."""
    over = entry.data["rung"] == 0
    key = f"certificate.{watched.pk}.{entry.data['rung']}"
    own, others = (OWN_ENDED, ENDED) if over else (OWN_ENDS, ENDS)
    _tell(watched, key, own, others, days=entry.data["days"])


@hear(events.CERTIFICATE_REVOKED)
def whom_a_revocation_concerns(_entry: Entry, watched: Any) -> None:
    """The holder and the administrators hear at once."""
    _tell(watched, f"certificate.{watched.pk}.revoked", OWN_REVOKED, REVOKED)


def _tell(watched: Any, key: str, own: Any, others: Any, **words: Any) -> None:
    if watched.holder is not None:
        notify(
            watched.holder, key=key, sentence=own % words, url=reverse("signing:keys"), mail=True
        )
    kind = CertificateKind(watched.kind).label
    sentence = others % {**words, "what": watched.subject, "kind": kind}
    people = User.objects.filter(posts__role=Role.ADMINISTRATOR, is_active=True).distinct()
    for person in people.exclude(pk=watched.holder_id):
        notify(person, key=key, sentence=sentence, url=reverse("signing:certificates"), mail=True)
