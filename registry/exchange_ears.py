"""What becomes of a document the exchange brought is told to its sender (statuses 02-06), inside the telling transaction."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from journal.book import hear
from journal.models import Entry
from registry import events_incoming as events
from registry.actions.exchange import echo
from registry.incoming_ears import clerks, tell_people
from registry.models import Incoming


@hear(events.REGISTERED)
def registered(entry: Entry, row: Incoming) -> None:
    """03: registered under a number."""
    echo(row, "03", text=f"Đã tiếp nhận, số đến {row.number}", by=entry.who)


@hear(events.SENT_BACK)
def sent_back(entry: Entry, row: Incoming) -> None:
    """02: refused, with the reason."""
    echo(row, "02", text=row.reason, by=entry.who)


@hear(events.DIRECTED)
def directed(entry: Entry, line: Any) -> None:
    """04: somebody deals with it."""
    echo(line.incoming, "04", text=f"Phân công {line.lead}"[:300], by=entry.who)


@hear(events.PROGRESS)
def began(entry: Entry, row: Incoming) -> None:
    """05: the work began."""
    echo(row, "05", by=entry.who)


@hear(events.DONE)
def done(entry: Entry, row: Incoming) -> None:
    """06: dealt with; the document that answers it is named."""
    text = f"Hoàn thành; trả lời tại văn bản {row.reply}" if row.reply else ""
    echo(row, "06", text=text, by=entry.who)


@hear(events.RECALLED)
def recalled(entry: Entry, row: Incoming) -> None:
    """The clerk and the leader learn that the sender recalls a document."""
    people = [*clerks(row.agency), *([row.leader] if row.leader else [])]
    tell_people(people, entry, row, _("The sender recalls “%(what)s”: %(reason)s"), mail=True)
