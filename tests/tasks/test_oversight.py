"""Who oversees: leaders and clerks above, the Office for its committee; papers follow; a closed circle stays closed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from core.clock import today
from documents.access import version_for
from people.models import User
from tasks import actions
from tasks.access import GRANTS, parts_played, permissions, task_for, visible
from tasks.door import Order, assign
from tests.tasks.cast import person, unit
from tests.tasks.test_actions import upload

pytestmark = pytest.mark.django_db
LED = (  # who, of which unit, in which role, head -> sees what the division below the department leads
    ("director", "department", "official", True, True),
    ("deputy", "department", "leader", False, True),
    ("unit_clerk", "department", "clerk", False, True),
    ("expert", "department", "official", False, False),
    ("vice_chair", "committee", "leader", False, True),
    ("office_head", "office", "official", True, True),
    ("office_clerk", "office", "clerk", False, True),
    ("office_expert", "office", "official", False, False),
    ("other_head", "other", "leader", True, False),
    ("below", "division", "official", False, False),
    ("system", "committee", "administrator", False, False),
)


@pytest.fixture
def units(who):
    office = unit("Văn phòng", who.committee, "office")
    division = unit("Phòng Tổ chức", who.department, "division")
    other = unit("Sở khác", who.committee)
    return {
        "committee": who.committee, "department": who.department, "office": office, "division": division,
        "other": other,
    }  # fmt: skip


def given(who, lead, **order):
    due = today() + timedelta(days=9)
    return assign(
        title="Rà soát", lead=lead, giver=who.an, by=who.an, due_on=due, order=Order(**order)
    )


@pytest.mark.parametrize(("name", "place", "role", "head", "sees"), LED)
@pytest.mark.parametrize("by_person", [False, True])
def test_the_table(who, units, name, place, role, head, sees, by_person):  # noqa: PLR0917
    lead = person("lead", units["division"]) if by_person else units["division"]
    task, user = given(who, lead), person(name, units[place], role, head=head)
    assert (task in visible(user)) is sees
    if not sees:
        with pytest.raises(Http404):
            task_for(user, task.pk)
        return
    assert task_for(user, task.pk, to="contribute") == task
    for more in ("work", "change", "decide"):
        with pytest.raises(PermissionDenied):
            task_for(user, task.pk, to=more)
    leads = head or role == "leader"
    assert ("demand" in permissions(user, task)) is leads


def test_a_closed_circle_is_closed_to_who_oversees(who, units):
    deputy, task = (
        person("deputy", who.committee, "leader"),
        given(who, units["division"], closed_circle=True),
    )
    assert task not in visible(deputy)
    assert task not in visible(who.chi)
    with pytest.raises(Http404):
        task_for(deputy, task.pk)


def test_who_follows_supports_or_stands_above(who, units):
    helper, watcher = person("helper", units["other"]), person("watcher", units["other"])
    task = given(
        who, who.department, supporting_people=(helper,), watchers=(watcher,), closed_circle=True
    )
    assert parts_played(helper, task_for(helper, task.pk)) == {"supporter"}
    assert parts_played(watcher, task_for(watcher, task.pk)) == {"watcher"}
    assert {task} == set(visible(helper)) == set(visible(watcher))


def test_every_role_has_its_rights():
    assert all("see" in rights for rights in GRANTS.values())


def test_papers_follow_the_task(who, units):
    """A leader above, a new head, a follower reads the evidence; who lost sight of the task does not."""
    task = given(who, units["division"])
    head = person("head", units["division"], head=True)
    report = actions.report_progress(task, text="…", percent=10, uploads=[upload()], by=head)
    version = report.papers.get().versions.get()
    late = person("late", who.department, "leader")  # came after the paper
    assert version_for(late, version.pk) == version
    with pytest.raises(Http404):
        version_for(person("stranger", units["other"]), version.pk)


def test_nobody_demands_of_themselves(who, units):
    task = given(who, who.department)
    assert "demand" not in permissions(User.objects.get(pk=who.binh.pk), task)


def test_one_query_whatever_the_number(who, units):
    user = person("director", who.department, head=True)
    for _ in range(3):
        given(who, units["division"])
    list(visible(user))
    with CaptureQueriesContext(connection) as asked:
        assert visible(user).count() == 3
    assert len(asked) == 1
