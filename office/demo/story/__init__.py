"""The story of the sample city, told through the rooms' actions with the clock where it was."""

from collections.abc import Callable

from django.db import transaction

from core import calendar
from core.clock import today
from office.demo.story import (
    before,
    cast,
    channels,
    coming,
    finished,
    foreseeing,
    giving,
    half_year,
    incoming,
    inviting,
    opinions,
    outgoing,
    preparing,
    reminding,
    session,
    signing,
    working,
)
from office.demo.story.city import City
from office.demo.units import COMMITTEE
from people.models import Unit, User

Say = Callable[[str], object]


class NotForSample(Exception):
    """The database holds a real city."""


def tell_story(say: Say) -> bool:
    """Build the sample city once; False when it already stands. Raises ``NotForSample`` among real people."""
    if Unit.objects.filter(name=COMMITTEE).exists():
        return False
    if User.objects.filter(is_sample=False).exists():
        raise NotForSample
    with transaction.atomic():
        day = today()
        calendar.fill(range(day.year - 1, day.year + 2))
        city = City(day, calendar.city_calendar(), say)
        scenes = (
            cast.enter, half_year.tell, finished.tell, coming.tell, session.tell, inviting.tell, before.tell, preparing.tell,
            opinions.tell, working.tell, giving.tell, cast.look_around, channels.tell, reminding.tell, foreseeing.tell,
            signing.tell, outgoing.tell, incoming.tell,
        )  # fmt: skip
        for scene in scenes:
            scene(city)
    return True
