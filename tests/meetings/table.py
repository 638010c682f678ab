"""What the tests of acts at the table share."""

from django.core.files.uploadedfile import SimpleUploadedFile

from journal.models import Entry
from meetings import actions
from tests import world


def seat(meeting, person):
    return meeting.seats.get(user=person)


def told(meeting):
    """The names of what was told of the meeting, in order."""
    rows = Entry.objects.filter(book__topic=meeting.book).order_by("seq")
    return list(rows.values_list("event", flat=True))


def upload(name="phu-luc.pdf", pages=2):
    return SimpleUploadedFile(name, world.pdf("Phu luc", pages), "application/pdf")


def called(kind="working"):
    """A convened meeting of the kind; Dũng is of Bình's department and has no seat."""
    who, meeting = world.cast(), world.draft()
    actions.change_meeting(meeting, kind=kind, by=who.chi)
    return who, actions.convene_meeting(meeting, by=who.chi)


def send(meeting, who, **more):
    """Bình sends Dũng."""
    return actions.stay_away(
        seat(meeting, who.binh),
        reason="Đi công tác",
        instead=actions.Instead(who.dung),
        by=who.binh,
        **more,
    )
