"""Hours, days and figures as an official document writes them (Decree 30/2020, Appendix I, II.4.b)."""

from datetime import date, datetime


def hour(moment: datetime) -> str:
    """Return “08 giờ 05 phút”."""
    return f"{moment:%H} giờ {moment:%M} phút"


def day(moment: date) -> str:
    """Return “ngày 05 tháng 02 năm 2026”: a leading 0 for days below ten and months below three."""
    month = f"{moment.month:02d}" if moment.month < 3 else str(moment.month)
    return f"ngày {moment.day:02d} tháng {month} năm {moment.year}"


def when(moment: datetime) -> str:
    """Return hour and day."""
    return f"{hour(moment)}, {day(moment)}"


def short_day(moment: date) -> str:
    """Return “30/12/2026”."""
    return f"{moment:%d/%m/%Y}"


def two(number: int) -> str:
    """Return a number with a leading 0 below ten, as people are counted in minutes."""
    return f"{number:02d}"


def small(title: str) -> str:
    """Begin a title small, for the middle of a sentence."""
    return title[:1].lower() + title[1:]


def large(text: str) -> str:
    """Begin a sentence with a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def stopped(text: str, sign: str = ".") -> str:
    """Return the sentence with one sign at its end."""
    return text.rstrip(" .;,") + sign


def with_unit(title: str, unit: str) -> str:
    """Return post and unit without saying a word twice: “Chánh Văn phòng” + “Văn phòng Ủy ban nhân dân …”."""
    post, place = title.split(), unit.split()
    for shared in range(min(len(post), len(place)), 0, -1):
        if post[-shared:] == place[:shared]:
            return " ".join([*post, *place[shared:]])
    return f"{title} {unit}".strip()
