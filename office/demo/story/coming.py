"""The meetings to come: convened with answers, cancelled with a reason, and one still being prepared."""

from datetime import timedelta

from meetings import door as meetings
from office.demo.meetings import CANCELLED_BECAUSE, COMING
from office.demo.people import CLERK
from office.demo.story.city import City, at
from office.demo.story.plan import convene, plan


def tell(city: City) -> None:
    """Prepare what comes."""
    for row in COMING:
        city.say(f"Sắp họp: {city.words(row.title)}")
        meeting = plan(city, row, city.moment(city.day(row.day), row.hour))
        if row.end == "draft":
            continue
        meeting = convene(city, row, meeting)
        if row.end == "cancelled":
            with at(city.began - timedelta(minutes=2)):
                meetings.cancel_meeting(meeting, reason=CANCELLED_BECAUSE, by=city.people[CLERK])
