"""Who may: the giver, who wrote it down, the lead, the supporters; the stranger finds nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from core.clock import today
from people.models import Post, Unit, User
from realtime.topics import KINDS
from tasks import actions
from tasks.access import task_for, visible
from tasks.door import assign
from tests.tasks.test_actions import upload

pytestmark = pytest.mark.django_db

PERMISSIONS = ("see", "contribute", "work", "change", "decide")
# person -> what they may do; whoever is not here is a stranger
TABLE = {
    "an": {"see", "contribute", "change", "decide"},  # gave it
    "chi": {"see", "contribute", "change"},  # wrote it down for him
    "binh": {"see", "contribute", "work"},  # heads the lead unit
    "em": {"see", "contribute", "work"},  # its clerk
    "giang": {"see", "contribute"},  # heads a supporting unit
    "dung": set(),  # works in the lead unit, speaks for nobody
    "hoa": set(),  # works in the supporting unit
    "khanh": set(),  # heads another unit
    "quan": set(),  # administers the system
}
POSTS = {
    "em": ("department", "clerk", False),
    "giang": ("support", "official", True),
    "hoa": ("support", "official", False),
    "khanh": ("other", "leader", True),
    "quan": ("other", "administrator", False),
}


@pytest.fixture
def people(who):
    units = {"department": who.department}
    for name in ("support", "other"):
        units[name] = Unit.objects.create(name=name, short=name, kind="department")
    for name, (unit, role, head) in POSTS.items():
        person = User.objects.create_user(name, full_name=name.title(), email=f"{name}@example.com")
        Post.objects.create(user=person, unit=units[unit], title=role, role=role, is_head=head)
    return {user.username: user for user in User.objects.all()}


@pytest.fixture
def task(who, people):
    return assign(
        title="Cấp nước sạch",
        lead=who.department,
        supporters=[Unit.objects.get(name="support")],
        due_on=today() + timedelta(days=9),
        giver=who.an,
        by=who.chi,
    )


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("permission", PERMISSIONS)
def test_the_table(task, people, name, permission):
    if permission in TABLE[name]:
        assert task_for(people[name], task.pk, to=permission) == task
    else:
        with pytest.raises(PermissionDenied if TABLE[name] else Http404):
            task_for(people[name], task.pk, to=permission)
    assert (task in visible(people[name])) == ("see" in TABLE[name])


@pytest.mark.parametrize("name", TABLE)
def test_the_topic_is_heard_by_who_sees_it(task, people, name):
    heard = KINDS["task"].guard(people[name], task.pk)
    assert heard == ("sit" if TABLE[name] else None)


def test_everybody_hears_only_their_own_desk(people):
    an, dung = people["an"], people["dung"]
    assert KINDS["desk"].guard(an, an.pk) == "own"
    assert KINDS["desk"].guard(dung, an.pk) is None


PAGES = ["task", "printout"]
ACTS = {
    "accept": "work", "decline": "work", "hand_on": "work", "progress": "work", "report": "work",
    "accept_result": "decide", "return_result": "decide", "again": "change", "due": "change",
    "cancel": "change", "comment": "contribute",
}  # fmt: skip


@pytest.mark.parametrize("name", [*PAGES, *ACTS])
@pytest.mark.parametrize("person", ["dung", "giang"])
def test_addresses_are_locked(client, task, people, name, person):
    """The stranger gets 404 everywhere; the supporter 403 where they only may read."""
    client.force_login(people[person])
    answer = client.post(reverse(f"tasks:{name}", args=[task.pk]), {"reason": "x"})
    if person == "dung":
        assert answer.status_code == 404
    elif ACTS.get(name, "see") not in TABLE[person]:
        assert answer.status_code == 403
    task.refresh_from_db()
    assert task.state == "assigned"


@pytest.mark.parametrize("word", ["state", "reports", "papers", "history", "my_acts"])
def test_parts_are_locked(client, task, people, word):
    address = f"{task.get_absolute_url()}parts/{word}/"
    for person, status in (("giang", 200), ("dung", 404)):
        client.force_login(people[person])
        assert client.get(address).status_code == status


def test_a_board_shows_nothing_of_strangers(client, task, people):
    client.force_login(people["dung"])
    for name in ("list", "supported", "given_board", "reminders"):
        page = client.get(reverse(f"tasks:{name}"), {"q": "cap nuoc"})
        assert "Cấp nước sạch" not in page.content.decode()


def test_who_lost_the_post_lost_the_task(task, people):
    Post.objects.filter(user=people["binh"]).delete()
    with pytest.raises(Http404):
        task_for(people["binh"], task.pk)


def test_who_handed_the_task_over_to_a_person_shares_it(task, people):
    actions.hand_on(task, person=people["dung"], by=people["binh"])
    assert task_for(people["dung"], task.pk, to="work") == task
    actions.report_done(task, text="Xong", uploads=[upload()], by=people["dung"])
    assert task_for(people["binh"], task.pk, to="work") == task
