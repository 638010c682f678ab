"""The page on show: the chair turns, tablets that follow turn too."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from documents.models import Version
from journal.book import tell
from meetings import events
from meetings.models import Meeting
from people.models import User


@transaction.atomic
def show_page(meeting: Meeting, version: Version, page: int, *, by: User) -> Meeting:
    """Put a page of one of the meeting's papers on show (page counts from 1)."""
    meeting = locked(meeting)
    if not meeting.in_session:
        raise Refused(_("The meeting is not in session."))
    if version.paper.folder_id != meeting.folder_id:
        raise Refused(_("This paper does not belong to the meeting."))
    if not 1 <= page <= version.pages:
        raise Refused(_("This paper has %(pages)s pages.") % {"pages": version.pages})
    meeting.show_version, meeting.show_page = version, page
    meeting.save(update_fields=["show_version", "show_page"])
    fact = {"version": version.pk, "page": page, "title": version.paper.title}
    tell(
        events.PAGE_SHOWN, who=by, what=meeting, facts={"show": fact}, page=page,
        paper=version.paper.title, version=version.pk,
    )  # fmt: skip
    return meeting


@transaction.atomic
def end_show(meeting: Meeting, *, by: User) -> Meeting:
    """End the showing."""
    meeting = locked(meeting)
    if meeting.show_version_id is None:
        return meeting
    meeting.show_version = None
    meeting.save(update_fields=["show_version"])
    tell(events.SHOW_ENDED, who=by, what=meeting, facts={"show": None})
    return meeting
