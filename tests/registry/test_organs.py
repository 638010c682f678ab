"""Whoever holds a code of the exchange receives its documents: administrators alone write codes down."""

from __future__ import annotations

import pytest

from people.models import Post, User
from registry.models import Organ

CODE = "000.00.01.H56"


@pytest.fixture
def administrator(who):
    """The administrator of the committee and of all below it."""
    person = User.objects.create_user("bao", "x", full_name="Đặng Quốc Bảo")
    Post.objects.create(user=person, unit=who.committee, title="Quản trị", role="administrator")
    return person


def claim(client, person, unit, code=CODE):
    client.force_login(person)
    return client.post(f"/registry/exchange/codes/{unit.pk}/", {"code": code}).status_code


def test_a_clerk_claims_no_free_code(client, who):
    assert claim(client, who.chi, who.committee) == 403
    assert claim(client, who.chi, who.department) == 404
    assert claim(client, who.dung, who.committee) == 404
    assert not Organ.objects.exists()
    client.force_login(who.chi)
    said = client.get("/registry/exchange/").content.decode()
    assert "quản trị hệ thống ghi" in said
    assert f"/registry/exchange/codes/{who.committee.pk}/" not in said
    assert client.get("/registry/exchange/codes/").status_code == 403


def test_an_administrator_writes_it_down(client, who, administrator):
    client.force_login(administrator)
    assert "Sở Nội vụ" in client.get("/registry/exchange/codes/").content.decode()
    assert claim(client, administrator, who.department) == 302
    assert Organ.objects.get().unit == who.department
    assert claim(client, administrator, who.committee) == 409  # another organisation has it
    client.force_login(who.chi)
    assert client.get("/registry/exchange/").status_code == 200


def test_an_administrator_of_one_unit_leaves_the_others_alone(client, who, administrator):
    Post.objects.filter(user=administrator).update(unit=who.department)
    assert claim(client, administrator, who.committee) == 404
    assert claim(client, administrator, who.department) == 302


def test_an_administrator_whose_units_have_no_code_is_told_what_to_do(client, who, administrator):
    who.department.code = ""
    who.department.save()
    Post.objects.filter(user=administrator).update(unit=who.department)
    client.force_login(administrator)
    answer = client.get("/registry/exchange/codes/")
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Chưa đơn vị nào" in said
    assert 'href="/manage/units/"' in said
    client.force_login(who.an)
    assert client.get("/registry/exchange/codes/").status_code == 403
