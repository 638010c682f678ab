"""Personal passes for the door: a signed word in a QR code that lets its bearer check in at the door, and nothing else.

``pass_for`` makes one, ``seat_by_pass`` reads it. It holds no name; it ends with the meeting's day. Who was taken
off the list or replaced has no seat that answers it. The page behind it: ``meetings:door``.
"""

from datetime import timedelta

from django.core import signing

from core.clock import now
from meetings.models import Meeting, Seat

PURPOSE = "meetings.door"
GRACE = timedelta(hours=12)  # a session runs late


def pass_for(seat: Seat, meeting: Meeting) -> str:
    """Return the seat's pass: good for this seat, this purpose, until half a day after the meeting's end."""
    ends = int((meeting.ends_at + GRACE).timestamp())
    return signing.dumps([meeting.pk, seat.pk, ends], salt=PURPOSE)


def seat_by_pass(token: str, meeting: Meeting) -> Seat | None:
    """Return the seat a pass was made for; None when it is forged, of another meeting or purpose, or over."""
    try:
        meeting_pk, seat_pk, ends = signing.loads(token, salt=PURPOSE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if meeting_pk != meeting.pk or now().timestamp() > ends:
        return None
    return Seat.objects.filter(pk=seat_pk, meeting=meeting).select_related("user").first()
