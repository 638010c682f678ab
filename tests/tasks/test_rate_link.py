"""The board leads to the public rates only who may open one."""

import pytest
from django.urls import reverse

from people.models import Post, Role
from tasks.queries.rate import may_publish, units_to_publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["an", "binh", "chi", "dung"])
def test_the_link_and_the_page_agree(client, who, name):
    person = getattr(who, name)
    client.force_login(person)
    linked = (
        f'href="{reverse("tasks:rates")}"' in client.get(reverse("tasks:board")).content.decode()
    )
    assert linked == (client.get(reverse("tasks:rates")).status_code == 200)


def test_an_administrator_may(client, who):
    Post.objects.filter(user=who.dung).delete()
    assert not may_publish(who.dung)
    Post.objects.create(
        user=who.dung, unit=who.department, title="Quản trị", role=Role.ADMINISTRATOR
    )
    assert may_publish(who.dung)
    assert units_to_publish(who.dung)
