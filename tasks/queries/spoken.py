"""What a typed sentence says, asked with the city's units, people and calendar."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.clock import today
from core.understanding import Said
from people.models import Unit, User
from tasks.extraction import UnitName
from tasks.models import due_words
from tasks.order_line import Understood, understand


def unit_names() -> list[UnitName]:
    """The city's units by the names people use."""
    rows = Unit.objects.filter(closed_on=None).order_by("pk")
    return [UnitName(u.pk, u.name, tuple(w for w in (u.short, u.code) if w)) for u in rows]


LONGEST = 4000  # letters of a sentence that are understood; a longer one is a text to be read


def spoken(text: str) -> dict[str, Any]:
    """Return the fields a sentence fills: keys of lead and supporters, the deadline, and what was understood in words."""
    return spoken_lines([text])[0]


def said(text: str) -> Said:
    """As ``spoken``, for rooms that ask the floor (``core.understanding``)."""
    found = spoken(text)
    due = date.fromisoformat(found["due_on"]) if found["due_on"] else None
    return Said(found["lead"], tuple(found["support"]), due)


def spoken_lines(lines: list[str]) -> list[dict[str, Any]]:
    """As ``spoken`` for each of many lines; units, people and calendar are read once (three queries)."""
    rows = User.objects.filter(is_active=True, posts__isnull=False).distinct()
    people = list(rows.values_list("pk", "full_name"))
    units, calendar, day = unit_names(), city_calendar(), today()
    names = {unit.key: unit.name for unit in units}
    return [
        _fields(
            understand(one[:LONGEST], units=units, people=people, issued=day, calendar=calendar),
            names,
        )
        for one in lines
    ]


def _fields(told: Understood, names: dict[int, str]) -> dict[str, Any]:
    leads = [f"unit.{pk}" for pk in told.units] + [f"person.{pk}" for pk in told.people]
    return {
        "lead": leads[0] if leads else "",
        "also": leads[1:],
        "support": [f"unit.{pk}" for pk in told.supporters],
        "due_on": told.due_on.isoformat() if told.due_on else "",
        "due_time": told.due_time or "",
        "said": " · ".join(
            word for word in (_said(told), _helped([names[pk] for pk in told.supporters])) if word
        ),
    }


def _helped(names: list[str]) -> str:
    return _("with %(units)s") % {"units": ", ".join(names)} if names else ""


def _said(told: Understood) -> str:
    """The words of the deadline beside the day they mean."""
    if not told.due_quote:
        return ""
    if told.due_on is None:
        return _("“%(words)s” names no day: please choose one.") % {"words": told.due_quote}
    day = due_words(told.due_on, None)
    return _("“%(words)s”: deadline %(day)s") % {"words": told.due_quote, "day": day}
