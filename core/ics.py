"""Calendar files (RFC 5545) and scheduling messages (RFC 5546); the only module that speaks icalendar.

Pure: values in, bytes out. Times go out in UTC, which every program reads alike; Viet Nam has no summer time.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

MAKER = "-//Nghi Su//Meetings//VI"
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
CONFIRMED, CANCELLED = "CONFIRMED", "CANCELLED"


@dataclass(frozen=True)
class Person:
    """A name and a mail address, as organiser or attendee; ``answer`` is a PARTSTAT."""

    name: str
    email: str
    answer: str = "NEEDS-ACTION"
    optional: bool = False


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar: ``uid`` never changes, ``sequence`` rises with each change (RFC 5545 3.8.7.4).

    A ``starts`` without time makes a whole day. ``alarm`` is minutes before, None for none.
    """

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date
    stamp: datetime
    sequence: int = 0
    place: str = ""
    text: str = ""
    url: str = ""
    status: str = CONFIRMED
    organiser: Person | None = None
    attendee: Person | None = None
    alarm: int | None = None
    busy: bool = True


def calendar_file(entries: Iterable[Entry], *, method: str = PUBLISH, name: str = "") -> bytes:
    """Return the file: lines of at most 75 octets, ended by CRLF, texts escaped."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", _line(name))
        calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, method))
    return calendar.to_ical()


def _event(entry: Entry, method: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("last-modified", entry.stamp.astimezone(UTC))
    event.add("dtstart", _moment(entry.starts))
    event.add("dtend", _moment(entry.ends))
    event.add("summary", _clean(entry.title))
    for word, value in (("location", entry.place), ("description", entry.text)):
        if value:
            event.add(word, _clean(value))
    if entry.url:
        event.add("url", entry.url)
    event.add("status", entry.status)
    event.add("transp", "OPAQUE" if entry.busy and entry.status != CANCELLED else "TRANSPARENT")
    _people(event, entry, method)
    if entry.alarm is not None and entry.status != CANCELLED and method != CANCEL:
        event.add_component(_alarm(entry))
    return event


def _people(event: Event, entry: Entry, method: str) -> None:
    """Name organiser and, in a message to one person, that person (RFC 5546: none in PUBLISH)."""
    if entry.organiser:
        event["organizer"] = _address(entry.organiser)
    if entry.attendee and method != PUBLISH:
        guest = _address(entry.attendee)
        guest.params["partstat"] = vText(entry.attendee.answer)
        guest.params["role"] = vText(
            "OPT-PARTICIPANT" if entry.attendee.optional else "REQ-PARTICIPANT"
        )
        guest.params["rsvp"] = vText("FALSE")  # answers are given on the meeting's page
        event.add("attendee", guest, encode=False)


def _address(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    address.params["cn"] = vText(_line(person.name).replace('"', "'"))
    return address


def _alarm(entry: Entry) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _clean(entry.title))
    alarm.add("trigger", timedelta(minutes=-(entry.alarm or 0)))
    return alarm


def _moment(value: datetime | date) -> datetime | date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _line(text: str) -> str:
    """Return the text in one line, for what may not be broken."""
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    """Return the text composed (NFC), without control characters but for new lines."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
