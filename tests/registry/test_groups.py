"""Groups of recipients: written down once, resolved to units when a document is issued, each unit with its own receipt."""

from __future__ import annotations

import pytest

from core.clock import today
from core.refused import Refused
from journal.models import Entry
from people.models import Post, Unit, User
from registry.actions import groups, issuing, outgoing
from registry.addressed import resolved, spelled
from registry.models import RecipientGroup, Sending

KNOWN = {
    "so noi vu": (1,), "so van hoa, the thao va du lich": (2,), "so tai chinh": (3,), "so khoa hoc va cong nghe": (4,),
    "ubnd phuong ho sen": (5,), "cac so, ban, nganh": (1, 2, 3), "ubnd cac phuong, xa": (5,),
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "how", "keys", "left"),
    [
        ("Sở Nội vụ;", "units", (1,), ""),
        ("- Sở Nội vụ (để b/c);", "units", (1,), ""),
        ("Ủy ban nhân dân phường Hồ Sen;", "units", (5,), ""),
        ("Các sở, ban, ngành;", "units", (1, 2, 3), ""),
        ("CÁC SỞ, BAN, NGÀNH VÀ UBND CÁC PHƯỜNG, XÃ;", "units", (1, 2, 3, 5), ""),
        ("Sở Tài chính, Sở Văn hóa, Thể thao và Du lịch, Sở Nội vụ;", "units", (3, 2, 1), ""),
        ("Các Sở: Tài chính, Khoa học và Công nghệ, Nội vụ;", "units", (3, 4, 1), ""),
        ("Sở Tài chính và Ngân hàng Nhà nước;", "units", (3,), "ngan hang nha nuoc"),
        ("Sở Nội vụ, Sở Nội vụ;", "units", (1,), ""),
        ("Bộ Nội vụ;", "", (), ""),
        ("Các tổ chức chính trị - xã hội;", "", (), ""),
        ("Như Điều 3;", "article", (), ""),
        ("Như các Điều 2, 3;", "article", (), ""),
        ("Như trên;", "same", (), ""),
        ("Lưu: VT, TH.", "kept", (), ""),
    ],
)
def test_lines_as_documents_write_them(line, how, keys, left):
    (named,) = resolved([line], KNOWN)
    assert (named.line, named.how, named.keys, named.left) == (line, how, keys, left)


def test_a_line_of_many_commas_is_read_at_once():
    (named,) = resolved(["a, " * 66], KNOWN)
    assert named.how == ""
    assert spelled("") == ""


@pytest.fixture
def wards(who):
    """Three wards, each with a clerk; one of them closed."""
    found = []
    for name in ("Hồ Sen", "Cầu Mây", "Bến Trúc"):
        unit = Unit.objects.create(name=f"Ủy ban nhân dân phường {name}", short=f"UBND P. {name}", kind="ward", parent=who.committee)  # fmt: skip
        clerk = User.objects.create_user(spelled(name).replace(" ", ""), "x", full_name=f"Văn thư {name}")  # fmt: skip
        Post.objects.create(user=clerk, unit=unit, title="Văn thư", role="clerk")
        found.append(unit)
    found[-1].closed_on = today()
    found[-1].save()
    return found


@pytest.fixture
def issue(who):
    lines = ("UBND các phường, xã;", "Như Điều 3;", "Hội Chữ thập đỏ;", "Lưu: VT.")
    given = outgoing.OnPaper("qd", 1, today(), "Về việc phòng cháy", "Nguyễn Văn An", lines)
    return outgoing.enter_paper(who.committee, given, by=who.chi)


def test_a_group_made_from_the_sending_page_is_chosen_there_and_each_unit_has_its_own_receipt(client, who, wards, issue):  # fmt: skip
    client.force_login(who.chi)
    sending = f"{issue.get_absolute_url()}send/"
    said = client.get(sending).content.decode()
    assert "Điều này của văn bản" in said
    new = f"/registry/agencies/{who.committee.pk}/groups/new/?name=UBND%20c%C3%A1c%20ph%C6%B0%E1%BB%9Dng%2C%20x%C3%A3%3B&for={issue.pk}"  # fmt: skip
    assert new.replace("&", "&amp;") in said
    offered = client.get(new).context["form"]
    assert offered.initial == {"name": "UBND các phường, xã", "units": [wards[1].pk, wards[0].pk]}
    answer = client.post(new, {"name": "UBND các phường, xã", "units": [unit.pk for unit in wards[:2]]})  # fmt: skip
    assert answer["Location"] == sending
    page = client.get(sending)
    assert f"→ {wards[1].name} · {wards[0].name}" in page.content.decode()
    assert page.context["form"].initial["units"] == [wards[1].pk, wards[0].pk]
    client.post(sending, {"units": page.context["form"].initial["units"]})
    assert {row.unit: row.state for row in Sending.objects.all()} == dict.fromkeys(wards[:2], "sent")  # fmt: skip
    issuing.acknowledge(Sending.objects.get(unit=wards[0]), by=User.objects.get(username="hosen"))
    assert [Sending.objects.get(unit=unit).state for unit in wards[:2]] == ["received", "sent"]


def test_a_unit_taken_out_before_sending_is_not_sent_to(client, who, wards, issue):
    groups.write_group(who.committee, name="UBND các phường, xã", units=wards, by=who.chi)
    client.force_login(who.chi)
    client.post(f"{issue.get_absolute_url()}send/", {"units": [wards[1].pk]})
    assert [row.unit for row in Sending.objects.all()] == [wards[1]]


def test_the_agency_itself_and_closed_units_are_never_meant(client, who, wards, issue):
    groups.write_group(who.committee, name="UBND các phường, xã", units=[who.committee, *wards], by=who.chi)  # fmt: skip
    client.force_login(who.chi)
    page = client.get(f"{issue.get_absolute_url()}send/")
    assert page.context["form"].initial["units"] == [wards[1].pk, wards[0].pk]


def test_two_groups_are_never_called_the_same_and_what_was_typed_stays(client, who, wards):
    given = {"name": "UBND các phường, xã;", "also": ["Các phường, xã"], "units": wards}
    row = groups.write_group(who.committee, **given, by=who.chi)
    assert (row.name, row.also) == ("UBND các phường, xã", ["Các phường, xã"])
    with pytest.raises(Refused, match="UBND các phường, xã"):
        groups.write_group(who.committee, name="các phường, xã", units=wards, by=who.chi)
    client.force_login(who.chi)
    new = f"/registry/agencies/{who.committee.pk}/groups/new/"
    answer = client.post(new, {"name": "Phường", "also": "CÁC PHƯỜNG, XÃ", "units": [wards[0].pk]})
    assert answer.status_code == 422
    assert "CÁC PHƯỜNG, XÃ" in answer.content.decode()
    groups.write_group(
        who.department, name="Các phường, xã", units=wards, by=who.chi
    )  # another agency's


def test_a_group_is_changed_and_dropped_by_the_clerks_of_its_agency_alone(client, who, wards, issue):  # fmt: skip
    row = groups.write_group(who.committee, name="Các phường", units=wards[:1], by=who.chi)
    for person in (who.dung, who.binh, User.objects.get(username="hosen")):
        client.force_login(person)
        for url in (f"/registry/groups/{row.pk}/", f"/registry/agencies/{who.committee.pk}/groups/"):  # fmt: skip
            assert client.get(url).status_code == 404
        assert client.post(f"/registry/groups/{row.pk}/drop/").status_code == 404
    client.force_login(who.chi)
    client.post(f"/registry/groups/{row.pk}/", {"name": "Các phường", "units": [wards[1].pk]})
    assert list(row.units.all()) == [wards[1]]
    shown = client.get(f"/registry/agencies/{who.committee.pk}/groups/").content.decode()
    assert wards[1].name in shown
    assert "Nhóm nơi nhận" in client.get(f"/registry/kinds/?agency={who.committee.pk}").content.decode()  # fmt: skip
    client.post(f"/registry/groups/{row.pk}/drop/")
    assert not RecipientGroup.objects.exists()
    assert Entry.objects.filter(event="registry.group_dropped", who=who.chi).exists()


def test_a_short_name_that_several_units_share_finds_none_of_them(client, who, issue):
    for name in ("Văn phòng Một", "Văn phòng Hai"):
        Unit.objects.create(name=name, short="Văn phòng", kind="office", parent=who.committee)
    outgoing.complete_entry(issue, recipients=["Văn phòng;", "Văn phòng Hai;"], by=who.chi)
    client.force_login(who.chi)
    page = client.get(f"{issue.get_absolute_url()}send/")
    assert page.context["form"].initial["units"] == [Unit.objects.get(name="Văn phòng Hai").pk]


EMPTY = "(các phường)"  # spelled, it is empty: brackets at the end of a line say its purpose


@pytest.mark.parametrize("given", [{"name": EMPTY}, {"name": "Các phường", "also": [EMPTY]}])
def test_a_name_that_is_spelled_empty_is_none(client, who, wards, given):
    with pytest.raises(Refused, match="không phải là tên"):
        groups.write_group(who.committee, **given, units=wards, by=who.chi)
    client.force_login(who.chi)
    typed = {"name": given["name"], "also": "\n".join(given.get("also", [])), "units": [wards[0].pk]}  # fmt: skip
    answer = client.post(f"/registry/agencies/{who.committee.pk}/groups/new/", typed)
    assert answer.status_code == 422
    assert "không phải là tên" in answer.content.decode()
    assert not RecipientGroup.objects.exists()


def test_an_empty_piece_of_a_line_means_nobody(client, who, wards, issue):
    old = RecipientGroup.objects.create(agency=who.committee, name=EMPTY)  # written down before
    old.units.set(wards)
    lines = ["(để báo cáo);", f"Hội A, , {wards[0].name};"]
    outgoing.complete_entry(issue, recipients=lines, by=who.chi)
    client.force_login(who.chi)
    page = client.get(f"{issue.get_absolute_url()}send/")
    assert page.context["form"].initial["units"] == [wards[0].pk]
    (named,) = resolved(["Sở Nội vụ, , Hội A;"], KNOWN)
    assert named.left == "hoi a"


def test_a_group_is_not_called_as_a_unit_and_the_unit_is_meant(client, who, wards, issue):
    client.force_login(who.chi)
    new = f"/registry/agencies/{who.committee.pk}/groups/new/"
    for name in (wards[0].name, wards[0].short.upper()):
        with pytest.raises(Refused, match="tên một đơn vị"):
            groups.write_group(who.committee, name=name, units=wards[1:], by=who.chi)
        answer = client.post(new, {"name": "Nhóm", "also": name, "units": [wards[1].pk]})
        assert answer.status_code == 422
        assert "tên một đơn vị" in answer.content.decode()
    groups.write_group(who.committee, name=wards[2].name, units=wards[:1], by=who.chi)  # closed
    old = RecipientGroup.objects.create(agency=who.committee, name=wards[0].name)
    old.units.set(wards[1:])  # the unit came after its group
    outgoing.complete_entry(issue, recipients=[f"{wards[0].name};"], by=who.chi)
    page = client.get(f"{issue.get_absolute_url()}send/")
    assert page.context["form"].initial["units"] == [wards[0].pk]


def test_no_wording_is_dropped_without_a_word(client, who, wards):
    also = [f"Cách ghi {n}" for n in range(11)]
    with pytest.raises(Refused, match="nhiều nhất 10 cách ghi"):
        groups.write_group(who.committee, name="Nhóm", also=also, units=wards, by=who.chi)
    client.force_login(who.chi)
    new = f"/registry/agencies/{who.committee.pk}/groups/new/"
    typed = {"name": "Nhóm", "also": "\n".join(also), "units": [wards[0].pk]}
    answer = client.post(new, typed)
    assert answer.status_code == 422
    assert "nhiều nhất 10 cách ghi" in answer.content.decode()
    assert also[-1] in answer.content.decode()  # what was typed stays
    also[-1] = also[0] + ";"
    assert client.post(new, typed | {"also": "\n".join(also)}).status_code == 302
    assert RecipientGroup.objects.get().also == also[:10]
