"""What the tests of acts at the table share."""

from django.core.files.uploadedfile import SimpleUploadedFile

from journal.models import Entry
from tests import world


def seat(meeting, person):
    return meeting.seats.get(user=person)


def told(meeting):
    """The names of what was told of the meeting, in order."""
    rows = Entry.objects.filter(book__topic=meeting.book).order_by("seq")
    return list(rows.values_list("event", flat=True))


def upload(name="phu-luc.pdf", pages=2):
    return SimpleUploadedFile(name, world.pdf("Phu luc", pages), "application/pdf")
