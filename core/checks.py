"""Is this installation fit to be real? Asked at every start outside demonstration mode."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

SHORTEST_KEY, FEWEST_LETTERS = 50, 10


def faults_of_settings() -> Iterator[str]:
    """Yield a sentence for each setting that must not be so in production; asks no database."""
    key = settings.SECRET_KEY
    if settings.DEBUG:
        yield _("DEBUG is on: pages would show the inside of the system. Unset NGHISU_DEBUG.")
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS or "insecure" in key:
        yield _(
            "The secret key is weak: unset NGHISU_SECRET_KEY to have a strong one made, or give at least 50 random characters."
        )


def faults_of_data() -> Iterator[str]:
    """Yield a sentence when people of the sample city are in the database."""
    if get_user_model().objects.filter(is_sample=True).exists():
        yield _(
            "This database holds the sample city. Use another one, or set NGHISU_DEMO=1 for a demonstration."
        )


def need_fit_settings() -> None:
    """Refuse to serve with unfit settings, whichever server is used."""
    if not settings.DEMO and (faults := list(faults_of_settings())):
        raise ImproperlyConfigured(" ".join(faults))
