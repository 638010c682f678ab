"""Wrong PINs are counted by who typed them, too: who guesses over many keys must wait, while the keys stay open to their holders.

By person and not by address: nobody types a PIN here without having signed in, and a whole office shares one address, so
a stranger in it could keep the leader from signing. A right PIN gives nothing back: else one's own key would buy new tries.
A try is counted before the PIN is looked at, so that tries side by side over many keys cannot pass the limit together.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.utils.translation import gettext as _

from core.refused import Refused
from people.models import User

MOST = 10  # wrong PINs of one person, whatever the keys …
WITHIN = timedelta(minutes=15)  # … counted from the first

log = logging.getLogger(__name__)


@dataclass
class Try:
    """One try of a PIN; ``wrong`` is set when the PIN was."""

    wrong: bool = False


@contextmanager
def one_try(by: User) -> Iterator[Try]:
    """Count one try of the person's for the block, and take it back unless the PIN was wrong.

    ``Refused`` at once, so that no key is tried and none counts it, when there are too many, those under way included.
    Without the cache there remains each key's own limit; nobody is kept from signing by that.
    """
    if _count(by, 1) > MOST:
        _count(by, -1)
        raise Refused(_("You typed too many wrong PINs. Try again in a quarter of an hour; your keys are not locked by it."))  # fmt: skip
    tried = Try()
    try:
        yield tried
    finally:
        if not tried.wrong:
            _count(by, -1)


def _count(by: User, step: int) -> int:
    """Count and return how many there are now."""
    place, seconds = f"wrong-pins:{by.pk}", WITHIN.total_seconds()
    try:
        cache.add(place, 0, seconds)
        told = cache.incr(place, step)
        if told == step == 1:  # one that ran out between the two lines would stay for ever
            cache.touch(place, seconds)
        if told < 0:  # the count ran out during the try: what was not counted is not taken back
            cache.incr(place)
    except Exception as error:  # noqa: BLE001 (the cache is away, or it ran out between the two lines)
        log.warning("A try of a PIN was not counted: %s", type(error).__name__)
        return 0
    return int(told)
