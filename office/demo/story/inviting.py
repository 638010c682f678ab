"""Invitations in the sample city: one issued, one substitute seated, one that waits, and the absences agreed to."""

from datetime import timedelta
from typing import Any

from meetings import door as meetings
from office.api.keys import make_key
from office.demo.inviting import FEEDS, ISSUED, RECIPIENTS, SUBSTITUTES, SubstituteRow
from office.demo.meetings import COMING
from office.demo.people import CHAIRMAN, CLERK
from office.demo.story.city import City, at
from office.keys import Purpose
from signing import door as signing


def tell(city: City) -> None:
    """Issue the invitation, seat the substitutes, hand out the calendar addresses."""
    city.say("Giấy mời có số, người dự thay, địa chỉ lịch")
    _agree(city)
    for row in SUBSTITUTES:
        _substitute(city, row)
    _issue(city, _meeting(city, ISSUED))
    for name, device in FEEDS:
        person = city.people[name]
        make_key(person, Purpose.FEED, name=device, by=person)


def _meeting(city: City, key: str) -> Any:
    title = next(city.words(row.title) for row in COMING if row.key == key)
    return meetings.Meeting.objects.get(title=title)


def _agree(city: City) -> None:
    """Let the chairs have agreed to the absences from their sessions."""
    for absence in meetings.Absence.objects.filter(state="asked").select_related("meeting__chair"):
        moment = min(absence.asked_at + timedelta(hours=1), city.began)
        with at(moment):
            meetings.agree_absence(absence, by=absence.meeting.chair)


def _substitute(city: City, row: SubstituteRow) -> None:
    meeting = _meeting(city, row.meeting)
    person = city.people[row.person]
    with at(city.began - timedelta(minutes=40)):
        absence = meetings.stay_away(
            meeting.seats.get(user=person), reason=row.reason, by=person,
            instead=meetings.Instead(city.people[row.substitute]),
        )  # fmt: skip
    if row.agreed:
        with at(city.began - timedelta(minutes=20)):
            meetings.agree_absence(absence, by=city.people[CLERK])


def _issue(city: City, meeting: Any) -> None:
    """Draft the invitation, let the Chairman sign and the clerk number and seal it."""
    chairman, clerk = city.people[CHAIRMAN], city.people[CLERK]
    letter = meetings.draft_invitation(
        meeting, opening=meetings.first_words(meeting), requirements=meetings.DEFAULT_REQUIREMENTS,
        recipients=RECIPIENTS, signer=chairman, by=clerk,
    )  # fmt: skip
    meetings.send_invitation(letter, by=clerk)
    route = signing.Route.objects.get(paper=letter.paper)
    for act, person in ((signing.sign, chairman), (signing.number_and_seal, clerk)):
        route.refresh_from_db()
        step = route.steps.get(state="asked")
        act(step, pin=signing.DEMO_PIN, seen=route.current.sha256, by=person)
