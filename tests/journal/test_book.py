"""The journal: numbered without a gap, chained, never changed; what was changed anyway is named."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from journal.book import _ears, hear, tell
from journal.chain import digest
from journal.events import Event
from journal.ledger import TOO_MANY, changes, head
from journal.models import AppendOnly, Book, Entry
from journal.queries import broken, entries, sentence
from people.models import Unit
from tests import world

RENAMED = Event("tests.renamed", "%(who)s renamed %(what)s: %(name)s", parts=("status", "agenda"))
PLAIN = Event("tests.plain", "%(who)s did something", parts=("vote",))
TOPIC = "people"  # the book of a unit


@pytest.fixture
def unit(who):
    return who.committee


@pytest.fixture
def book(who, unit):
    """Five entries about a unit."""
    with transaction.atomic():
        for number in range(5):
            tell(RENAMED, who=who.chi, what=unit, name=f"Tên “{number}” ậ đ 😀", at=number)
    return Book.objects.get(topic=TOPIC)


def test_numbers_follow_each_other_and_the_chain_holds(book):
    rows = list(book.entries.order_by("seq"))
    assert [row.seq for row in rows] == [1, 2, 3, 4, 5]
    assert [row.before for row in rows] == ["", *(row.hash for row in rows[:-1])]
    assert (book.last_seq, book.head) == (5, rows[-1].hash)
    assert list(broken()) == []


TAMPERED = {
    "label": "Khác",
    "who_name": "Ai đó",
    "data": {"name": "x"},
    "event": "tests.plain",
    "what": "unit.99",
}


@pytest.mark.parametrize("field", TAMPERED)
def test_a_changed_row_is_named(book, field):
    Entry.objects.filter(book=book, seq=3).update(**{field: TAMPERED[field]})
    assert [line.split(":")[0] for line in broken()] == ["people/3"]


def test_a_row_changed_with_its_hash_breaks_the_chain_after_it(book):
    from journal.book import content

    row = book.entries.get(seq=3)
    row.label = "Khác"
    Entry.objects.filter(pk=row.pk).update(label="Khác", hash=digest(row.before, content(row)))
    assert [line.split(":")[0] for line in broken()] == ["people/4"]


def test_a_row_taken_out_is_named(book):
    Entry.objects.filter(book=book, seq=3)._raw_delete("default")
    assert [line.split(":")[0] for line in broken()] == ["people/4"]


@pytest.mark.parametrize("first", [5, 3, 1])
def test_a_cut_tail_is_named(book, first):
    Entry.objects.filter(book=book, seq__gte=first)._raw_delete("default")
    assert [line.split(":")[0] for line in broken()] == ["people"]


def test_the_journal_is_append_only(book):
    row = book.entries.first()
    with pytest.raises(AppendOnly):
        row.save()
    with pytest.raises(AppendOnly):
        row.delete()


def test_the_command_is_content_with_a_book_that_holds(book):
    output = StringIO()
    call_command("check_journal", stdout=output)
    assert "5" in output.getvalue()


def test_the_command_names_what_is_broken(book):
    Entry.objects.filter(book=book, seq=2).update(label="Khác")
    output = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("check_journal", stdout=output)
    assert error.value.returncode == 1
    assert "people/2" in output.getvalue()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_outside_the_transaction_of_the_change():
    unit = Unit.objects.create(name="Sở", short="S", kind="department")
    with pytest.raises(RuntimeError):
        tell(PLAIN, who=None, what=unit)
    assert not Entry.objects.exists()


def test_what_is_rolled_back_was_never_told(who, unit, book):
    with transaction.atomic():
        tell(PLAIN, who=who.chi, what=unit)
        transaction.set_rollback(True)
    assert head(TOPIC) == 5
    with transaction.atomic():
        assert tell(PLAIN, who=who.chi, what=unit).seq == 6
    assert list(broken()) == []


def test_an_ear_that_fails_takes_the_change_with_it(who, unit):
    def deaf(_entry, _what):
        raise ValueError

    hear(PLAIN)(deaf)
    try:
        with pytest.raises(ValueError), transaction.atomic():  # noqa: PT011
            tell(PLAIN, who=who.chi, what=unit)
    finally:
        _ears[PLAIN.name].remove(deaf)
    assert head(TOPIC) == 0


def test_who_hears_twice_is_told_once(who, unit):
    heard = []

    def ear(entry, _what):
        heard.append(entry.seq)

    for _ in range(2):
        hear(PLAIN)(ear)
    try:
        with transaction.atomic():
            tell(PLAIN, who=who.chi, what=unit)
    finally:
        _ears[PLAIN.name].remove(ear)
    assert heard == [1]


def test_the_ledger_tells_what_changed_since(who, unit, book):
    with transaction.atomic():
        tell(PLAIN, who=who.chi, what=unit)
    assert (head(TOPIC), head("meeting.404")) == (6, 0)
    assert changes(TOPIC, 6) == set()
    assert changes(TOPIC, 5) == {"vote"}
    assert changes(TOPIC, 2) == {"status", "agenda", "vote"}


def test_too_much_at_once_is_everything(who, unit, book, monkeypatch):
    monkeypatch.setattr("journal.ledger.TOO_MANY", 3)
    assert TOO_MANY == 500
    assert (changes(TOPIC, 2), changes(TOPIC, 1)) == ({"status", "agenda"}, None)


def test_sentences_are_said_even_when_words_are_missing(who, unit, book):
    first = entries(TOPIC)[-1]
    assert sentence(first) == "Lê Thị Chi renamed Ủy ban nhân dân Thành phố: Tên “0” ậ đ 😀"
    first.data = {}
    assert sentence(first) == RENAMED.sentence
    first.event = "tests.long_gone"
    assert "tests.long_gone" in sentence(first)


@pytest.mark.django_db(transaction=True)
def test_four_writers_at_once_leave_no_gap():
    """S27: forks without a lock, none with it."""
    who, troubles = world.cast(), []

    def write():
        try:
            for _ in range(15):
                with transaction.atomic():
                    tell(PLAIN, who=who.chi, what=who.committee)
        except Exception as error:  # noqa: BLE001  told below
            troubles.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert troubles == []
    assert list(Entry.objects.values_list("seq", flat=True)) == list(range(1, 61))
    assert list(broken()) == []
