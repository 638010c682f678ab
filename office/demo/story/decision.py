"""The decisions drafted from a meeting: sent to the Chairman; one signed, numbered and sealed."""

from typing import Any

from meetings import door as meetings
from office.demo.decisions import DECISIONS, DecisionRow
from office.demo.people import CHAIRMAN, CLERK
from office.demo.story.city import City, at
from signing import door as signing

DRAFTED, SENT = -3, -1  # working days from today; signed and sealed now, as the signatures will say


def draft_and_issue(city: City, key: str, meeting: Any) -> None:
    """Draft the meeting's decision, if it has one, send it on its way, and perhaps let it be issued."""
    for row in DECISIONS:
        if row.meeting == key:
            route = _send(city, row, meeting)
            if row.issued:
                _issue(route, city)


def _send(city: City, row: DecisionRow, meeting: Any) -> Any:
    clerk = city.people[CLERK]
    with at(city.moment(city.day(DRAFTED), 10)):
        paper = meetings.draft_decision(
            meeting,
            subject=city.words(row.subject),
            grounds=list(row.grounds),
            articles=[city.words(text) for text in row.articles],
            recipients=list(row.recipients),
            by=clerk,
        )
    with at(city.moment(city.day(SENT), 16)):
        meetings.send_to_be_signed(paper, meeting, by=clerk)
    return signing.Route.objects.get(paper=paper)


def _issue(route: Any, city: City) -> None:
    """Sign with the Chairman's key, then number, date and seal with the clerk's hand."""
    city.say("Ký số và đóng dấu một quyết định")
    for act, name in ((signing.sign, CHAIRMAN), (signing.number_and_seal, CLERK)):
        route.refresh_from_db()
        step = route.steps.get(state="asked")
        act(step, pin=signing.DEMO_PIN, seen=route.current.sha256, by=city.people[name])
