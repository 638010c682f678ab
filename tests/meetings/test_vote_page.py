"""The page of one vote follows the vote: who fetches which part of it, and what makes it stale."""

import pytest
from django.urls import reverse

from meetings import actions, events
from realtime.topics import KINDS, book_of
from tests.meetings.balloting import cast, committee, put


def part(client, vote, word):
    return client.get(reverse("meetings:vote_part", args=[vote.pk, word]))


@pytest.fixture
def vote(who):
    return put(committee(who), who, hold=True)


def test_who_has_voted_is_fetched_only_by_who_sees_it(client, who, vote):
    cast(vote, "agree")
    client.force_login(who.chi)
    assert "đã biểu quyết" in part(client, vote, "vote_people").content.decode().lower()
    client.force_login(who.binh)
    assert part(client, vote, "vote_people").status_code == 404
    assert 'id="vote_people"' not in part(client, vote, "vote_result").content.decode()
    client.force_login(who.dung)
    assert {part(client, vote, word).status_code for word in ("vote_result", "vote_people")} == {
        404
    }


def test_a_held_result_is_in_nobodys_part_before_it_is_announced(client, who, vote):
    cast(vote, "agree", "agree", "agree")
    actions.close_vote(vote, by=who.an)
    client.force_login(who.binh)
    assert 'class="tally' not in part(client, vote, "vote_result").content.decode()
    assert part(client, vote, "vote_people").status_code == 404
    vote.refresh_from_db()
    actions.announce_vote(vote, by=who.an)
    assert 'class="tally' in part(client, vote, "vote_result").content.decode()
    assert part(client, vote, "vote_people").status_code == 200


def test_a_word_that_is_no_part_of_it_is_nothing(client, who, vote):
    client.force_login(who.an)
    assert part(client, vote, "mine").status_code == 404


def test_each_step_makes_the_page_stale_and_a_ballot_only_the_list(vote):
    kind = KINDS["voting"]
    assert book_of(f"voting.{vote.meeting_id}") == vote.book
    steps = (
        events.VOTE_OPENED,
        events.VOTE_CLOSED,
        events.VOTE_ANNOUNCED,
        events.VOTE_VOIDED,
        events.COUNT_ENTERED,
    )
    assert all("vote_result" in kind.own(step.parts) for step in steps)
    assert (
        kind.own(events.BALLOT_CAST.parts)
        == kind.own(events.SECRET_BALLOT_CAST.parts)
        == {"vote_people"}
    )
    assert not kind.own(("attendance", "status"))


def test_the_tablets_of_the_session_hear_nothing_of_it():
    told = set(events.VOTE_CLOSED.parts) & set(KINDS["meeting"].own(events.VOTE_CLOSED.parts))
    assert told == {"vote", "ballot", "mine"}
