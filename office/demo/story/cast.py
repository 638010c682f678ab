"""The people enter; at the end everybody has read what is old."""

from datetime import timedelta

from core.clock import at
from notices.actions import read, set_wish
from notices.models import Notice
from office.demo.people import ADMINISTRATOR, PEOPLE, PersonRow
from office.demo.story.city import City
from office.demo.units import UNITS
from people.actions import add_unit, give_post
from people.models import User

FOUNDED = -60  # working days from today
OLD = timedelta(days=2)  # notices older than this have been read


def enter(city: City) -> None:
    """Set up units, people and posts; nobody gets mail of what happened before today."""
    city.say("Đơn vị và cán bộ (dữ liệu mẫu)")
    with at(city.moment(city.day(FOUNDED), 8)):
        for row in PEOPLE:
            city.people[row.username] = _person(row)
        administrator = city.people[ADMINISTRATOR]
        for unit in UNITS:
            city.units[unit.name] = add_unit(
                unit.name, short=unit.short, code=unit.code, kind=unit.kind,
                parent=city.units.get(unit.parent), by=administrator,
            )  # fmt: skip
        for row in PEOPLE:
            give_post(
                city.people[row.username], city.units[row.unit], title=row.title, role=row.role,
                is_head=row.is_head, by=administrator,
            )  # fmt: skip


def _person(row: PersonRow) -> User:
    """Make a sample person who signs in by choice, not by password; the mail address leads nowhere (RFC 2606)."""
    email = f"{row.username}@songha.example"
    user = User.objects.create_user(row.username, full_name=row.name, is_sample=True, email=email)
    set_wish(user, by_mail=False, quiet=(None, None))
    return user


def look_around(city: City) -> None:
    """Let everybody have read what is older than two days, and take mail from now on."""
    old = Notice.objects.filter(read_at=None, created_at__lt=city.began - OLD).select_related(
        "user"
    )
    for notice in old:
        with at(notice.created_at + timedelta(hours=1)):
            read(notice.user, notice.pk)
    for user in city.people.values():
        set_wish(user, by_mail=True, quiet=(None, None))
