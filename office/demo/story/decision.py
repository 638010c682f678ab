"""The decision drafted from a meeting: signed by the Chairman, numbered and sealed by the clerk."""

from typing import Any

from meetings import door as meetings
from office.demo import conclusions
from office.demo.people import CHAIRMAN, CLERK
from office.demo.story.city import City, at
from signing import door as signing

DRAFTED, SENT = -3, -1  # working days from today; signed and sealed now, as the signatures will say


def draft_and_issue(city: City, meeting: Any) -> None:
    """Draft the decision, send it on its way, and let everybody on the way do their part."""
    clerk = city.people[CLERK]
    with at(city.moment(city.day(DRAFTED), 10)):
        paper = meetings.draft_decision(
            meeting,
            subject=city.words(conclusions.DECISION_SUBJECT),
            grounds=list(conclusions.DECISION_GROUNDS),
            articles=[city.words(text) for text in conclusions.DECISION_ARTICLES],
            recipients=list(conclusions.DECISION_RECIPIENTS),
            by=clerk,
        )
    with at(city.moment(city.day(SENT), 16)):
        meetings.send_to_be_signed(paper, meeting, by=clerk)
    _issue(signing.Route.objects.get(paper=paper), city)


def _issue(route: Any, city: City) -> None:
    """Sign with the Chairman's key, then number, date and seal with the clerk's hand."""
    city.say("Ký số và đóng dấu một quyết định")
    for act, name in ((signing.sign, CHAIRMAN), (signing.number_and_seal, CLERK)):
        route.refresh_from_db()
        step = route.steps.get(state="asked")
        act(step, pin=signing.DEMO_PIN, seen=route.current.sha256, by=city.people[name])
