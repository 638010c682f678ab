"""The QR codes of the door: where they lead, how they are drawn, what a scanned word means now."""

import re
from dataclasses import dataclass

import segno
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from core.clock import now
from meetings import entrance
from meetings.models import Meeting, Seat
from people.models import User

PASS_AGE = 180  # seconds between opening a scanned page and being checked in
SALT = "meetings.door"


def screen_path(meeting: Meeting) -> str:
    """Return the address in the code that changes every half minute."""
    return _path(meeting.pk, entrance.rotating(settings.SECRET_KEY, meeting.pk, now().timestamp()))


def sheet_path(meeting: Meeting) -> str:
    """Return the address in the code of the printed sheet in force."""
    word = entrance.write(settings.SECRET_KEY, meeting.pk, entrance.SHEET, meeting.door_sheet)
    return _path(meeting.pk, word)


def personal_path(seat: Seat) -> str:
    """Return the address in somebody's personal code: printed on the invitation, opened by the secretariat."""
    word = entrance.write(settings.SECRET_KEY, seat.meeting_id, entrance.PERSONAL, seat.pk)
    return _path(seat.meeting_id, word)


def _path(meeting: int, word: str) -> str:
    return reverse("meetings:door", args=[meeting, word])


def draw(url: str) -> SafeString:
    """Draw a whole address as a QR code: an SVG without a size of its own."""
    drawn = segno.make(url, error="m").svg_inline(omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308  drawn by segno from an address of ours


@dataclass(frozen=True)
class Scanned:
    """What a scanned word is: ``sort`` of ``entrance``, whether it still holds, whose it is when it is personal."""

    sort: str
    holds: bool
    seat: Seat | None = None


def scanned(meeting: Meeting, word: str) -> Scanned | None:
    """Read a word; None when it was never written for this meeting."""
    code = entrance.read(settings.SECRET_KEY, meeting.pk, word)
    if code is None:
        return None
    if code.sort == entrance.SCREEN:
        return Scanned(code.sort, entrance.fresh(code, now().timestamp()))
    if code.sort == entrance.SHEET:
        return Scanned(code.sort, code.number == meeting.door_sheet and code.number > 0)
    seat = Seat.objects.select_related("user").filter(pk=code.number, meeting=meeting).first()
    return Scanned(code.sort, seat is not None, seat)


def word_in(text: str) -> str:
    """Return the word of a code in what a scanner typed: the whole address, or the word alone."""
    found = re.search(r"/door/([^/\s]+)/*\s*$", text.strip())
    return found[1] if found else text.strip()


def give_pass(meeting: Meeting, user: User) -> str:
    """Return a word that lets this very person check in within three minutes, whatever the screen shows by then."""
    return signing.dumps([meeting.pk, user.pk], salt=SALT)


def pass_holds(text: str, meeting: Meeting, user: User) -> bool:
    """Say whether the word was given to this person for this meeting a moment ago."""
    try:
        return signing.loads(text, salt=SALT, max_age=PASS_AGE) == [meeting.pk, user.pk]
    except signing.BadSignature:
        return False
