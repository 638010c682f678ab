"""A session of twenty items, played through real HTTP: fifteen nobody wants debated, five debated and voted on.

Twice on fresh data: with the consent block (fifteen items, one vote by name) and without it (twenty votes). Everything
a room does is a request of the person who does it: checking in, the chair's presses, each ballot, speaking. Printed:
the server's seconds from opening to closing the session, how often the chair and a member must press, and what that
means with people in the room, at PRESS seconds a press of the chair and BALLOT seconds until the last member has voted
(assumptions, named as such; discussion itself is left out of both). Run: ``python -m bench.session [--people N]``.
"""

import argparse
import json
import re
import sys
import time
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.alone import alone
from bench.fanout import prepare
from bench.running import manage, servers
from bench.tablets import Tablet, everybody

PEOPLE, ITEMS, DEBATED, LIMIT = 20, 20, 5, 120.0
PRESS, BALLOT = 2, 8  # seconds, assumed
SCENE = """
import json
from datetime import timedelta
from core.clock import now
from meetings import actions
from people.models import User
users = list(User.objects.filter(username__startswith="rehearsal-").order_by("username"))
chair = users[0]
starts = now() + timedelta(days=5)
meeting = actions.plan_meeting(title="Phiên họp 20 nội dung", unit=chair.posts.first().unit if chair.posts.exists() else
    __import__("people.models", fromlist=["Unit"]).Unit.objects.first(), chair=chair, starts_at=starts,
    ends_at=starts + timedelta(hours=4), by=chair, kind="committee")
actions.invite(meeting, users[1:], by=chair)
items = [actions.add_item(meeting, title=f"Nội dung {n + 1}", minutes=10, purpose="vote", by=chair) for n in range(%(items)d)]
actions.convene_meeting(meeting, by=chair)
print(json.dumps({"meeting": meeting.pk, "items": [item.pk for item in items]}))
"""
CHECK = """
import json
from meetings.models import Item, Vote
from journal.queries import broken
meeting = %(meeting)d
print(json.dumps({
    "done": Item.objects.filter(meeting=meeting, state="done").count(),
    "passed": Vote.objects.filter(meeting=meeting, passed=True).count(),
    "ballots": sorted(v.ballots.count() for v in Vote.objects.filter(meeting=meeting)),
    "broken": len(list(broken())),
}))
"""


@dataclass
class Count:
    """What was done: presses of the chair, ballots of each member, seconds of the server."""

    chair: int = 0
    ballots: int = 0
    seconds: float = 0.0

    @property
    def in_the_room(self) -> float:
        """Seconds with people who press."""
        return self.seconds + self.chair * PRESS + self.ballots * BALLOT


def post_many(tablet: Tablet, path: str, fields: list[tuple[str, str]]) -> None:
    """Post a form with fields of one name."""
    body = urlencode([("act", str(uuid.uuid4())), *fields])
    tablet.line.request("POST", path, body, tablet.headers)
    answer = tablet.line.getresponse()
    if answer.status not in (204, 302):
        raise RuntimeError(f"POST {path}: {answer.status} {answer.read()[:200]!r}")
    answer.read()


class Room:
    """The chair's tablet and everybody's, in one meeting."""

    def __init__(self, tablets: list[Tablet], meeting: int, items: list[int]) -> None:
        self.tablets, self.chair, self.items = tablets, tablets[0], items
        self.path, self.count = f"/meetings/{meeting}/", Count()
        for tablet in tablets:
            tablet.meeting = self.path

    def press(self, path: str, **body: str) -> None:
        self.count.chair += 1
        self.chair.post(path, **body)

    def positions(self, items: list[int]) -> None:
        """Before the session: everybody agrees to the items nobody wants debated."""

        def agree(tablet: Tablet) -> float:
            return sum(
                tablet.post(f"/meetings/items/{item}/stance/", choice="agree") for item in items
            )

        for tablet in self.tablets[1:]:  # over days, not at once
            agree(tablet)

    def open_vote(self) -> str:
        """Return the address of the vote that is open, as a member's page tells it."""
        found = re.search(r"/meetings/votes/\d+/", self.tablets[1].hear(f"{self.path}parts/mine/"))
        if found is None:
            raise RuntimeError("no vote is open")
        return found[0]

    def ballots(self) -> str:
        vote = self.open_vote()
        self.count.ballots += 1

        def cast(tablet: Tablet) -> float:
            tablet.mine()
            return tablet.post(f"{vote}cast/", choice="agree")

        everybody(self.tablets, cast)
        return vote

    def adopt_block(self) -> None:
        """One press of the chair, one ballot a member; the vote closes by itself."""
        shown = self.chair.hear(f"{self.path}parts/consent/")
        seen = re.findall(r'name="item" value="(\d+)"', shown)
        if not seen:
            raise RuntimeError("nothing stands in the block")
        self.count.chair += 1
        post_many(self.chair, f"{self.path}block/", [("item", pk) for pk in seen])
        self.ballots()

    def decide(self, item: int, *, debated: bool) -> None:
        """Move on, hear two speakers if it is debated, vote."""
        self.press(f"/meetings/items/{item}/start/")
        if debated:
            for tablet in self.tablets[1:3]:
                tablet.post(f"{self.path}hand/")
            for _ in range(2):
                shown = self.chair.hear(f"{self.path}parts/speakers/")
                called = re.search(r"/meetings/speakings/\d+/call/", shown)
                if called:
                    self.press(called[0])
        self.press(
            f"{self.path}votes/new/", question=f"Thông qua nội dung {item}?", way="open", open="1"
        )
        vote = self.ballots()
        self.press(f"{vote}close/")
        self.press(f"{vote}announce/")


def play(room: Room, *, block: bool) -> Count:
    """Play the session; the preparation is not counted."""
    quiet, debated = room.items[:-DEBATED], room.items[-DEBATED:]
    if block:
        room.positions(quiet)
    everybody(room.tablets, lambda tablet: tablet.post(f"{room.path}arrive/"))
    began = time.monotonic()
    room.press(f"{room.path}open/")
    if block:
        room.adopt_block()
    for item in [] if block else quiet:
        room.decide(item, debated=False)
    for item in debated:
        room.decide(item, debated=True)
    room.press(f"{room.path}close/")
    room.count.seconds = time.monotonic() - began
    return room.count


def once(people: int, *, block: bool) -> tuple[Count, dict]:
    """Play once on a fresh installation; returns the count and what stands in the database."""
    with alone() as (folder, environment):
        prepared = prepare(folder, people, environment)
        told = json.loads(
            manage(environment, "shell", "-v0", "-c", SCENE % {"items": ITEMS}).splitlines()[-1]
        )
        with servers("embedded", environment) as running:
            port = running[0][0]
            tablets = [Tablet(port, cookie, "") for cookie in prepared["cookies"]]
            counted = play(Room(tablets, told["meeting"], told["items"]), block=block)
        return counted, json.loads(
            manage(environment, "shell", "-v0", "-c", CHECK % told).splitlines()[-1]
        )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    people = parser.parse_args(arguments).people
    print(f"\n{ITEMS} items, {DEBATED} of them debated, {people} members, embedded size\n")
    print("| | server | chair presses | votes | with people in the room |\n|---|---|---|---|---|")
    good = True
    for block in (True, False):
        counted, stands = once(people, block=block)
        word = "with the consent block" if block else "without"
        print(
            f"| {word} | {counted.seconds:.1f} s | {counted.chair} | {counted.ballots} | "
            f"{counted.in_the_room:.0f} s at {PRESS} s a press, {BALLOT} s a vote |"
        )
        wanted = {
            "done": ITEMS,
            "passed": counted.ballots,
            "ballots": [people] * counted.ballots,
            "broken": 0,
        }
        if stands != wanted:
            print(f"WRONG: {stands}, not {wanted}")
            good = False
        good = good and (not block or counted.in_the_room <= LIMIT)
    print(f"\nLimit for the session with the block: {LIMIT:.0f} s.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
