"""The sample city is reminded: somebody is away, somebody puts off, a leader urges; the clock tells why."""

from datetime import timedelta

from core.clock import at
from office.demo.story.city import City
from people.absences import announce_absence
from tasks import door as tasks

AWAY, STAND_IN = "dat", "yen"  # the head of Finance travels, the deputy stands in


def tell(city: City) -> None:
    """Play the last working day and this one: an absence, a reminder put off, an urging by hand."""
    day = city.today if city.calendar.is_workday(city.today) else city.day(-1)
    with at(min(city.began, city.moment(day, 8))):
        announce_absence(
            city.people[AWAY], stand_in=city.people[STAND_IN], since=city.today,
            until=city.today + timedelta(days=4), reason="Đi công tác tại Hà Nội", by=city.people[AWAY],
        )  # fmt: skip
    _press(city)


def _press(city: City) -> None:
    """On one overdue task its giver urges, on one in time its lead puts the reminder off."""
    before = city.moment(city.day(-1), 16)
    late = tasks.Task.objects.filter(state="accepted", due_on__lt=city.today).order_by("pk").first()
    later = tasks.Task.objects.filter(
        state="accepted", due_on__gt=city.day(3), lead_unit__isnull=False, snooze_allowed=True
    ).exclude(priority="flash").order_by("due_on", "pk").first()  # fmt: skip
    with at(before):
        if late is not None:
            words = "Báo cáo rõ vướng mắc và thời điểm hoàn thành trước 16 giờ hôm nay."
            tasks.nudge(late, words=words, by=late.giver)
    head = later.lead_unit.posts.filter(is_head=True).first() if later and later.lead_unit else None
    if later is not None and head is not None:
        with at(city.began):
            tasks.snooze(later, word="tomorrow", by=head.user)
