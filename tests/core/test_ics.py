"""Calendar files, read by another program (vobject) and by the letter of RFC 5545."""

import re
import warnings
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ics import CANCEL, CANCELLED, PUBLISH, REQUEST, Entry, Person, calendar_file

START = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)  # 08:00 in the city
STAMP = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


def _entry(**more):
    said = {
        "uid": "meeting-7@nghisu",
        "title": "Phiên họp",
        "starts": START,
        "ends": START + timedelta(hours=2),
        "stamp": STAMP,
    }
    return Entry(**{**said, **more})


def _read(content):
    """What vobject, an independent reader, finds in the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, about dates
        import vobject

        return vobject.readOne(content.decode())


def _unfolded(content):
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_another_program_reads_the_same():
    event = _read(calendar_file([_entry(place="Phòng họp số 1", sequence=3)])).vevent
    assert event.uid.value == "meeting-7@nghisu"
    assert event.summary.value == "Phiên họp"
    assert event.location.value == "Phòng họp số 1"
    assert event.sequence.value == "3"
    assert event.dtstart.value.astimezone(UTC) == START
    assert event.dtend.value - event.dtstart.value == timedelta(hours=2)


@pytest.mark.parametrize(
    "title",
    [
        "Họp; giao ban, tuần 48 \\ tháng 11",
        "Hai\ndòng",
        "Nghị quyết về “đường vành đai” " * 12,
        "😀" * 60,
        "BEGIN:VEVENT\r\nATTENDEE:mailto:evil@example.com",
    ],
)
def test_what_is_written_comes_back_and_breaks_no_line(title):
    content = calendar_file([_entry(title=title)])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert _read(content).vevent.summary.value == title.replace("\r\n", "\n")
    assert sum(line.startswith("BEGIN:VEVENT") for line in _unfolded(content)) == 1
    assert not any(line.startswith("ATTENDEE") for line in _unfolded(content))


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_breaks_the_file(title, place):
    content = calendar_file([_entry(title=title, place=place)], name=place)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    names = [re.split("[:;]", line, maxsplit=1)[0] for line in _unfolded(content) if line]
    assert all(re.fullmatch(r"[A-Z-]+", name) for name in names), names
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)


def test_a_call_to_one_person_names_both_sides():
    guest = Person('Bình "Giám đốc"', "binh@example.com")
    content = calendar_file(
        [_entry(organiser=Person("UBND; TP", "a@example.com"), attendee=guest)], method=REQUEST
    )
    said = _read(content)
    assert said.method.value == "REQUEST"
    assert said.vevent.organizer.value == "mailto:a@example.com"
    assert said.vevent.attendee.value == "mailto:binh@example.com"
    assert said.vevent.attendee.params["PARTSTAT"] == ["NEEDS-ACTION"]


def test_what_is_published_names_no_guests():
    content = calendar_file([_entry(attendee=Person("Bình", "binh@example.com"))], method=PUBLISH)
    assert b"ATTENDEE" not in content


def test_called_off_it_takes_no_time_and_rings_no_more():
    event = _read(calendar_file([_entry(status=CANCELLED, alarm=30)], method=CANCEL)).vevent
    assert (event.status.value, event.transp.value) == ("CANCELLED", "TRANSPARENT")
    assert not hasattr(event, "valarm")


def test_it_rings_before():
    alarm = _read(calendar_file([_entry(alarm=30)])).vevent.valarm
    assert (alarm.action.value, alarm.trigger.value) == ("DISPLAY", timedelta(minutes=-30))


def test_a_deadline_is_a_whole_day():
    event = _read(calendar_file([_entry(starts=date(2026, 12, 1), ends=date(2026, 12, 2))])).vevent
    assert event.dtstart.value == date(2026, 12, 1)
    assert b"DTSTART;VALUE=DATE:20261201" in calendar_file(
        [_entry(starts=date(2026, 12, 1), ends=date(2026, 12, 2))]
    )
