"""One document to many units: what all of them need is read once, and each still has its own receipt and bell."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notices.models import Notice
from people.models import Post, Unit, User
from registry.actions import issuing
from registry.models import Incoming, Sending
from registry.receiving import clerks_of, receivers
from tests.registry.desk import drafted, signed


def founded(who, name, *, kind="department", code="", parent=None):
    return Unit.objects.create(name=name, short=name, kind=kind, code=code, parent=parent or who.committee)  # fmt: skip


def posted(name, unit, role="", *, head=False):
    person = User.objects.create_user(name.replace(" ", ""), "x", full_name=name)
    Post.objects.create(user=person, unit=unit, title="Chức vụ", role=role, is_head=head)
    return person


@pytest.mark.parametrize(("code", "most"), [("", 13), ("S", 56)])
def test_the_last_of_many_units_costs_no_more_than_its_own_rows(who, code, most):
    units = [founded(who, f"Sở {n}", code=code and f"{code}{n}") for n in range(12)]
    clerks = [posted(f"Văn thư {n}", unit, "clerk") for n, unit in enumerate(units)]
    issue = signed(drafted(who), who).issue
    asked = []
    for some in (units[:1], units[1:]):
        with CaptureQueriesContext(connection) as log:
            issuing.issue_document(issue, [issuing.To(one.name, "inside", unit=one) for one in some], by=who.chi)  # fmt: skip
        asked.append(len(log))
    assert asked[1] <= asked[0] + 10 * most
    assert [row.state for row in Sending.objects.all()] == ["sent"] * 12
    assert Incoming.objects.filter(sending__isnull=False).count() == (12 if code else 0)
    for one in clerks:
        assert Notice.objects.filter(user=one, sentence__contains="gửi").exists()
        assert one.has_perm("see_folder", issue.paper.folder)
    assert not who.dung.has_perm("see_folder", issue.paper.folder)


def test_the_same_recipient_twice_is_sent_to_once_and_paper_is_there_at_once(who):
    unit = founded(who, "Sở Một")
    posted("Văn thư Một", unit, "clerk")
    issue = signed(drafted(who), who).issue
    inside, paper = issuing.To("Sở Một", "inside", unit=unit), issuing.To("Báo Sông Hồng", "paper")
    letter = issuing.To("Hội A", "email", address="a@example.vn")
    for recipients in ([inside, paper, inside, letter], [paper, inside]):
        issuing.issue_document(issue, recipients, by=who.chi)
    found = [
        (row.name, row.state, row.sent_at is not None) for row in Sending.objects.order_by("pk")
    ]
    assert found == [("Sở Một", "sent", True), ("Báo Sông Hồng", "sent", True), ("Hội A", "waiting", False)]  # fmt: skip


def test_clerks_of_a_unit_and_of_its_office_receive_and_heads_only_where_there_is_none(who):
    one, two, three = (founded(who, name) for name in ("Sở Một", "Sở Hai", "Sở Ba"))
    office = founded(who, "Văn phòng Sở Một", kind="office", parent=one)
    centre = founded(who, "Trung tâm", kind="centre", parent=one)
    b = posted("Bà Bích", office, "clerk")
    a = posted("Anh An", one, "clerk")
    posted("Chị Chi", centre, "clerk")
    posted("Giám đốc Một", one, head=True)
    head = posted("Giám đốc Hai", two, head=True)
    posted("Trưởng phòng Hai", founded(who, "Phòng", kind="division", parent=two), head=True)
    gone = posted("Người đã nghỉ", three, "clerk")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert receivers([one, two, three]) == {one.pk: [a, b], two.pk: [head], three.pk: []}
    assert clerks_of(office) == [b]
