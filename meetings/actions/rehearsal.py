"""A rehearsal: a meeting in session with any number of seated people and a paper on show, made in bulk.

For measuring with many tablets. The people cannot sign in (no password), sit in a unit of their own, and the
meeting is marked, so lists leave it out.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.folding import fold
from documents.actions import add_paper_bytes, let_in
from documents.models import Version
from journal.book import tell
from meetings import events
from meetings.access import GRANTS
from meetings.actions.agenda import add_item
from meetings.actions.attendance import arrive
from meetings.actions.meeting import convene_meeting, open_meeting, plan_meeting
from meetings.actions.show import show_page
from meetings.actions.walking import start_item
from meetings.models import Meeting, Seat, SeatRole
from meetings.states import IN_SESSION, Answer
from people.grants import grant_many
from people.models import Unit, UnitKind, User

NAME = "rehearsal-%04d"
PAGES = 500
BATCH = 200


def rehearse(people: int) -> tuple[Meeting, list[User]]:
    """Return the rehearsal meeting with at least ``people`` seats and a paper on show, and its people, the chair first."""
    with transaction.atomic():
        unit = _unit()
        users = _people(people)
        meeting = _meeting(unit, users[0])
        _seat(meeting, users)
    if meeting.show_version is None:
        meeting = show_page(meeting, _paper(meeting, users[0]), 1, by=users[0])
    return meeting, users


def _unit() -> Unit:
    name = _("Rehearsals")
    found = Unit.objects.filter(code="REHEARSAL").first()
    return found or Unit.objects.create(
        name=name, short=name, code="REHEARSAL", kind=UnitKind.DIVISION, position=9999
    )


def _people(number: int) -> list[User]:
    """Return the first ``number`` rehearsal people, the missing ones made in bulk."""
    names = [NAME % n for n in range(1, number + 1)]
    there = set(
        User.objects.filter(username__startswith="rehearsal-").values_list("username", flat=True)
    )
    made = [_person(name) for name in names if name not in there]
    User.objects.bulk_create(made, batch_size=BATCH)
    rows = User.objects.filter(username__startswith="rehearsal-", username__in=names[:1])
    if number > 1:
        rows = User.objects.filter(username__startswith="rehearsal-", username__lte=names[-1])
    return list(rows.order_by("username"))


def _person(name: str) -> User:
    full_name = _("Rehearsal %(number)s") % {"number": name.rpartition("-")[2]}
    return User(
        username=name,
        full_name=full_name,
        search_text=fold(f"{full_name} {name}"),
        password=make_password(None),
    )


def _meeting(unit: Unit, chair: User) -> Meeting:
    """Return the rehearsal that is in session, or open a new one."""
    rows = Meeting.objects.filter(is_rehearsal=True, state__in=IN_SESSION, chair=chair)
    if found := rows.select_related("folder", "show_version").first():
        return found
    starts = now()
    meeting = plan_meeting(
        title=_("Rehearsal"),
        unit=unit,
        chair=chair,
        starts_at=starts,
        ends_at=starts + timedelta(days=1),
        by=chair,
        rehearsal=True,
    )
    item = add_item(meeting, title=_("Rehearsal"), minutes=60, by=chair)
    convene_meeting(meeting, by=chair)
    arrive(meeting.seats.get(user=chair), by=chair)
    meeting = open_meeting(meeting, by=chair)
    start_item(item, by=chair)
    return meeting


def _seat(meeting: Meeting, users: list[User]) -> None:
    """Seat everybody who does not sit yet, present, with a member's permissions; one entry for all."""
    sitting = set(meeting.seats.values_list("user_id", flat=True))
    fresh = [user for user in users if user.pk not in sitting]
    if not fresh:
        return
    here = now()
    seats = [
        Seat(meeting=meeting, user=user, answer=Answer.ACCEPTED, arrived_at=here, position=place)
        for place, user in enumerate(fresh, len(sitting))
    ]
    Seat.objects.bulk_create(seats, batch_size=BATCH)
    grant_many(fresh, meeting, *GRANTS[SeatRole.MEMBER])
    let_in(fresh, meeting.folder)
    tell(events.REHEARSAL_SEATED, who=meeting.chair, what=meeting, number=len(fresh))


def _paper(meeting: Meeting, by: User) -> Version:
    paper = meeting.folder.papers.first() or add_paper_bytes(
        meeting.folder, title=_("Rehearsal"), content=b"".join(_pdf()), name="dien-tap.pdf", by=by
    )
    return paper.versions.order_by("-number")[0]


def _pdf() -> Iterator[bytes]:
    """Yield a plain PDF of PAGES sheets of A4, each with its number."""
    at, places = 0, []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(PAGES))
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {PAGES}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n in range(PAGES):
        text = f"BT /F 96 Tf 220 400 Td ({n + 1}) Tj ET".encode()
        bodies.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            b"/Contents %d 0 R>>" % (5 + 2 * n)
        )
        bodies.append(b"<</Length %d>>stream\n%s\nendstream" % (len(text), text))
    for chunk in [b"%PDF-1.4\n", *(b"%d 0 obj%s\nendobj\n" % row for row in enumerate(bodies, 1))]:
        places.append(at)
        at += len(chunk)
        yield chunk
    rows = b"".join(b"%010d 00000 n \n" % place for place in places[1:])
    yield b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places), rows)
    yield b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places), at)
