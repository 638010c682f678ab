"""The figures of a person's day: what came back unsigned is work for thirty days, or until it is sent again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.clock import now
from documents import actions as papers
from signing import actions
from signing.models import Route
from signing.queries.day_work import REMEMBERED, returned_to, returned_work
from tests.signing.way import sent
from tests.signing.ways import step_of

pytestmark = pytest.mark.usefixtures("demonstration")


def returned(who, ago=timedelta(), topic="folder.77"):
    """A decision that the leader gave back so long ago."""
    route = sent(who, topic=topic)
    actions.return_route(step_of(route, who.an), reason="Sai thể thức", by=who.an)
    Route.objects.filter(pk=route.pk).update(ended_at=now() - ago)
    return route


def test_a_paper_left_alone_for_thirty_days_is_no_work_any_more(who):
    assert timedelta(days=30) == REMEMBERED
    old = returned(who, REMEMBERED + timedelta(hours=1))
    assert not returned_to(who.chi).exists()
    assert returned_work(returned_to(who.chi)) == []
    Route.objects.filter(pk=old.pk).update(ended_at=now() - REMEMBERED + timedelta(hours=1))
    assert list(returned_to(who.chi)) == [old]
    (figure,) = returned_work(returned_to(who.chi))
    assert (figure.count, figure.url) == (1, old.get_absolute_url())


def test_it_is_the_work_of_who_sent_it_until_it_is_sent_again(who):
    first, second = returned(who), returned(who, timedelta(days=1), topic="folder.78")
    assert list(returned_to(who.chi)) == [first, second]  # the last first
    assert not returned_to(who.an).exists()
    paper = first.paper
    paper.refresh_from_db()
    fresh = papers.copy_version(first.draft, paper, by=who.chi)
    steps = [actions.StepSpec(one.kind, one.who, one.unit) for one in first.steps.order_by("position")]  # fmt: skip
    actions.start(paper=paper, version=fresh, steps=steps, by=who.chi)
    assert list(returned_to(who.chi)) == [second]
