"""Why somebody is reminded, in a sentence of the reader's language; the reason itself is data (`Reminder.why`)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Why = Mapping[str, Any]
ROLE_WORDS: dict[str, Callable[[], str]] = {
    "head": lambda: _("told to the head of the lead unit"),
    "giver": lambda: _("told to who gave it"),
    "above": lambda: _("told to the level above"),
}
DUE, OVERDUE, DECIDE, STILL = "due", "overdue", "decide", "still"


def why_words(why: Why) -> str:
    """Say why, without “because”: “2 working days are left and 20 % is done”."""
    if why.get("ladder") == "nudge":
        return _("%(by)s urges: “%(words)s”") % {
            "by": why.get("by", ""),
            "words": why.get("words", ""),
        }
    said = [*_reason(why), *_more(why)]
    if len(said) < 2:
        return "".join(said)
    return _("%(first)s and %(last)s") % {"first": ", ".join(said[:-1]), "last": said[-1]}


def digest_words(whys: Iterable[Why]) -> str:
    """Count the reminders of a digest by kind: “3 tasks nearly due, 2 tasks overdue”."""
    counts = Counter(kind_of(why) for why in whys)
    return ", ".join(COUNTED[kind](counts[kind]) for kind in COUNTED if counts[kind])


def kind_of(why: Why) -> str:
    """Under which heading of a digest the reminder stands."""
    ladder, days = why.get("ladder"), why.get("days", 0)
    if ladder == "deadline":
        return OVERDUE if days > 0 else DUE
    if ladder in ("result", "decision"):
        return DECIDE
    return STILL


COUNTED: dict[str, Callable[[int], str]] = {
    OVERDUE: lambda n: ngettext("%(n)s task overdue", "%(n)s tasks overdue", n) % {"n": n},
    DUE: lambda n: ngettext("%(n)s task nearly due", "%(n)s tasks nearly due", n) % {"n": n},
    DECIDE: lambda n: ngettext("%(n)s decision waiting", "%(n)s decisions waiting", n) % {"n": n},
    STILL: lambda n: (
        ngettext("%(n)s task without a step", "%(n)s tasks without a step", n) % {"n": n}
    ),
}


def _reason(why: Why) -> list[str]:
    days = int(why.get("days", 0))
    told = REASONS.get(str(why.get("ladder")))
    return told(days, why) if told else []


def _deadline(days: int, why: Why) -> list[str]:
    if days > 0:
        said = [
            ngettext(
                "it is overdue by %(n)s working day", "it is overdue by %(n)s working days", days
            )
            % {"n": days}
        ]
    elif days == 0:
        said = [_("it is due today")]
    else:
        said = [
            ngettext("%(n)s working day is left", "%(n)s working days are left", -days)
            % {"n": -days}
        ]
    percent = int(why.get("percent", 0))
    said.append(
        _("only %(percent)s %% is done") % {"percent": percent}
        if percent
        else _("no progress is reported")
    )
    if why.get("risk"):
        said.append(
            _("it will probably be late (%(risk)s %%)") % {"risk": round(100 * float(why["risk"]))}
        )
    return said


def _explain(days: int, _why: Why) -> list[str]:
    if days <= 0:
        return [_("the explanation that was demanded is due today")]
    return [
        ngettext(
            "the explanation that was demanded is %(n)s working day late",
            "the explanation that was demanded is %(n)s working days late",
            days,
        )
        % {"n": days}
    ]


REASONS: dict[str, Callable[[int, Why], list[str]]] = {
    "deadline": _deadline,
    "explain": _explain,
    "snooze": lambda _days, _why: [_("put off until now")],
    "result": lambda days, _why: [
        ngettext(
            "the result has waited for a decision for %(n)s working day",
            "the result has waited for a decision for %(n)s working days",
            days,
        )
        % {"n": days}
    ],
    "decision": lambda days, _why: [
        ngettext(
            "a request has waited for a decision for %(n)s working day",
            "a request has waited for a decision for %(n)s working days",
            days,
        )
        % {"n": days}
    ],
    "start": lambda days, _why: [
        ngettext(
            "nobody has accepted it for %(n)s working day",
            "nobody has accepted it for %(n)s working days",
            days,
        )
        % {"n": days}
    ],
    "idle": lambda days, _why: [
        ngettext(
            "there was no step for %(n)s working day",
            "there was no step for %(n)s working days",
            days,
        )
        % {"n": days}
    ],
}


def _more(why: Why) -> list[str]:
    said = []
    if why.get("role") in ROLE_WORDS and why.get("ladder") not in ("result", "decision"):
        said.append(ROLE_WORDS[str(why["role"])]())
    if int(why.get("times", 0)) > 1:
        said.append(_("told %(n)s times before") % {"n": why["times"]})
    return said
