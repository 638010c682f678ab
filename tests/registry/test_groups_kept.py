"""Groups of recipients over time: a drop undone, units founded later, wordings too long to be kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.refused import Refused
from people.actions import add_unit
from registry.actions import groups, outgoing
from registry.models import RecipientGroup
from tests.registry.test_groups import issue, wards  # noqa: F401  the two units and the document of that page

GROUP = {"name": "UBND các phường, xã", "also": ["Các phường, xã", "Cấp xã"]}


@pytest.fixture
def group(who, wards):  # noqa: F811
    return groups.write_group(who.committee, **GROUP, units=wards[:2], by=who.chi)


def shown(client, who):
    return client.get(reverse("registry:groups", args=[who.committee.pk])).content.decode()


def founded(who, name, kind="ward"):
    return add_unit(name, short=name, kind=kind, parent=who.committee, by=who.chi)


def test_a_group_dropped_by_mistake_is_there_again_after_one_press(client, who, group, wards):  # noqa: F811
    client.force_login(who.chi)
    after = client.post(f"/registry/groups/{group.pk}/drop/", follow=True)
    assert not RecipientGroup.objects.exists()
    said = after.content.decode()
    assert "Đã bỏ nhóm “UBND các phường, xã”." in said
    gone = after.context["dropped"]
    form = {"name": gone.name, "also": "\r\n".join(gone.also), "units": gone.units}
    for value in (gone.name, "Các phường, xã&#10;Cấp xã", *gone.units):
        assert f'value="{value}"' in said
    client.post(reverse("registry:group_new", args=[who.committee.pk]), form)
    row = RecipientGroup.objects.get()
    assert (row.name, row.also, set(row.units.all())) == (*GROUP.values(), set(wards[:2]))
    again = client.get(after.request["PATH_INFO"], {"dropped": after.request["QUERY_STRING"][8:]})
    assert "Đã bỏ nhóm" not in again.content.decode()


def test_a_drop_is_undone_by_the_clerks_of_its_agency_and_with_open_units_only(client, who, group, wards):  # noqa: F811  # fmt: skip
    entry = groups.drop_group(group, by=who.chi)
    client.force_login(who.chi)
    page = reverse("registry:groups", args=[who.committee.pk])
    wards[0].closed_on = "2026-01-02"
    wards[0].save()
    assert client.get(page, {"dropped": entry.pk}).context["dropped"].units == [wards[1].pk]
    for key in (entry.pk - 1, "x", "9" * 30, ""):
        assert client.get(page, {"dropped": key}).context["dropped"] is None
    client.force_login(who.dung)
    assert client.get(page, {"dropped": entry.pk}).status_code == 404


def test_a_unit_founded_later_is_offered_until_somebody_has_decided(client, who, group, issue):  # noqa: F811
    client.force_login(who.chi)
    assert "Thành lập sau khi ghi nhóm này" not in shown(client, who)
    founded(who, "Sở Mới", kind="department")  # of another kind
    new = founded(who, "Ủy ban nhân dân phường Mới")
    said = shown(client, who)
    assert "Thành lập sau khi ghi nhóm này" in said
    assert new.name in said
    assert "Sở Mới" not in said
    sending = client.get(f"{issue.get_absolute_url()}send/").content.decode()
    assert f"/registry/groups/{group.pk}/?for={issue.pk}" in sending
    page = client.get(f"/registry/groups/{group.pk}/")
    assert new.pk in page.context["form"].initial["units"]
    assert new.name in page.content.decode()
    client.post(f"/registry/groups/{group.pk}/", {"name": group.name, "units": [one.pk for one in group.units.all()]})  # fmt: skip
    assert new not in group.units.all()
    assert "Thành lập sau khi ghi nhóm này" not in shown(client, who)


def test_a_document_that_names_no_such_group_hears_nothing_of_it(client, who, group, issue):  # noqa: F811
    founded(who, "Ủy ban nhân dân phường Mới")
    outgoing.complete_entry(issue, recipients=["Hội Chữ thập đỏ;"], by=who.chi)
    client.force_login(who.chi)
    assert "Thành lập sau" not in client.get(f"{issue.get_absolute_url()}send/").content.decode()


def test_a_wording_too_long_is_refused_and_never_cut(client, who, wards):  # noqa: F811
    long, line = "Các cơ quan " * 14, "Các hội " * 24 + "khác"
    with pytest.raises(Refused, match="quá dài: nhiều nhất 160 ký tự"):
        groups.write_group(who.committee, name=long, units=wards, by=who.chi)
    client.force_login(who.chi)
    new = reverse("registry:group_new", args=[who.committee.pk])
    typed = {"name": "Nhóm", "also": f"- {line};\r\n{'Hội ' * 60}", "units": [wards[0].pk]}
    answer = client.post(new, typed)
    assert answer.status_code == 422
    assert "quá dài: nhiều nhất 200 ký tự" in answer.content.decode()
    assert client.post(new, typed | {"also": f"- {line};"}).status_code == 302
    assert RecipientGroup.objects.get().also == [line]
    assert client.get(new, {"name": f"{long};"}).context["form"].initial["name"] == long.strip()
