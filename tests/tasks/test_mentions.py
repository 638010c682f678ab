"""People named with @: found without accents, told once, let in only by who may; words corrected within minutes."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.clock import at, now
from core.refused import Refused
from notices.models import Mail, Notice
from people.models import User
from tasks import actions
from tasks.access import task_for
from tasks.mentions import named
from tests.tasks.cast import given, person, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(who):
    return given(who)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nhờ @Phạm Văn Dũng xem giúp", ["dung"]),
        ("Nhờ @pham van dung xem", ["dung"]),
        ("Nhờ @dung, và @chi.", ["dung", "chi"]),
        ("@binh @binh", ["binh"]),
        ("gửi a@chi.vn nhé", []),
        ("(@Lê Thị Chi)", ["chi"]),
        ("không có ai", []),
    ],
)
def test_who_is_named(who, text, names):
    assert [one.username for one in named(text)] == names


@pytest.mark.parametrize("text", ["@Không Có", "@" + "x" * 5000, " ".join(["@chi"] * 11)])
def test_a_name_that_fits_nobody_is_said(who, text):
    with pytest.raises(Refused):
        named(text)


def test_two_people_of_one_name_are_told_apart(who):
    person("dung2", who.committee, full_name="Phạm Văn Dũng")
    with pytest.raises(Refused) as refused:
        named("@Phạm Văn Dũng xem")
    assert "@dung2" in str(refused.value)
    assert [one.username for one in named("@dung2 xem")] == ["dung2"]


def test_the_lead_lets_a_colleague_follow(task, who):
    actions.comment(task, text="Nhờ @Phạm Văn Dũng xem", by=who.binh)
    assert task_for(who.dung, task.pk) == task
    told = Notice.objects.filter(user=who.dung)
    assert told.count() == 1
    assert Mail.objects.filter(user=who.dung).count() == 1
    assert "Trần Thị Bình" in told.get().sentence


def test_who_is_named_is_told_once(task, who):
    Notice.objects.all().delete()
    actions.comment(task, text="Kính gửi @an", by=who.binh)
    assert Notice.objects.filter(user=who.an).count() == 1


def test_who_only_follows_lets_nobody_in(task, who):
    other = person("giang", unit("Sở khác"))
    actions.comment(task, text="@dung xem", by=who.binh)
    with pytest.raises(Refused) as refused:
        actions.comment(task, text="@giang xem", by=who.dung)
    assert "Giang" in str(refused.value)
    assert task.comments.count() == 1
    assert "see" not in _may(other, task)


def test_in_a_closed_circle_the_giver_lets_in(who):
    task = given(who, closed_circle=True)
    with pytest.raises(Refused):
        actions.comment(task, text="@dung xem", by=who.binh)
    actions.comment(task, text="@dung xem", by=who.an)
    assert task_for(who.dung, task.pk)


def _may(user, task):
    from tasks.access import permissions
    from tasks.models import Task

    return permissions(User.objects.get(pk=user.pk), Task.objects.get(pk=task.pk))


def test_own_words_are_corrected_within_minutes_and_the_trace_is_kept(client, task, who):
    said = actions.comment(task, text="Sai rồi", by=who.binh)
    actions.edit_comment(said, text="Đúng rồi", by=who.binh)
    actions.withdraw_comment(said, by=who.binh)
    assert [one.text for one in said.editions.all()] == ["Sai rồi", "Đúng rồi"]
    client.force_login(who.an)
    page = client.get(task.get_absolute_url()).content.decode()
    assert "đã thu hồi" in page


def test_not_later_and_not_those_of_others(task, who):
    said = actions.comment(task, text="Của tôi", by=who.binh)
    with pytest.raises(Refused):
        actions.edit_comment(said, text="Của anh", by=who.an)
    with at(now() + timedelta(minutes=16)), pytest.raises(Refused):
        actions.withdraw_comment(said, by=who.binh)


def test_the_list_of_names_needs_no_accents_and_hides_from_strangers(client, task, who):
    address = reverse("tasks:people", args=[task.pk])
    client.force_login(who.binh)
    page = client.get(address, {"q": "pham d"}).content.decode()
    assert "Phạm Văn Dũng" in page
    assert "Lê Thị Chi" not in page
    assert client.get(address, {"q": "<script>" * 99}).status_code == 200
    client.force_login(who.dung)
    assert client.get(address, {"q": "an"}).status_code == 404


def test_a_refused_comment_comes_back(client, task, who):
    client.force_login(who.binh)
    address = reverse("tasks:comment", args=[task.pk])
    answer = client.post(address, {"text": "Một câu dài @Không Ai Cả"})
    assert answer.status_code == 409
    assert "Một câu dài" in answer.content.decode()
