"""Locked by default: every address and every topic, tried by nobody and by Dũng, who has no part in anything."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import resolve_url
from django.urls import get_resolver

from journal.models import Entry
from realtime.topics import KINDS
from tests import world
from tests.house.addresses import every_address, keys, unnamed
from tests.opinions import scenes as opinions

# Addresses that nobody must be able to reach, and why.
OPEN = {
    "people:sign_in": "the front door",
    "people:demo_sign_in": "the front door of the demonstration",
    "people:sign_out": "leaving is never refused",
    "people:language": "the language of the front door",
    "people:set_password": "who holds the link an administrator made sets a password; every other link says so",
    "notices:fewer": "who holds the address of a letter makes such letters rarer; every other one is not found",
    "public:list": "issued papers that were made public",
    "public:feed": "the same as a feed",
    "public:document": "one of them; any other code is not found",
    "public:file": "its file",
    "public:rates": "units that publish their on-time rate",
    "public:rate": "one of them; any other unit is not found",
    "public:rate_json": "the same as JSON",
    "public:rate_csv": "the same as CSV",
    "signing:verify": "anyone verifies a signature, without signing in",
    "signing:attempt_offer": "a signing agent knows its one-time address; every other one is not found",
    "signing:attempt_file": "the same",
    "signing:attempt_deliver": "the same",
    "signing:attempt_upload": "the same",
    "signing:attempt_remote": "a remote signing service knows its address; every other one is not found",
    "signing:issued": "the QR code of an issued document leads here",
    "signing:issued_report": "the report of the same; any other code is not found",
    "signing:report": "the report of a file checked a moment ago; only its visitor knows the word",
    "api:verify": "a program verifies a signed PDF as anyone does",
    "calendar:feed": "a calendar program knows its private address; every other one is not found",
    "api:openapi": "the description of the API; nothing of the city is in it",
    "api:me": "the API answers 401 without a token",
    "api:my_meetings": "the API answers 401 without a token",
    "api:unit_meetings": "the API answers 401 without a token",
    "api:meetings": "the API answers 401 without a token",
    "api:meeting": "the API answers 401 without a token",
    "api:papers": "the API answers 401 without a token",
    "api:nothing": "the API answers 401 without a token",
    "api:file": "the API answers 401 without a token",
    "api:entries": "the API answers 401 without a token",
    "api:entry": "the API answers 401 without a token",
    "tv:enter": "a television types the code of a screen link",
    "tv:by_code": "the QR code of a screen link leads here",
    "livez": "the watchman's question, it says nothing of the house",
    "readyz": "the watchman's question, it says nothing of the house",
    "offline": "the page that says there is no network",
    "service_worker": "the script that keeps that page",
    "manifest": "the name and picture on the home screen",
    "javascript_catalog": "words only",
}
# Words that stand only in the matters of others.
SECRETS = (
    "Lấy ý kiến kín",
    "Nên chia hai đợt",
    "Phiên họp kín",
    "Tờ trình ngân sách",
    "Ngân sách năm 2027",
    "Thông qua ngân sách",
)


@pytest.fixture
def closed_matter(who, settings):
    """A meeting with an open vote, a paper, a conclusion, a request to speak; a closed round of opinions. Dũng is in neither."""
    settings.DEMO = False
    opinions.closed(title="Lấy ý kiến kín")
    return world.busy("Phiên họp kín")


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_is_sent_to_the_front_door(client, closed_matter, method):
    let_in = []
    for address in every_address():
        answer = getattr(client, method)(address.path)
        at_the_door = answer.status_code == 302 and answer["Location"].startswith(
            resolve_url("people:sign_in")
        )
        if not at_the_door and (address.name not in OPEN or _wrong(address, answer, method)):
            let_in.append((method, address.path, answer.status_code))
    assert let_in == []


def test_a_stranger_finds_nothing_of_others(client, closed_matter, dung):
    assert _walked_by(dung, client, "get") == []


def _walked_by(person, client, method):
    """Try every address as the person; return what tells a secret or breaks."""
    client.force_login(person)
    wrong = []
    for address in every_address():
        answer = getattr(client, method)(address.path)
        if address.name in {"people:sign_out", "people:sign_out_elsewhere"}:
            person.refresh_from_db()
            client.force_login(person)
        wrong += _wrong(address, answer, method)
    return wrong


def _wrong(address, answer, method):
    text = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode(
        errors="replace"
    )
    told = [secret for secret in SECRETS if secret in text]
    if told:
        return [(method, address.path, answer.status_code, f"tells {told}")]
    if answer.status_code >= 500 and address.name != "readyz":  # no worker runs in this process
        return [(method, address.path, answer.status_code, "breaks")]
    return []


def test_a_stranger_changes_nothing_of_others(client, closed_matter, dung):
    before = set(Entry.objects.values_list("pk", flat=True))
    assert _walked_by(dung, client, "post") == []
    told = Entry.objects.exclude(pk__in=before).exclude(book__topic=f"desk.{dung.pk}")
    told = told.exclude(event="people.sessions_ended", who=dung)  # one's own, on other devices
    assert [str(entry) for entry in told] == []


def test_every_address_has_a_name():
    assert list(unnamed(get_resolver())) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_topic_is_deaf_to_nobody_and_to_strangers(closed_matter, dung, kind):
    topic = KINDS[kind]
    for pk in [*keys(), 999_999]:
        assert topic.guard(AnonymousUser(), pk) is None, f"{kind}.{pk}"
        own = kind == "desk" and pk == dung.pk
        assert own or topic.guard(dung, pk) is None, f"{kind}.{pk}"
        if topic.guards:
            assert own or dung.pk not in topic.guards([dung], pk), f"{kind}.{pk}"


def test_the_open_doors_are_all_there_is(client, closed_matter):
    """A door named as open that no longer exists is taken off the list."""
    names = {address.name for address in every_address()}
    assert set(OPEN) - names <= {"javascript_catalog", "manifest", "offline", "service_worker"}
