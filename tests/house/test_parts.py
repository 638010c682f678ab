"""One word, five places: a part's name is its template, its id, its address, and the word in events."""

import re
from pathlib import Path
from uuid import uuid4

import pytest

from journal.events import Event
from journal.ledger import head
from realtime.topics import KINDS
from signing.models import Batch
from tasks.models import Reading, Task
from tests import world
from tests.opinions import scenes as opinions
from tests.signing.agents import in_process
from tests.signing.way import inspected, sent
from tests.tasks import notice

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
LANGUAGES = ("vi", "en")
WORDS = {(kind.name, word) for kind in KINDS.values() for word in kind.parts}
PERSONAL = {(kind.name, word) for kind in KINDS.values() for word in kind.personal}
# Words of a person's own desk are fetched from where they belong, and drawn on pages of several rooms.
OF_THE_DESK = {(kind, word) for kind, word in PERSONAL if kind == "desk"}


@pytest.fixture
def things(who, client, settings, tmp_path, monkeypatch):
    """How one thing of each topic kind comes to be: what it is, who may see all of it, the page it is drawn on."""
    settings.DEMO, settings.DATA_DIR = True, tmp_path
    monkeypatch.setattr("documents.actions.inspect", inspected)
    monkeypatch.setattr("signing.actions.routes.child", in_process)

    def board(page, person):
        meeting = world.busy()
        return meeting, person, f"{meeting.get_absolute_url()}{page}"

    def of(thing, person):
        return thing, person, thing.get_absolute_url()

    def task():
        world.busy()
        return of(Task.objects.get(), who.binh)

    def read():
        notice.read(client, who.chi)
        return of(Reading.objects.get(), who.chi)

    def voting():
        return of(world.busy().votes.last(), who.an)

    def batch():
        made = Batch.objects.create(who=who.an, client_id=uuid4())
        made.lines.create(position=1, step=sent(who).steps.get(state="asked"))
        return of(made, who.an)

    return {
        "meeting": lambda: board("", who.an),
        "chair": lambda: board("chair/", who.an),
        "screen": lambda: board("screen/", who.an),
        "seating": lambda: board("seats/", who.an),
        "voting": voting,
        "task": task,
        "proposals": read,
        "opinion": lambda: of(opinions.closed(), who.chi),
        "route": lambda: of(sent(who), who.an),
        "batch": batch,
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
    thing, _person, _page = things[kind]()
    audiences = _audiences(kind, thing)
    assert audiences, "nobody would ever see it"
    for audience in audiences:
        html = KINDS[kind].render(thing.pk, word, audience, language)
        assert _root_id(html) == word, html[:300]


def _audiences(kind, thing):
    """Every audience that somebody of the cast belongs to."""
    people = world.cast()
    found = {KINDS[kind].guard(person, thing.pk) for person in (people.an, people.binh, people.chi)}
    return sorted(found - {None})


@pytest.mark.parametrize(("kind", "word"), sorted((WORDS | PERSONAL) - OF_THE_DESK))
def test_a_part_has_its_address(client, things, kind, word):
    _thing, person, page = things[kind]()
    client.force_login(person)
    answer = client.get(f"{page}parts/{word}/")
    assert answer.status_code == 200
    assert _root_id(answer.content.decode()) == word


@pytest.mark.parametrize("kind", ["meeting", "opinion", "route", "task"])
def test_a_page_holds_its_parts(client, things, kind):
    thing, person, url = things[kind]()
    client.force_login(person)
    page = client.get(url).content.decode()
    topic = f'topic="{thing.book}"'
    assert topic in page
    absent = [word for word in KINDS[kind].parts if f'id="{word}"' not in page]
    assert absent == []


def test_a_page_says_the_revision_it_was_drawn_at(client, things):
    meeting, person, url = things["meeting"]()
    client.force_login(person)
    page = client.get(url).content.decode()
    live = re.search(rf'<live-topic[^>]*topic="{meeting.book}"[^>]*>', page)
    assert live, "no <live-topic> of the meeting on the page"
    assert f'rev="{head(meeting.book)}"' in live[0]
