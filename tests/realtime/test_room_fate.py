"""Whatever happens to the nudges, everybody ends with the truth (hypothesis)."""

import asyncio
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.realtime.town import SIT, Tablet, Town, play

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["vote", "agenda", "mine", "page", "join", "leave", "compare"]),
        st.sampled_from(["told", "lost", "twice", "late"]),
    ),
    max_size=40,
)


class Fate:
    """Does the steps to one room: nudges get lost, come twice or late; pages come and go."""

    def __init__(self, town, seed):
        self.town, self.seed, self.chance = town, seed, random.Random(seed)
        self.room, self.tablets, self.late = town.room(), [], []
        self.join()

    def join(self):
        self.tablets.append(Tablet(have=self.chance.randint(0, self.town.book.head)))
        self.room.join(self.tablets[-1], SIT, self.tablets[-1].rev)

    def leave(self):
        if len(self.tablets) > 1:
            self.room.leave(self.tablets.pop())

    def write(self, word, fate):
        book = self.town.book
        nudge = book.write(page=self.seed + book.head) if word == "page" else book.write(word)
        if fate == "late":
            self.late.append(nudge)
        for _ in range({"told": 1, "twice": 2}.get(fate, 0)):
            self.room.hear(nudge)

    def do(self, step, fate):
        if step in ("join", "leave"):
            getattr(self, step)()
        elif step == "compare":
            self.room.compare(self.town.book.head)
        else:
            self.write(step, fate)
        if self.late and self.chance.random() < 0.3:
            self.room.hear(self.late.pop())

    def check(self):
        book = self.town.book
        for tablet in self.tablets:
            assert tablet.rev == book.head
            assert tablet.facts.get("page", book.facts.get("page")) == book.facts.get("page")
            for word, html in tablet.parts.items():
                assert html == f"{word} {book.content(word)} for sit in vi"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS, seed=st.integers(0, 1000))
def test_whatever_happens_to_nudges_everybody_ends_with_the_truth(monkeypatch, steps, seed):
    async def story():
        fate = Fate(Town(monkeypatch), seed)
        for step in steps:
            fate.do(*step)
            if fate.chance.random() < 0.5:
                await asyncio.sleep(0)
        fate.room.compare(fate.town.book.head)
        await fate.town.rest()
        fate.check()

    play(story())
