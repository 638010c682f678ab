"""Roles come from posts, permissions on single things from grants."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting
from people import access
from people.grants import allowed, grant, grant_many, held, revoke
from people.models import Post, User
from people.queries import find_people, numbering_clerk
from tests import world


def again(person):
    return User.objects.get(pk=person.pk)


def test_a_person_has_the_roles_of_all_posts(who):
    Post.objects.create(user=who.binh, unit=who.committee, title="Ủy viên", role="leader")
    assert access.roles(again(who.binh)) == {"official", "leader"}
    assert access.has_role(again(who.binh), "clerk", "leader")
    assert not access.has_role(again(who.chi), "leader")


def test_nobody_has_no_role():
    assert access.roles(AnonymousUser()) == set()


def test_who_lacks_the_role_is_refused(who):
    access.require(again(who.chi), "clerk")
    with pytest.raises(PermissionDenied):
        access.require(again(who.dung), "clerk", "administrator")


def test_heads_units_and_titles(who):
    assert list(access.heads_of(who.department)) == [who.binh]
    assert list(access.units_of(who.dung)) == [who.department]
    assert access.title_of(who.an) == "Chủ tịch"
    assert access.title_of(who.an, who.department) == ""


def test_who_may_no_longer_sign_in_heads_nothing(who):
    User.objects.filter(pk=who.binh.pk).update(is_active=False)
    assert list(access.heads_of(who.department)) == []


def test_a_unit_without_a_clerk_asks_the_one_above(who):
    assert numbering_clerk(who.department) == who.chi
    assert numbering_clerk(None) is None


def test_people_are_found_without_tone_marks(who):
    assert list(find_people("nguyen an")) == [who.an]
    assert list(find_people("DUNG pham")) == [who.dung]
    assert list(find_people("nobody")) == []


def test_grants_are_given_and_taken_back(who):
    meeting = world.draft()
    grant(who.dung, meeting, "see_meeting")
    grant(who.dung, meeting, "see_meeting", "sit")
    assert held(who.dung, meeting) == {"see_meeting", "sit"}
    revoke(who.dung, meeting)
    assert held(who.dung, meeting) == set()


def test_a_permission_nobody_declared_is_a_mistake(who):
    with pytest.raises(LookupError):
        grant(who.dung, world.draft(), "see_meeting", "fly")
    with pytest.raises(LookupError):
        grant(who.dung, who.committee, "see_meeting")


def test_many_are_asked_and_granted_in_as_many_questions_as_one(who):
    meeting = world.draft()
    User.objects.bulk_create([User(username=f"m{n}", full_name="M") for n in range(50)])
    many = list(User.objects.filter(username__startswith="m"))

    def cost(users):
        with CaptureQueriesContext(connection) as asked:
            grant_many(users, meeting, "see_meeting")
        return len(asked)

    assert cost(many) <= cost([who.dung]) + 1
    with CaptureQueriesContext(connection) as asked:
        list(allowed(Meeting.objects.all(), who.dung, "see_meeting"))
    assert len(asked) == 1
