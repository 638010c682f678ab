"""One word, five places: a part's name is its template, its id, its address, and the word in events."""

import re
from pathlib import Path

import pytest

from journal.events import Event
from journal.ledger import head
from realtime.topics import KINDS
from tasks.models import Task
from tests import world
from tests.opinions import scenes as opinions

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
LANGUAGES = ("vi", "en")
WORDS = {(kind.name, word) for kind in KINDS.values() for word in kind.parts}
PERSONAL = {(kind.name, word) for kind in KINDS.values() for word in kind.personal}
# Words of a person's own desk: fetched from where they belong, drawn on pages of several rooms.
DESK = "desk"


@pytest.fixture
def things(who):
    """One thing of each topic kind that has a page, with everything in it, and somebody who may see it."""
    meeting = world.busy()
    return {
        "meeting": (meeting, who.an),
        "task": (Task.objects.get(), who.binh),
        "opinion": (opinions.closed(), who.chi),
    }


def _root_id(html):
    """The id of the first element."""
    first = re.search(r"<(?!!)[a-z][^>]*>", html)
    found = first and re.search(r'\bid="([^"]+)"', first[0])
    return found[1] if found else None


def test_every_word_has_one_template():
    missing = [
        (kind, word)
        for kind, word in sorted(WORDS | PERSONAL)
        if not list(TEMPLATES.glob(f"*/parts/{word}.html"))
    ]
    assert missing == []


def test_every_template_is_a_word():
    words = {word for _, word in WORDS | PERSONAL}
    unknown = [
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.glob("*/parts/*.html")
        if path.stem not in words
    ]
    assert unknown == []


def test_every_word_of_an_event_is_a_part():
    words = {word for _, word in WORDS | PERSONAL}
    unknown = {
        name: set(event.parts) - words
        for name, event in Event.known.items()
        if set(event.parts) - words
    }
    assert unknown == {}


def test_every_part_is_told_by_some_event():
    told = {word for event in Event.known.values() for word in event.parts}
    read = {
        word for kind in KINDS.values() for word in kind.reads
    }  # drawn from what another kind is told
    assert {word for _, word in WORDS} - told - read == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "word"), sorted(WORDS))
def test_a_part_is_drawn_with_its_word_as_id(things, kind, word, language):
    if kind not in things:
        pytest.skip(f"the world has no {kind} yet")
    thing, _ = things[kind]
    for audience in _audiences(kind, thing):
        html = KINDS[kind].render(thing.pk, word, audience, language)
        assert _root_id(html) == word, html[:300]


def _audiences(kind, thing):
    """Every audience that somebody of the cast belongs to."""
    people = world.cast()
    found = {KINDS[kind].guard(person, thing.pk) for person in (people.an, people.binh, people.chi)}
    return sorted(found - {None})


@pytest.mark.parametrize(("kind", "word"), sorted(WORDS | PERSONAL))
def test_a_part_has_its_address(client, things, kind, word):
    if kind not in things:
        pytest.skip(f"the {kind} has no page of its own")
    thing, person = things[kind]
    client.force_login(person)
    answer = client.get(f"{thing.get_absolute_url()}parts/{word}/")
    assert answer.status_code == 200
    assert _root_id(answer.content.decode()) == word


@pytest.mark.parametrize("kind", ["meeting", "opinion", "task"])
def test_a_page_holds_its_parts(client, things, kind):
    thing, person = things[kind]
    client.force_login(person)
    page = client.get(thing.get_absolute_url()).content.decode()
    topic = f'topic="{thing.book}"'
    assert topic in page
    absent = [word for word in KINDS[kind].parts if f'id="{word}"' not in page]
    assert absent == []


def test_a_page_says_the_revision_it_was_drawn_at(client, things):
    meeting, person = things["meeting"]
    client.force_login(person)
    page = client.get(meeting.get_absolute_url()).content.decode()
    live = re.search(rf'<live-topic[^>]*topic="{meeting.book}"[^>]*>', page)
    assert live, "no <live-topic> of the meeting on the page"
    assert f'rev="{head(meeting.book)}"' in live[0]
