"""The decision drafted from a meeting: signed by the Chairman, numbered and sealed by the clerk."""

from datetime import timedelta
from typing import Any

from meetings import door as meetings
from office.demo import conclusions
from office.demo.people import CLERK
from office.demo.story.city import City, at


def draft_and_issue(city: City, meeting: Any) -> None:
    """Draft the decision, send it on its way, and let everybody on the way do their part."""
    clerk = city.people[CLERK]
    with at(meeting.ends_at + timedelta(hours=4)):
        paper = meetings.draft_decision(
            meeting,
            subject=city.words(conclusions.DECISION_SUBJECT),
            grounds=list(conclusions.DECISION_GROUNDS),
            articles=[city.words(text) for text in conclusions.DECISION_ARTICLES],
            recipients=list(conclusions.DECISION_RECIPIENTS),
            by=clerk,
        )
        meetings.send_to_be_signed(paper, meeting, by=clerk)
