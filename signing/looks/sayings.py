"""Whether components say what the decree wants: numbers, dates, names of kinds, titles, recipients."""

import re

from signing.looks import words
from signing.looks.reading import Part, Reading
from signing.looks.words import plain

TO_BE_FILLED = "._… "


def motto(part: Part, _read: Reading) -> str:
    """“Độc lập - Tự do - Hạnh phúc”: first letters capital, hyphens with spaces (II.1.b)."""
    return "" if part.text.replace("–", "–").strip() == words.MOTTO else part.text.strip()


def nation(part: Part, _read: Reading) -> str:
    """The words of the national title; “HOÀ” and “HÒA” are two ways of setting one mark."""
    said = part.text.strip().upper().replace("HOÀ", "HÒA")
    return "" if said == words.NATION else part.text.strip()


def _number(part: Part) -> re.Match[str] | None:
    return words.NUMBER.match(part.text.strip())


def number_zero(part: Part, _read: Reading) -> str:
    """Numbers below 10 have a 0 before them (II.3.c)."""
    found = _number(part)
    given = found["number"].strip(TO_BE_FILLED) if found else ""
    return given if given.isdigit() and len(given) == 1 else ""


def number_colon(part: Part, _read: Reading) -> str:
    """A colon stands behind “Số” (II.3.c)."""
    return "" if re.match(r"^Số\s*:", part.text.strip()) else part.text.strip()


def number_slash(part: Part, _read: Reading) -> str:
    """A slash between number and symbol, hyphens between groups, no spaces (II.3.c)."""
    found = _number(part)
    if found is None or not found["symbol"].strip():
        return ""
    symbol = found["symbol"].strip()
    if not found["slash"]:
        return part.text.strip()
    good = re.fullmatch(r"[\w.&]+(-[\w.&]+)*", symbol)
    return "" if good else symbol


def symbol_capitals(part: Part, _read: Reading) -> str:
    """A symbol is in capitals (TTr, CTr, QyĐ, BCĐ and the like aside)."""
    found = _number(part)
    groups = re.split(r"[-/]", found["symbol"].strip()) if found else []
    small = [one for one in groups if one and one.islower()]
    return small[0] if small else ""


def symbol_of_kind(part: Part, read: Reading) -> str:
    """The symbol begins with the letters of the kind (Appendix III, table of abbreviations)."""
    wanted = words.KINDS.get(read.kind, "")
    found = _number(part)
    symbol = found["symbol"].strip() if found else ""
    if not wanted or not symbol:
        return ""
    first = re.split(r"[-/ ]", symbol)[0]
    return "" if first == wanted else symbol


def date_zero(part: Part, _read: Reading) -> str:
    """0 before days below 10 and before months 1 and 2 (II.4.b)."""
    found = words.DATE.match(part.text.strip())
    if not found:
        return ""
    day, month = found["day"].strip(TO_BE_FILLED), found["month"].strip(TO_BE_FILLED)
    short_day = day.isdigit() and len(day) == 1
    short_month = month in ("1", "2")
    long_month = (
        month.isdigit() and len(month) == 2 and month in ("03", "04", "05", "06", "07", "08", "09")
    )
    return part.text.strip() if short_day or short_month or long_month else ""


def date_form(part: Part, _read: Reading) -> str:
    """“Town, ngày … tháng … năm …” (II.4)."""
    text = part.text.strip()
    if text.endswith(","):
        return ""  # the blank is filled at issue
    found = words.DATE.match(text)
    return "" if found and found["comma"] and found["town"].strip() else text


def date_town(part: Part, _read: Reading) -> str:
    """A town's name begins with a capital (II.4.c)."""
    town = part.text.split(",")[0].strip()
    return "" if not town or town[0].isupper() else town


def full_title(part: Part, _read: Reading) -> str:
    """A signer's title is written in full (II.7.c)."""
    found = words.SHORT_POSTS.search(part.text)
    return found[0] if found else ""


def capacity_dot(part: Part, _read: Reading) -> str:
    """“TM.”, “KT.”, “TL.”, “TUQ.”, “Q.” with their full stop (II.7.b)."""
    found = re.match(r"^(TM|KT|TL|TUQ|T/M|K/T|T/L)(?!\w|\.)", part.text.strip())
    return found[0] if found else ""


def no_academic_title(part: Part, _read: Reading) -> str:
    """No academic titles before the signer's name (II.7.c)."""
    found = words.TITLES.match(part.text)
    return found[0].strip() if found else ""


def recipient_dash(part: Part, read: Reading) -> str:
    """Each recipient on a line of its own that begins with a dash (II.9); a long one may go on below."""
    said = part.text.strip()
    if said[:1] in "-–" or not said[:1].isalpha():
        return ""
    listed = list(read.all("recipient"))
    at = next((i for i, one in enumerate(listed) if one is part), 0)
    goes_on = at > 0 and listed[at - 1].text.strip()[-1:] not in ";."
    return "" if goes_on and any(one.text.strip()[:1] in "-–" for one in listed[:at]) else said


def heading_colon(part: Part, _read: Reading) -> str:
    """A colon stands behind “Nơi nhận” (II.9)."""
    return "" if part.text.strip() == "Nơi nhận:" else part.text.strip()


def recipient_end(part: Part, read: Reading) -> str:
    """Lines end with a semicolon, the last one with a full stop (II.9); a long one may go on below."""
    listed = list(read.all("recipient"))
    last = bool(listed) and part == listed[-1]
    end = part.text.strip()[-1:]
    if last:
        return "" if end in ".;)" and end != ";" else end or "no_sign"
    at = next((i for i, one in enumerate(listed) if one == part), -1)
    goes_on = at + 1 < len(listed) and not listed[at + 1].text.strip().startswith(("-", "–"))
    return "" if end in ";.:,)" or goes_on else part.text.strip()


def kept_copy(read: Reading) -> bool:
    """Say whether a line “Lưu: VT, …” is among the recipients (II.9)."""
    found = [one.text for one in read.all("recipient") if plain(one.text).startswith("luu")]
    return any(re.search(r"Lưu\s*:\s*VT\b", one) for one in found)
