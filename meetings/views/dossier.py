"""The whole meeting to take away."""

from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from core.folding import fold
from core.refused import Refused
from documents.ranges import serve
from meetings.access import meeting_for
from meetings.dossier.archive import archive as make_archive
from meetings.dossier.book import dossier as bound
from meetings.models import Meeting


def dossier(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the meeting as one ordered PDF with bookmarks, as it stands now."""
    meeting = meeting_for(request.user, pk)
    path = bound(meeting, inside="prepare_meeting" in meeting.held)  # type: ignore[attr-defined]
    response = serve(request, path, etag=path.stem, kind="application/pdf")
    response["Content-Disposition"] = _called(meeting, "pdf", "inline")
    return response


def archive(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send everything of an ended meeting as an archive that anybody can check without this server."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    if not meeting.ended:
        raise Refused(_("The archive is made when the meeting has ended."))
    response = FileResponse(make_archive(meeting, inside=True), content_type="application/zip")
    response["Content-Disposition"] = _called(meeting, "zip", "attachment")
    return response


def _called(meeting: Meeting, ending: str, manner: str) -> str:
    """Return the header that names the file after the meeting."""
    day = f"{meeting.starts_at:%Y-%m-%d}"
    plain = "-".join("".join(c if c.isalnum() else " " for c in fold(meeting.title)).split())[:80]
    return f"{manner}; filename=\"ho-so-{day}.{ending}\"; filename*=UTF-8''{quote(f'ho-so-{day}-{plain}.{ending}')}"
