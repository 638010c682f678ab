"""Longer ways of a paper, walked by the cast and two more leaders."""

from __future__ import annotations

from people.models import Post
from signing import actions
from signing.strongbox import DEMO_PIN
from tests import world
from tests.signing.way import decision


def deputy(name="hoa", full_name="Đỗ Thị Hòa", title="Phó Chủ tịch"):
    """A further leader of the committee, made once."""
    from people.models import User

    who = world.cast()
    person = User.objects.filter(username=name).first()
    if person is None:
        person = User.objects.create_user(name, world.PASSWORD, full_name=full_name)
        Post.objects.create(user=person, unit=who.committee, title=title, role="leader")
    return person


def spec(kind, person, **more):
    return actions.StepSpec(kind, person, world.cast().committee, **more)


def clerks(who):
    return [spec("number", who.chi), spec("seal", who.chi)]


def going(who, *steps, sealed=True, **given):
    """A decision on a way of these steps, numbered and sealed by Chi at the end."""
    paper = decision(who, **given)
    way = [*steps, *(clerks(who) if sealed else [])]
    return actions.start(paper=paper, version=paper.versions.get(), steps=way, by=who.chi)


def step_of(route, person, state="asked"):
    return route.steps.get(who=person, state=state)


def seen(route):
    route.refresh_from_db()
    return route.current.sha256


def signs(route, person, pin=DEMO_PIN):
    return actions.sign(step_of(route, person), pin=pin, seen=seen(route), by=person)


def states(route):
    rows = route.steps.order_by("rank", "position")
    return " ".join(f"{step.kind}:{step.state}" for step in rows)


def six_waiting(topic=700):
    """Six decisions that wait for An, made in a running installation; the titles of all."""
    from django.conf import settings

    import documents.actions
    from tests.signing.way import inspected, sent

    settings.DEMO, documents.actions.inspect = True, inspected
    who = world.cast()
    return [
        sent(who, title=f"Quyết định số {n} chờ ký", topic=f"folder.{topic + n}").paper.title
        for n in range(1, 7)
    ]
