"""What giving hears: a day of the calendar changed, so the days on which tasks come back move."""

from typing import Any

from journal.book import hear
from journal.models import Entry
from notices.door import DAY_REMOVED, DAY_SET
from tasks.actions.patterns import calendar_moved


def count_anew(_entry: Entry, _what: Any) -> None:
    """Count anew on which days tasks are given."""
    calendar_moved()


for _event in (DAY_SET, DAY_REMOVED):
    hear(_event)(count_anew)
