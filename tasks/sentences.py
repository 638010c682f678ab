"""What people read in the bell and in mails: sentences that are said in the language of the reader."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def reminder_sentence(ladder: str, left: int, *, what: str, due: str) -> object:
    """Return the lazy sentence of a reminder; `left` working days, negative when the day is past."""
    return Said(lambda: _reminder(ladder, left) % {"what": what, "due": due, "days": abs(left)})


class Said:
    """A sentence that is put together when somebody reads it, in their language."""

    def __init__(self, words: Callable[[], str]) -> None:
        self.words = words

    def __str__(self) -> str:
        return self.words()


def _reminder(ladder: str, left: int) -> str:
    if ladder == "result":
        return ngettext(
            "The result of “%(what)s” has been waiting for you for %(days)s working day.",
            "The result of “%(what)s” has been waiting for you for %(days)s working days.",
            abs(left),
        )
    if left == 0:
        return _("“%(what)s” is due today (%(due)s).")
    if left > 0:
        return ngettext(
            "“%(what)s” is due in %(days)s working day (%(due)s).",
            "“%(what)s” is due in %(days)s working days (%(due)s).",
            left,
        )
    return ngettext(
        "“%(what)s” is overdue by %(days)s working day (deadline %(due)s).",
        "“%(what)s” is overdue by %(days)s working days (deadline %(due)s).",
        abs(left),
    )
