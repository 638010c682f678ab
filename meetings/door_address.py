"""Where the QR code on the screen leads: the door of the meeting, with the word of this moment."""

from django.conf import settings
from django.urls import reverse

from meetings.models import Meeting


def door_address(meeting: Meeting) -> str:
    """Return the absolute address."""
    return settings.SITE_URL.rstrip("/") + reverse("meetings:meeting", args=[meeting.pk])
