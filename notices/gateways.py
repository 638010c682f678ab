"""What happens to gateways: the administrator of the whole city sets them up. Only here and in `actions` is written.

A secret is shown once, when it is made. In the database it lies sealed; logs and the journal never see it.
"""

import os
import uuid
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from core.sealing import seal
from journal.book import tell
from notices import events, messages, outgoing, signature
from notices.handed import MaybeSent, NotSent
from notices.models import Gateway
from people import managed
from people.models import User

BOTH = timedelta(days=2)  # how long the old secret signs beside the new one


def require_city(by: User) -> None:
    """Refuse whoever does not administer the whole city."""
    units = managed.require(by)
    if not managed.everything(units):
        raise PermissionDenied


@transaction.atomic
def add_gateway(*, by: User, **fields: Any) -> tuple[Gateway, str]:
    """Set up a gateway; returns it and its secret, which nobody sees again."""
    require_city(by)
    _fits(fields["url"])
    gateway = Gateway.objects.create(**fields)
    secret = _fresh(gateway)
    gateway.save(update_fields=["sealed"])
    tell(events.GATEWAY_ADDED, who=by, what=gateway)
    return gateway, secret


@transaction.atomic
def change_gateway(gateway: Gateway, *, by: User, **fields: Any) -> Gateway:
    """Change what is not secret, also whether it is in use."""
    require_city(by)
    _fits(fields.get("url", gateway.url))
    for name, value in fields.items():
        setattr(gateway, name, value)
    gateway.save(update_fields=list(fields))
    tell(events.GATEWAY_CHANGED, who=by, what=gateway)
    return gateway


@transaction.atomic
def new_secret(gateway: Gateway, *, by: User) -> str:
    """Make a new secret; the old one signs too for two days. Returns the new one, which nobody sees again."""
    require_city(by)
    gateway.sealed_before, gateway.before_until = gateway.sealed, now() + BOTH
    secret = _fresh(gateway)
    gateway.save(update_fields=["sealed", "sealed_before", "before_until"])
    tell(events.GATEWAY_SECRET, who=by, what=gateway)
    return secret


def try_out(gateway: Gateway, phone: str) -> tuple[bool, str]:
    """Send a trial message at once; returns whether it was taken and a sentence about it. Writes nothing."""
    text = messages.fitted(gateway.template, _("A trial message."), "", gateway)
    body = messages.body_of(phone, text, kind="trial")
    try:
        status = messages.send(gateway, f"msg_{uuid.uuid4().hex}", body)
    except NotSent as error:
        return False, _("Not taken: %(why)s") % {"why": error}
    except MaybeSent as error:
        return False, _("Sent, but no answer came: %(why)s") % {"why": error}
    return True, _("The gateway took it (%(status)s).") % {"status": status}


def _fresh(gateway: Gateway) -> str:
    secret = signature.secret(os.urandom(32))
    gateway.sealed = seal(secret, f"gateway.{gateway.pk}")
    return secret


def _fits(url: str) -> None:
    try:
        outgoing.place_of(url)
    except NotSent as error:
        raise Refused(_("This address cannot be used: %(why)s.") % {"why": error}) from error
