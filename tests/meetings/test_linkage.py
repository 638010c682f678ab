"""S25: a complete dump of the database does not tell who voted how. The same attack undoes three ways that look secret."""

import random
import uuid
from collections import Counter

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from journal.events import Event
from meetings import actions, urn
from meetings.actions import ballots, urns
from meetings.models import Seat, Urn, Vote
from meetings.terms import Terms
from people.grants import grant_many
from people.models import User
from tests import world
from tests.meetings.linkage import Voter, attack, dump

pytestmark = pytest.mark.django_db(transaction=True)
VOTERS, VOTES = 40, 3
CHANCE, SURE = 0.5, 0.95
MARGIN = 0.25  # over 3 votes of 40 the luckiest of some hundred strategies stays within 5 standard deviations


@pytest.fixture
def room():
    """A meeting of forty with a vote, all here."""
    meeting = world.in_session()
    names = [User(username=f"v{n:02}", full_name=f"Đại biểu {n}") for n in range(VOTERS)]
    users = User.objects.bulk_create(names)
    Seat.objects.bulk_create(
        Seat(meeting=meeting, user=user, arrived_at=meeting.opened_at) for user in users
    )
    grant_many(users, meeting, "see_meeting", "sit")
    meeting.seats.exclude(user__in=users).update(votes=False)
    return meeting, list(meeting.seats.filter(user__in=users).select_related("user"))


def _letters(dice):
    return "".join(dice.choice(urn.LETTERS) for _ in range(urn.CODE))


def _vote(meeting, seats, dice, between=None):
    """A secret vote with receipts, played through the pages in a random order; answers who chose what."""
    terms = Terms(way="secret", codes=True)
    vote = actions.prepare_vote(meeting, question="Tín nhiệm?", terms=terms, by=meeting.chair)
    vote = actions.open_vote(vote, by=meeting.chair)
    said = ["agree"] * (VOTERS // 2) + ["disagree"] * (VOTERS // 2)
    dice.shuffle(said)
    truth = dict(zip([seat.pk for seat in seats], said, strict=True))
    url = reverse("meetings:cast", args=[vote.pk])
    for seat in dice.sample(seats, len(seats)):
        client = Client()
        client.force_login(seat.user)
        body = {"choice": truth[seat.pk], "code": _letters(dice), "act": str(uuid.uuid4())}
        assert client.post(url, body, headers={"HX-Request": "true"}).status_code == 200
        if between:
            between(vote)
    return actions.close_vote(vote, by=meeting.chair), truth


def _voters(seats):
    return [Voter(seat.pk, seat.user_id, seat.user.full_name) for seat in seats]


def _of(tables, vote):
    """What of the dump is about this vote; what came later or before is no help."""
    pick = {}
    for table, rows in tables.items():
        kept = [r for r in rows if r.get("vote_id", vote.pk) == vote.pk]
        if table == "meetings_vote":
            kept = [r for r in rows if r["id"] == vote.pk]
        pick[table] = kept
    return pick


def _best(room, seed, votes=VOTES):
    """How often the best strategy is right, over all votes."""
    meeting, seats = room
    dice, right, asked = random.Random(seed), Counter(), Counter()
    for _ in range(votes):
        before = {table: _signs(rows) for table, rows in dump().items()}
        vote, truth = _vote(meeting, seats, dice)
        assert (vote.agree, vote.disagree) == (VOTERS // 2, VOTERS // 2)
        fresh = {
            table: [row for row in rows if _sign(row) not in before[table]]
            for table, rows in _of(dump(), vote).items()
        }
        counts = Counter(agree=vote.agree, disagree=vote.disagree)
        for name, guess in attack(fresh, _voters(seats), counts).items():
            right[name] += sum(truth[seat] == choice for seat, choice in guess.items())
            asked[name] += VOTERS
    tried = {name: right[name] / asked[name] for name in asked if asked[name] == votes * VOTERS}
    assert len(tried) > 10, "the attacker found nothing to try"
    return max(tried.items(), key=lambda row: row[1])


def _sign(row):
    return repr(row)


def _signs(rows):
    return {_sign(row) for row in rows}


def test_a_full_dump_does_not_beat_chance(room):
    strategy, share = _best(room, seed=7)
    assert share <= CHANCE + MARGIN, f"{strategy} is right in {share:.0%}"


def _rows_without_names(monkeypatch):
    """Ballots without a name, in a table of their own: the order of rows gives everybody away."""
    with connection.cursor() as cursor:
        kind = (
            "INTEGER PRIMARY KEY AUTOINCREMENT"
            if connection.vendor == "sqlite"
            else "SERIAL PRIMARY KEY"
        )
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS naive_box (id {kind}, vote_id BIGINT, choice TEXT)"
        )

    def drop(vote, choice, code):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO naive_box (vote_id, choice) VALUES (%s, %s)", [vote.pk, choice]
            )
        dropped(vote, choice, code)

    dropped = ballots.drop_ballot
    monkeypatch.setattr(ballots, "drop_ballot", drop)


def _a_list_in_order(monkeypatch):
    """Receipts published as they came in."""
    order = []

    def drop(vote, choice, code):
        order.append([code, choice])
        dropped(vote, choice, code)

    def empty(vote):
        numbers, _receipts = emptied(vote)
        found, order[:] = list(order), []
        return numbers, found

    dropped, emptied = ballots.drop_ballot, urns.empty_urn
    monkeypatch.setattr(ballots, "drop_ballot", drop)
    monkeypatch.setattr("meetings.actions.votes.empty_urn", empty)


def _a_tell_tale_journal(monkeypatch):
    """The journal's event carries the choice."""
    said = []

    def drop(vote, choice, code):
        said.append(choice)
        dropped(vote, choice, code)

    def told(event: Event, **data):
        extra = {"choice": said[-1]} if event.name == "meetings.secret_ballot_cast" else {}
        return telling(event, **data, **extra)

    dropped, telling = ballots.drop_ballot, ballots.tell
    monkeypatch.setattr(ballots, "drop_ballot", drop)
    monkeypatch.setattr(ballots, "tell", told)


@pytest.mark.parametrize("naive", [_rows_without_names, _a_list_in_order, _a_tell_tale_journal])
def test_the_attack_undoes_what_only_looks_secret(room, monkeypatch, naive):
    naive(monkeypatch)
    try:
        strategy, share = _best(room, seed=11, votes=1)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS naive_box")
    assert share >= SURE, f"the best, {strategy}, is right in {share:.0%} only"


def test_while_it_is_open_the_urn_shows_neither_choices_nor_how_full_it_is(room):
    meeting, seats = room
    seen = []

    def look(vote):
        row = Urn.objects.get(vote=vote)
        seen.append((bytes(row.content), bytes(row.secret)))

    _vote(meeting, seats, random.Random(3), look)
    assert len({len(content) for content, _ in seen}) == 1
    assert len({content for content, _ in seen}) == VOTERS  # a fresh nonce at each
    assert all(b"agree" not in content for content, _ in seen)
    assert all(settings.SECRET_KEY.encode() not in secret for _, secret in seen)
    for content, secret in seen:  # the secret in the database alone is not enough
        with pytest.raises(urn.Spoilt):
            urn.unseal(content, urn.Keys(["somebody else's key"], secret, 1))


def test_after_closing_nothing_of_the_urn_is_left_on_the_database_s_pages(room):
    meeting, seats = room
    kept = []

    def look(vote):
        row = Urn.objects.get(vote=vote)
        kept.append((bytes(row.content), bytes(row.secret)))

    _vote(meeting, seats[:], random.Random(5), look)
    assert not Urn.objects.exists()
    image = _image()
    secrets = {secret for _, secret in kept}
    assert len(secrets) == 1
    assert not any(secret in image for secret in secrets)
    assert not any(content[:40] in image for content, _ in kept)


def _image():
    """The bytes on disk: the SQLite file with its log; the files of the urns' table on PostgreSQL."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        image = b""
        for ending in ("", "-wal"):
            try:
                with open(f"{name}{ending}", "rb") as file:  # noqa: PTH123
                    image += file.read()
            except FileNotFoundError:
                continue
        return image
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        image = b""
        for table in ("meetings_urn", "meetings_vote", "meetings_ballot"):
            cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [table])
            image += bytes(cursor.fetchone()[0])
    return image


def test_what_the_page_admits_is_true(room):
    """Whoever holds the server's key and the database while the vote is open can look: the page says so."""
    meeting, seats = room
    seen = []

    def look(vote):
        row = Urn.objects.get(vote=vote)
        keys = urn.Keys([settings.SECRET_KEY], bytes(row.secret), vote.pk)
        seen.append(len(urn.unseal(bytes(row.content), keys)))

    vote, _truth = _vote(meeting, seats, random.Random(9), look)
    assert seen == list(range(1, VOTERS + 1))
    assert Vote.objects.get(pk=vote.pk).codes == sorted(vote.codes)
    client = Client()
    client.force_login(seats[0].user)
    page = client.get(vote.get_absolute_url()).content.decode()
    assert "quản trị" in page
