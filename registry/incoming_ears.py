"""Who hears of incoming documents in the bell and by mail; who may read their papers. Heard inside the telling transaction."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.access import GATES
from journal.book import hear
from journal.models import Entry
from notices.door import notify
from people.models import Post, Role, Unit, User
from people.standing import away
from registry import events as outgoing
from registry import events_incoming as events
from registry.access import APPARATUS
from registry.actions.directing import replied
from registry.actions.inside import acknowledge_inside, take_inside
from registry.incoming_access import answered_by, may_read
from registry.models import Incoming, Issue, Sending
from registry.states import Way

GATES["incoming"] = may_read


class Said:
    """A lazy sentence with its words, said in the reader's language."""

    def __init__(self, sentence: Any, words: dict[str, str]) -> None:
        self.sentence, self.words = sentence, words

    def __str__(self) -> str:
        return str(self.sentence) % self.words


def clerks(agency: Unit) -> list[User]:
    """Return who keeps the agency's register: its clerks and those of its office."""
    units = [agency, *agency.children.filter(kind__in=APPARATUS)]
    posts = Post.objects.filter(role=Role.CLERK, unit__in=units, user__is_active=True)
    return list({post.user_id: post.user for post in posts.select_related("user")}.values())


def tell_people(people: Iterable[User], entry: Entry, row: Incoming, sentence: Any, *, mail: bool = False) -> None:  # fmt: skip
    """Ring for everybody but who acted."""
    words = {**{key: str(value) for key, value in entry.data.items()}, "who": entry.who_name, "what": str(row)}  # fmt: skip
    for person in people:
        if person.pk != entry.who_id:
            notify(person, key=f"{row.book}.{entry.seq}", sentence=Said(sentence, words), url=row.get_absolute_url(), mail=mail)  # fmt: skip


@hear(outgoing.SENT)
def documents_sent_inside_come_in(_entry: Entry, sending: Sending) -> None:
    """What another unit here sends waits for the receiving unit's clerk."""
    if sending.way == Way.INSIDE:
        take_inside(sending)


@hear(outgoing.ISSUED)
def answers_tick_what_they_answer(entry: Entry, issue: Issue) -> None:
    """An issued document that answers an incoming one ticks it (văn bản phúc đáp)."""
    row = answered_by(issue.draft)
    if row is not None and row.reply != issue.number.notation:
        replied(row, reply=issue.number.notation, url=issue.get_absolute_url(), by=entry.who)


@hear(events.REGISTERED)
def the_sender_inside_hears(entry: Entry, row: Incoming) -> None:
    """A unit here that sent the document hears that it was registered."""
    acknowledge_inside(row, by=entry.who)


@hear(events.RECEIVED)
def clerks_hear_what_came_by_itself(entry: Entry, row: Incoming) -> None:
    """What the exchange or another unit brought waits for the clerk."""
    if row.arrival in ("edxml", "inside"):
        tell_people(clerks(row.agency), entry, row, _("A document of %(issuer)s came: %(what)s"))


@hear(events.SUBMITTED)
def the_leader_hears(entry: Entry, row: Incoming) -> None:
    """The leader learns that a document waits for direction."""
    leader = [row.leader] if row.leader else []
    tell_people(leader, entry, row, _("%(who)s submitted to you: %(what)s"), mail=True)
    if absence := away([row.leader_id or 0]).get(row.leader_id or 0):
        said = _("%(who)s submitted to %(leader)s, for whom you stand in: %(what)s")
        tell_people([absence.stand_in], entry, row, said, mail=True)


@hear(events.TAKEN_BACK)
def clerks_hear_it_came_back(entry: Entry, row: Incoming) -> None:
    """The clerk learns that the leader wants it submitted otherwise."""
    tell_people(clerks(row.agency), entry, row, _("%(who)s gave back “%(what)s”: %(reason)s"))


@hear(events.DIRECTED)
def clerks_hear_the_direction(entry: Entry, line: Any) -> None:
    """The clerk learns what the leader wrote; those who are to act hear it by their task."""
    said = _("%(who)s directed “%(what)s”: %(lead)s leads")
    tell_people(clerks(line.incoming.agency), entry, line.incoming, said)


@hear(events.DONE)
def leader_and_clerks_hear_the_end(entry: Entry, row: Incoming) -> None:
    """The leader and the clerk learn that it is dealt with."""
    people = [*clerks(row.agency), *([row.leader] if row.leader else [])]
    tell_people(people, entry, row, _("“%(what)s” is dealt with: %(outcome)s"))
