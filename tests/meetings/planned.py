"""What the tests of planning share."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone


def at(name, *args):
    return reverse(f"meetings:{name}", args=args)


def moment(day, hour=9):
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))  # noqa: DTZ001


def titles(meeting):
    return list(meeting.items.order_by("position", "pk").values_list("title", flat=True))
