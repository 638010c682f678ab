"""Issuing: inside at once, letters once, acknowledged; recalled, corrected, replaced, and what a reader then sees."""

from __future__ import annotations

import pytest
from django.core import mail

from core.clock import today
from core.refused import Refused
from documents.standing import standing
from journal.models import Entry
from notices.models import Notice
from people.models import Post, User
from registry.actions import issuing, outgoing
from registry.actions.issuing import To
from registry.mailing import post_letters
from registry.models import Issue, Sending
from registry.queries.desk import waiting_for
from registry.queries.register import line
from tests.registry.desk import drafted


@pytest.fixture
def issue(who):
    given = outgoing.OnPaper("cv", 1, today(), "góp ý dự thảo", "Nguyễn Văn An", ("Sở Nội vụ;",), "TH")  # fmt: skip
    return outgoing.enter_paper(who.committee, given, by=who.chi)


@pytest.fixture
def clerk(who):
    """The clerk of the department."""
    person = User.objects.create_user("ha", "x", full_name="Đỗ Thị Hà")
    Post.objects.create(user=person, unit=who.department, title="Văn thư", role="clerk")
    return person


def inside(who):
    return To(who.department.name, "inside", unit=who.department)


def test_a_unit_here_has_it_at_once_and_says_so(who, issue, clerk):
    issuing.issue_document(issue, [inside(who)], by=who.chi)
    assert Notice.objects.filter(user=clerk, url=issue.get_absolute_url()).count() == 1
    assert [row.todo for row in waiting_for(clerk)]
    issuing.acknowledge(Sending.objects.get(), by=clerk)
    issue.refresh_from_db()
    sending = Sending.objects.get()
    assert (issue.state, sending.state, sending.acknowledged_by) == ("issued", "received", "Đỗ Thị Hà")  # fmt: skip
    assert waiting_for(clerk) == []


def test_sent_twice_it_is_there_once(who, issue, clerk):
    for _again in range(2):
        issuing.issue_document(issue, [inside(who)], by=who.chi)
    assert Sending.objects.count() == 1


def test_a_letter_leaves_once(who, issue):
    issuing.issue_document(issue, [To("Bộ Nội vụ", "email", address="vanthu@example.org")], by=who.chi)  # fmt: skip
    assert (post_letters(), post_letters()) == (1, 0)
    assert mail.outbox[0].to == ["vanthu@example.org"]
    assert "01/UBND-TH" in mail.outbox[0].subject
    assert Sending.objects.get().state == "sent"


def test_a_letter_the_post_refuses_is_told_and_may_go_again(who, issue, monkeypatch):
    issuing.issue_document(issue, [To("Bộ Nội vụ", "email", address="vanthu@example.org")], by=who.chi)  # fmt: skip
    monkeypatch.setattr("registry.mailing.TRIES", 1)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda _self: 1 / 0)
    post_letters()
    row = Sending.objects.get()
    assert row.state == "failed"
    assert Notice.objects.filter(user=who.chi, url=issue.get_absolute_url()).exists()
    monkeypatch.undo()
    issuing.try_again(row, by=who.chi)
    assert Entry.objects.filter(event="registry.sending_again", who=who.chi).exists()
    assert post_letters() == 1


@pytest.mark.parametrize(
    "bad", [[], [To("A", "email", address="không phải")], [To("B", "inside")]], ids=["nobody", "no address", "nowhere"]
)  # fmt: skip
def test_unfit_recipients_are_refused_and_nothing_leaves(who, issue, bad):
    with pytest.raises(Refused):
        issuing.issue_document(issue, bad, by=who.chi)
    assert (Sending.objects.count(), Issue.objects.get().state) == (0, "registered")


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        ("recalls", ("recalled", "recalled", "Bị thu hồi bởi văn bản số 02/UBND-TH")),
        ("replaces", ("replaced", "replaced", "Được thay thế bởi văn bản số 02/UBND-TH")),
        ("corrects", ("issued", "corrected", "Được đính chính bởi văn bản số 02/UBND-TH")),
    ],
)
def test_a_later_document_acts_upon_it(who, issue, clerk, effect, said):
    state, told, note = said
    issuing.issue_document(issue, [inside(who)], by=who.chi)
    given = outgoing.OnPaper("cv", 2, today(), "về văn bản số 01", "Nguyễn Văn An", (), "TH")
    later = outgoing.enter_paper(who.committee, given, by=who.chi)
    outgoing.act_on(later, issue, effect, by=who.chi)
    issue = Issue.objects.get(pk=issue.pk)
    found = standing(issue.paper)
    assert (issue.state, found.state, found.by_notation) == (state, told, "02/UBND-TH")
    assert note in line(issue.number).cells[9]
    assert Notice.objects.filter(user=clerk, url=issue.get_absolute_url()).count() == 2
    assert standing(later.paper).state == "in_force"
    if effect != "corrects":
        with pytest.raises(Refused):
            outgoing.act_on(later, issue, "recalls", by=who.chi)
        with pytest.raises(Refused):
            issuing.issue_document(issue, [inside(who)], by=who.chi)


def test_only_the_agencys_own_documents_are_acted_upon(who, issue):
    with pytest.raises(Refused):
        drafted(who, acts_on=issue, effect="ruins")
    issue.agency = who.department
    issue.save()
    with pytest.raises(Refused):
        drafted(who, acts_on=issue, effect="recalls")
