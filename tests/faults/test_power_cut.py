"""kill -9 in the middle of a vote: the pages come back by themselves, and no ballot is lost or doubled."""

import json

from playwright.sync_api import expect

BALLOTS = """
from collections import Counter
import json
from meetings.models import Ballot
from journal.queries import broken
ballots = Ballot.objects.filter(vote__meeting={pk})
print(json.dumps({{"ballots": sorted(ballots.values_list("seat__user__username", "choice")), "broken": list(broken())}}))
"""


def ballots(server, meeting):
    """Who voted how, and what is broken in the journal, as the database says."""
    said = json.loads(server.shell(BALLOTS.format(pk=meeting.pk)).splitlines()[-1])
    assert said["broken"] == []
    return said["ballots"]


def cast(page, choice):
    """Press one of the three answers."""
    page.locator(f"#mine form.ballot button[value={choice}]").click()


def test_a_power_cut_in_the_middle_of_a_vote(server, scene, open_page):
    meeting = scene("vote_open")
    chair, member = open_page("an", meeting), open_page("binh", meeting, "tablet")
    cast(member, "agree")
    expect(chair.locator("#vote progress")).to_have_attribute("value", "1")

    server.kill_9()
    lost = "offline-bar [data-say=lost]"
    expect(chair.locator(lost)).to_be_visible(timeout=15_000)
    expect(member.locator(lost)).to_be_visible(timeout=15_000)
    cast(chair, "disagree")  # nobody hears it: the server is gone
    assert ballots(server, meeting) == [["binh", "agree"]]

    server.start()
    for page in (chair, member):
        expect(page.locator(lost)).to_be_hidden(timeout=20_000)
        expect(page.locator("#vote progress")).to_have_attribute("value", "1")
    expect(member.locator("#mine .notice[data-kind=good]")).to_be_visible()

    answer = chair.locator("#mine form.ballot button[value=disagree]")
    if answer.count():
        answer.click()
    expect(chair.locator("#mine .notice[data-kind=good]")).to_be_visible()
    for page in (chair, member):
        expect(page.locator("#vote progress")).to_have_attribute("value", "2")
    assert ballots(server, meeting) == [["an", "disagree"], ["binh", "agree"]]


def test_a_ballot_whose_answer_was_lost_is_neither_lost_nor_doubled(server, scene, open_page):
    """The ballot arrived, the answer did not: pressed again, the one ballot stands."""
    meeting = scene("vote_open")
    member = open_page("binh", meeting, "tablet")
    lost = []

    def deaf(route):
        if not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    member.route("**/cast/", deaf)
    cast(member, "agree")
    expect(member.locator("#vote progress")).to_have_attribute("value", "1")
    again = member.locator("#mine form.ballot button[value=agree]")
    if again.count():
        again.click()
    expect(member.locator("#mine .notice[data-kind=good]")).to_be_visible()
    assert ballots(server, meeting) == [["binh", "agree"]]
