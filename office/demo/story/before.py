"""Before a coming session: its members have read, taken positions, asked and been answered."""

from datetime import timedelta
from typing import Any

from meetings import door as meetings
from office.demo.people import CLERK
from office.demo.preparation import MEETING, NOTES, READERS, REMARKS, STANCES
from office.demo.story.city import City, at

DAY = timedelta(days=1)


def tell(city: City) -> None:
    """Let the members prepare; what they did lies between the last day and now."""
    meeting = meetings.Meeting.objects.get(title=MEETING)
    city.say("Đọc trước, ý kiến trước phiên họp")
    items = list(meeting.items.all())
    with at(city.began - DAY):
        _read(city, meeting, items)
        for row in STANCES:
            seat = meeting.seats.get(user=city.people[row.who])
            meetings.give_stance(items[row.item], seat, row.choice, reason=row.reason, by=seat.user)
    with at(city.began - timedelta(hours=3)):
        _ask(city, items)
        for name, item, page, quote, text in NOTES:
            version = _first(items[item]) if page else None
            meetings.write_note(
                items[item], text=text, quote=quote, version=version, page=page or None,
                by=city.people[name],
            )  # fmt: skip
    with at(city.began - timedelta(hours=2)):
        meetings.remind_readers(meeting, by=city.people[CLERK])


def _first(item: Any) -> Any:
    return item.papers.first().versions.last()


def _read(city: City, meeting: Any, items: list[Any]) -> None:
    for name, share in READERS:
        seat = meeting.seats.get(user=city.people[name])
        for item in items:
            for paper in item.papers.all():
                version = paper.versions.last()
                last = max(1, version.pages * share // 100)
                meetings.mark_seen(seat, version, pages=range(1, last + 1), last=last)


def _ask(city: City, items: list[Any]) -> None:
    for who, item, kind, text, to_all, answer in REMARKS:
        remark = meetings.write_remark(
            items[item], text=text, kind=kind, to_all=to_all, by=city.people[who]
        )
        if answer and items[item].presenter:
            meetings.write_remark(
                items[item], text=answer, answers=remark, by=items[item].presenter
            )  # fmt: skip
