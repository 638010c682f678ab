"""A task in work, and people around it beside the cast: a supporting unit, a deputy, a division below."""

from datetime import date

from core.clock import at
from people.models import Post, Unit, User
from tasks.door import Order, assign
from tests.tasks.week import local

DUE = date(2026, 3, 20)  # a Friday
MONDAY = "2026-03-09T09:00"


def person(name, unit, role="official", *, head=False, full_name=""):
    """Somebody with a post."""
    user = User.objects.create_user(
        name, full_name=full_name or name.title(), email=f"{name}@example.com"
    )
    Post.objects.create(user=user, unit=unit, title=role, role=role, is_head=head)
    return user


def unit(name, parent=None, kind="department"):
    """A unit."""
    return Unit.objects.create(name=name, short=name, kind=kind, parent=parent)


def given(who, *, supporters=(), helpers=(), due=DUE, accepted=True, **order):
    """A task of the department, given on a Monday; taken on at once unless said otherwise."""
    from tasks import actions

    with at(local(MONDAY)):
        task = assign(
            title="Trình phương án cấp nước", lead=who.department, giver=who.an, by=who.an, due_on=due,
            supporters=list(supporters), order=Order(supporting_people=tuple(helpers), **order),
        )  # fmt: skip
        return actions.accept(task, by=who.binh) if accepted else task
