"""Wrong PINs are counted by who typed them, too: who guesses over many keys must wait, while the keys stay open to their holders.

By person and not by address: nobody types a PIN here without having signed in, and a whole office shares one address, so
a stranger in it could keep the leader from signing. A right PIN gives nothing back: else one's own key would buy new tries.
"""

import logging
from datetime import timedelta

from django.core.cache import cache
from django.utils.translation import gettext as _

from core.refused import Refused
from people.models import User

MOST = 10  # wrong PINs of one person, whatever the keys …
WITHIN = timedelta(minutes=15)  # … counted from the first

log = logging.getLogger(__name__)


def check(by: User) -> None:
    """Refuse somebody who typed too many wrong PINs; at once, so that no key is tried and none counts it."""
    if _told(by) >= MOST:
        raise Refused(_("You typed too many wrong PINs. Try again in a quarter of an hour; your keys are not locked by it."))  # fmt: skip


def count(by: User) -> None:
    """Count one wrong PIN. Without the cache there remains each key's own limit; nobody is kept from signing by that."""
    try:
        cache.add(_place(by), 0, WITHIN.total_seconds())
        cache.incr(_place(by))
    except Exception as error:  # noqa: BLE001 (the cache is away, or it ran out between the two lines)
        log.warning("A wrong PIN was not counted: %s", type(error).__name__)


def _told(by: User) -> int:
    try:
        return cache.get(_place(by)) or 0
    except Exception as error:  # noqa: BLE001 (the cache is away)
        log.warning("Wrong PINs could not be looked up: %s", type(error).__name__)
        return 0


def _place(by: User) -> str:
    return f"wrong-pins:{by.pk}"
