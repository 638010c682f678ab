"""A direction: filled in from what the clerk proposed, lists that are searched, and who stands in for the leader."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from core.clock import today
from notices.models import Notice
from people.absences import announce_absence
from people.models import Absence, Post, User
from registry.actions import directing
from registry.models import Incoming, IncomingReader
from registry.proposals import as_written
from registry.queries.desk import _incoming as incoming_counts
from tasks.models import Task
from tests.registry.test_incoming import judged, registered

__all__ = ["judged"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("proposal", "written"),
    [
        ("Giao Sở Y tế chủ trì.", "Giao Sở Y tế chủ trì."),
        ("Kính đề nghị đồng chí Chủ tịch giao Sở Y tế chủ trì", "Giao Sở Y tế chủ trì"),
        ("Chuyển Sở Y tế nghiên cứu, trả lời", "Giao Sở Y tế nghiên cứu, trả lời"),
        ("Chủ trì: Sở Y tế. Phối hợp: Sở Nội vụ. Hạn: 30/11/2026",
         "Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ, trước ngày 30/11/2026"),
        ("Sở Y tế chủ trì; giao Sở Nội vụ phối hợp", "Sở Y tế chủ trì; giao Sở Nội vụ phối hợp"),
        ("Chủ trì: Sở Xây dựng, phối hợp: Sở Tài chính, hạn: 30/11/2026",
         "Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, trước ngày 30/11/2026"),
        ("Sở Xây dựng chủ trì: kiểm tra hồ sơ, giới hạn: 5 tầng", "Sở Xây dựng chủ trì: kiểm tra hồ sơ, giới hạn: 5 tầng"),
        ("Để biết, lưu.", "Để biết, lưu."),
        ("", ""),
    ],
)  # fmt: skip
def test_a_proposal_is_said_as_the_leader_writes_it(proposal, written):
    assert as_written(proposal) == written


@pytest.fixture
def row(who, judged):
    """A document submitted to An; the clerk proposes Bình's department with another one, in nine days."""
    post = Post.objects.get(user=who.chi)
    type(post.unit).objects.create(name="Sở Y tế", short="SYT", code="SYT", kind="department", parent=who.committee)  # fmt: skip
    day = today() + timedelta(days=9)
    proposal = f"Chủ trì: Sở Nội vụ; phối hợp: Sở Y tế; hạn: {day:%d/%m/%Y}"
    return directing.submit(registered(who), leader=who.an, proposal=proposal, by=who.chi)


def chosen(said, name):
    """The words chosen in a select of the page."""
    control = re.search(rf'<select name="{name}".*?</select>', said, re.DOTALL)
    return re.findall(r"<option[^>]*\bselected[^>]*>([^<]*)<", control[0]) if control else []


def test_the_proposal_fills_in_who_leads_who_supports_and_until_when(client, who, row):
    client.force_login(who.an)
    said = client.get(f"{row.get_absolute_url()}direct/").content.decode()
    assert chosen(said, "lead") == ["Sở Nội vụ"]
    assert chosen(said, "supporters") == ["Sở Y tế"]
    assert f'value="{today() + timedelta(days=9):%Y-%m-%d}"' in said
    assert (
        said.count("<who-picker") == 2
    )  # both lists are searched by a few letters, and are selects without scripts


@pytest.fixture
def deputy(who):
    """The deputy, who stands in for An today."""
    person = User.objects.create_user("long", "x", full_name="Phạm Đức Long")
    Post.objects.create(user=person, unit=who.committee, title="Phó Chủ tịch", role="official")
    announce_absence(who.an, stand_in=person, since=today(), until=today(), by=who.an)
    return person


def order(who):
    return {
        "text": "Giao Sở Nội vụ chủ trì, tham mưu trả lời.",
        "lead": f"unit.{who.department.pk}",
    }


def test_who_stands_in_directs_and_is_named_so(client, who, deputy, row):
    client.force_login(deputy)
    url = f"{row.get_absolute_url()}direct/"
    assert "đã ủy quyền cho ông/bà" in client.get(url).content.decode()
    assert client.post(url, order(who)).status_code == 302
    said = client.get(row.get_absolute_url()).content.decode()
    assert "Phạm Đức Long (được ủy quyền), thay Nguyễn Văn An" in said
    assert (
        Task.objects.get().giver == who.an
    )  # whose task it is; the stand-in acts for them meanwhile
    assert Incoming.objects.get(pk=row.pk).state == "directed"


def test_who_stands_in_for_nobody_directs_nothing(client, who, row):
    other = User.objects.create_user("ha", "x", full_name="Lê Thị Thu Hà")
    Post.objects.create(user=other, unit=who.committee, title="Phó Chủ tịch", role="leader")
    client.force_login(other)
    assert client.post(f"{row.get_absolute_url()}direct/", order(who)).status_code == 403
    client.force_login(who.dung)
    assert client.get(f"{row.get_absolute_url()}direct/").status_code == 404


def test_who_stands_in_hears_what_is_submitted(client, who, deputy, judged):
    directing.submit(registered(who), leader=who.an, by=who.chi)
    assert (
        Notice.objects.filter(
            user=deputy, sentence__contains="người mà ông/bà được ủy quyền làm thay"
        ).count()
        == 1
    )
    client.force_login(deputy)
    assert "Chờ ý kiến chỉ đạo" in client.get("/registry/incoming/?tab=direct").content.decode()
    assert incoming_counts(deputy)["direct"] == 1


def test_a_clerk_who_writes_the_leaders_words_down_reads_as_the_clerk_alone(client, who, row):
    client.force_login(who.chi)
    assert client.post(f"{row.get_absolute_url()}direct/", order(who)).status_code == 302
    assert not IncomingReader.objects.filter(who=who.chi).exists()
    Post.objects.filter(user=who.chi).update(role="official")  # moved to other work
    assert client.get(row.get_absolute_url()).status_code == 404


def reads_on(client, deputy, row):
    """Say whether who stood in reads the document the day after."""
    Absence.objects.update(until=today() - timedelta(days=1), since=today() - timedelta(days=2))
    client.force_login(deputy)
    return client.get(row.get_absolute_url()).status_code == 200


def test_who_stood_in_reads_on_what_they_dealt_with(client, who, deputy, row):
    directing.close(row, outcome="Để biết", by=deputy)
    assert reads_on(client, deputy, row)


def test_who_stood_in_reads_on_what_they_gave_back(client, who, deputy, row):
    directing.take_submission_back(row, reason="Trình lại có tham mưu", by=deputy)
    assert reads_on(client, deputy, row)


def test_who_stood_in_and_did_nothing_reads_no_more(client, who, deputy, row):
    assert not reads_on(client, deputy, row)
