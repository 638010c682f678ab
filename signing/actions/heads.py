"""The heads of the journal are sealed with the system's certificate, and seals are checked against the journal."""

import hashlib
from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.clock import now, today
from journal.book import tell
from journal.models import Book, Entry
from signing import events, system
from signing.levels import heads
from signing.levels.detached import NotSealed, Seal, checked
from signing.models import JournalSeal
from signing.strongbox import print_of


def seal_journal() -> JournalSeal:
    """Seal the heads of all books as they are now, once a day; returns the day's seal.

    The timestamp is asked for outside of any transaction; without one the seal is kept with the clock's time.
    """
    day = today()
    kept = JournalSeal.objects.filter(day=day).first()
    if kept is not None:
        return kept
    current, (earlier, before) = _heads(), _earlier()
    text = heads.statement(current, earlier, day=day.isoformat(), before=before)
    container = system.sealed(text.encode())
    seal = checked(text.encode(), container)
    made = JournalSeal(
        day=day, statement=text, container=container, certificate=print_of(seal.certificate), books=len(current),
        entries=sum(number for number, _hash in current.values()), timed_at=seal.timed_at, made_at=now(),
    )  # fmt: skip
    try:
        return _keep(made)
    except IntegrityError:  # another worker was quicker
        return JournalSeal.objects.get(day=day)


@transaction.atomic
def _keep(made: JournalSeal) -> JournalSeal:
    made.save(force_insert=True)
    tell(events.JOURNAL_SEALED, who=None, what=made, books=made.books, entries=made.entries)
    return made


def doubts() -> Iterator[str]:
    """Yield a sentence for each seal that does not hold, or that says something else than the journal says now."""
    known: dict[str, tuple[int, str]] = {}
    before = ""
    trusted = {print_of(one) for one in system.known_certificates()}
    for kept in JournalSeal.objects.order_by("day").iterator():
        name = f"{kept.day:%Y-%m-%d}"
        yield from (f"{name}: {fault}" for fault in _faults(kept, trusted))
        try:
            said = heads.read(kept.statement)
        except ValueError as error:
            yield f"{name}: {error}"
            continue
        if said.before != before:
            yield _("%(day)s: a seal before this one is missing") % {"day": name}
        known |= said.changed
        if heads.root_of(known) != said.root:
            yield _("%(day)s: the sealed list is not complete") % {"day": name}
        yield from (f"{name}: {fault}" for fault in _unlike(said.changed))
        before = hashlib.sha256(kept.statement.encode()).hexdigest()


def _faults(kept: JournalSeal, trusted: set[str]) -> Iterator[str]:
    try:
        seal: Seal = checked(kept.statement.encode(), bytes(kept.container))
    except NotSealed as error:
        yield _("the seal does not fit: %(why)s") % {"why": error}
        return
    if print_of(seal.certificate) not in trusted:
        yield _("sealed with a key that is not the system's")


def _unlike(changed: dict[str, tuple[int, str]]) -> Iterator[str]:
    """Yield the books whose entry at the sealed number is another one now."""
    for topic, (number, digest) in changed.items():
        found = Entry.objects.filter(book__topic=topic, seq=number).values_list("hash", flat=True)
        if number and found.first() != digest:
            yield _("book %(topic)s was rewritten: entry %(number)s is not the sealed one") % {
                "topic": topic, "number": number,
            }  # fmt: skip


def _heads() -> dict[str, tuple[int, str]]:
    """Return the heads in one reading: each is right for itself, and what comes later is in the next seal."""
    rows = Book.objects.exclude(topic="journal_seals").values_list("topic", "last_seq", "head")
    return {topic: (number, digest) for topic, number, digest in rows}


def _earlier() -> tuple[dict[str, tuple[int, str]], str]:
    known: dict[str, tuple[int, str]] = {}
    before = ""
    for text in JournalSeal.objects.order_by("day").values_list("statement", flat=True).iterator():
        known |= heads.read(text).changed
        before = hashlib.sha256(text.encode()).hexdigest()
    return known, before
