"""Units hand in: what is not approved is met by nobody at the table, whatever way they come."""

import pytest
from django.urls import reverse

from core.refused import Refused
from documents.models import Paper, Version
from journal.models import Entry
from meetings import actions
from meetings.actions.agenda import Overtaken
from meetings.models import HandedIn, Item, Proposal
from notices.models import Notice
from people.models import Post, Unit, User
from tests import world
from tests.meetings.table import told, upload

TITLE = "Tờ trình chưa duyệt về nước sạch"


def at(name, *args):
    return reverse(f"meetings:{name}", args=args)


@pytest.fixture
def other(who):
    """An official of another department."""
    unit = Unit.objects.create(name="Sở Xây dựng", short="SXD", kind="department", parent=who.committee)  # fmt: skip
    person = User.objects.create_user("giang", world.PASSWORD, full_name="Đỗ Thị Giang")
    Post.objects.create(user=person, unit=unit, title="Chuyên viên", role="official")
    return person


@pytest.fixture
def meeting(who):
    """Convened: Bình sits at the table; his department prepares the second item."""
    meeting = world.convened()
    item = meeting.items.last()
    actions.change_item(item, unit=who.department, expects_papers=True, by=who.chi)
    return meeting


def _handed_in(meeting, who, by=None):
    item = meeting.items.last()
    return actions.hand_in(
        who.department, item=item, upload=upload("nuoc-sach.pdf"), title=TITLE, by=by or who.dung
    )


def _everywhere(client, meeting, tray):
    """Every page on which a paper could be met, with the answer's text."""
    version = tray.paper.versions.get()
    pages = [
        meeting.get_absolute_url(), at("part", meeting.pk, "papers"), at("part", meeting.pk, "agenda"),
        at("record", meeting.pk), version.get_absolute_url(), version.file_url,
        at("read", meeting.pk), "/search/?q=nuoc+sach", at("handed_in", tray.pk),
        at("handed_in_file", tray.pk, 1), at("dossier", meeting.pk), at("archive", meeting.pk), "/", "/meetings/",
    ]  # fmt: skip
    for page in pages:
        answer = client.get(page)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield page, answer.status_code, TITLE.encode() in body or b"Phu luc" in body


class TestPapers:
    def test_the_table_does_not_meet_what_is_not_approved(self, client, who, meeting, other):
        actions.invite(meeting, [other], by=who.chi)  # sits at the table, from another department
        tray = _handed_in(meeting, who)
        client.force_login(other)
        assert [page for page, _status, met in _everywhere(client, meeting, tray) if met] == []
        assert told(meeting).count("meetings.paper_filed") == 1  # only the clerk's own of the draft

    def test_the_unit_and_the_office_read_it_by_its_own_door_only(self, client, who, meeting):
        tray = _handed_in(meeting, who)
        for person in (who.dung, who.chi):
            client.force_login(person)
            assert client.get(at("handed_in", tray.pk)).status_code == 200
            assert client.get(at("handed_in_file", tray.pk, 1)).status_code == 200
            assert client.get(tray.paper.versions.get().get_absolute_url()).status_code == 404

    def test_a_stranger_finds_no_door(self, client, who, meeting, other):
        tray = _handed_in(meeting, who)
        client.force_login(other)
        for name, args in (("handed_in", [tray.pk]), ("handed_in_file", [tray.pk, 1]), ("hand_in", [meeting.items.last().pk])):  # fmt: skip
            assert client.get(at(name, *args)).status_code == 404
        assert client.post(at("approve_paper", tray.pk), {"seen": 1}).status_code == 404

    def test_the_unit_does_not_approve_its_own(self, client, who, meeting):
        tray = _handed_in(meeting, who)
        client.force_login(who.dung)
        assert client.post(at("approve_paper", tray.pk), {"seen": 1}).status_code == 403

    def test_approved_it_is_the_tables(self, client, who, meeting):
        tray = actions.approve_paper(_handed_in(meeting, who), seen=1, by=who.chi)
        client.force_login(who.binh)
        assert TITLE in client.get(meeting.get_absolute_url()).content.decode()
        released = tray.released.versions.get()
        assert client.get(released.get_absolute_url()).status_code == 200
        assert released.sha256 == tray.paper.versions.get().sha256
        assert told(meeting)[-1] == "meetings.paper_filed"

    def test_a_newer_version_is_looked_at_first(self, who, meeting):
        tray = _handed_in(meeting, who)
        actions.hand_in_again(tray, upload=upload(pages=4), by=who.dung)
        with pytest.raises(Refused):
            actions.approve_paper(tray, seen=1, by=who.chi)
        approved = actions.approve_paper(tray, seen=2, by=who.chi)
        assert approved.released.versions.get().pages == 4

    def test_a_paper_changed_after_approval_waits_again_and_the_table_keeps_the_old(
        self, who, meeting
    ):
        tray = actions.approve_paper(_handed_in(meeting, who), seen=1, by=who.chi)
        tray = actions.hand_in_again(tray, upload=upload(pages=5), by=who.dung)
        assert tray.state == "submitted"
        assert tray.released.versions.count() == 1
        tray = actions.approve_paper(tray, seen=2, by=who.chi)
        assert list(tray.released.versions.values_list("number", flat=True)) == [1, 2]

    def test_returned_with_a_reason_it_comes_again(self, client, who, meeting):
        tray = _handed_in(meeting, who)
        with pytest.raises(Refused):
            actions.return_paper(tray, reason="  ", by=who.chi)
        actions.return_paper(tray, reason="Thiếu thẩm định", by=who.chi)
        client.force_login(who.dung)
        assert "Thiếu thẩm định" in client.get(at("hand_in", tray.item_id)).content.decode()
        assert "Thiếu thẩm định" in client.get(at("handed_in", tray.pk)).content.decode()
        assert actions.hand_in_again(tray, upload=upload(pages=3), by=who.dung).state == "submitted"
        assert Notice.objects.filter(user=who.dung, sentence__contains="Thiếu thẩm định").exists()

    def test_the_same_upload_twice_is_one_paper(self, who, meeting):
        first, second = _handed_in(meeting, who), _handed_in(meeting, who)
        assert first == second
        assert HandedIn.objects.count() == 1

    def test_nothing_is_handed_in_after_the_end(self, who, meeting):
        actions.cancel_meeting(meeting, reason="Bão", by=who.chi)
        with pytest.raises(Refused):
            _handed_in(Item.objects.get(pk=meeting.items.last().pk).meeting, who)

    def test_what_is_no_pdf_is_said_beside_the_field(self, client, who, meeting):
        from django.core.files.uploadedfile import SimpleUploadedFile

        client.force_login(who.dung)
        file = SimpleUploadedFile("bai.pdf", b"<html>%PDF-", "application/pdf")
        answer = client.post(at("hand_in", meeting.items.last().pk), {"title": "Bài", "file": file})
        assert answer.status_code == 422
        assert not HandedIn.objects.exists()

    def test_what_my_unit_must_prepare_asks_the_same_for_many(self, client, who, meeting):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client.force_login(who.dung)
        client.get(at("prepare"))
        with CaptureQueriesContext(connection) as few:
            page = client.get(at("prepare")).content.decode()
        assert "Cấp nước sạch" in page
        for number in range(20):
            actions.add_item(meeting, title=f"Việc {number}", unit=who.department, expects_papers=True, by=who.chi)  # fmt: skip
        with CaptureQueriesContext(connection) as many:
            client.get(at("prepare"))
        assert len(many) <= len(few)


class TestProposals:
    @pytest.fixture
    def coming(self, who):
        """A draft that takes proposals."""
        meeting = world.draft()
        from core.clock import now

        return actions.change_meeting(meeting, proposals_until=now().replace(year=2099), by=who.chi)

    def _proposed(self, coming, who):
        return actions.propose(who.department, meeting=coming, title="Nâng cấp trường học", minutes=20, by=who.dung)  # fmt: skip

    def test_from_the_unit_to_the_agenda(self, client, who, coming):
        client.force_login(who.dung)
        body = {"where": f"m{coming.pk}", "unit": who.department.pk, "title": "Nâng cấp trường học", "minutes": "20", "purpose": "vote"}  # fmt: skip
        answer = client.post(at("propose"), body)
        proposal = Proposal.objects.get()
        assert answer["Location"] == at("proposal", proposal.pk)
        actions.return_proposal(proposal, reason="Chưa rõ kinh phí", by=who.chi)
        page = client.get(at("edit_proposal", proposal.pk)).content.decode()
        assert "Chưa rõ kinh phí" in page
        body = {"version": "1", "title": "Nâng cấp 12 trường học", "minutes": "25", "purpose": "vote", "summary": ""}  # fmt: skip
        assert client.post(at("edit_proposal", proposal.pk), body).status_code == 302
        client.force_login(who.chi)
        assert client.post(at("decide_proposal", proposal.pk, "place")).status_code == 302
        item = coming.items.last()
        assert (item.title, item.minutes, item.unit, item.expects_papers) == ("Nâng cấp 12 trường học", 25, who.department, True)  # fmt: skip
        proposal.refresh_from_db()
        assert (proposal.state, proposal.item) == ("placed", item)

    def test_its_papers_go_with_it_and_are_approved_there(self, who, coming):
        proposal = self._proposed(coming, who)
        tray = actions.hand_in(who.department, proposal=proposal, upload=upload(), title=TITLE, by=who.dung)  # fmt: skip
        with pytest.raises(Refused):
            actions.approve_paper(tray, seen=1, by=who.chi)
        item = actions.place_proposal(proposal, by=who.chi)
        tray.refresh_from_db()
        actions.approve_paper(tray, seen=1, by=who.chi)
        assert item.item_papers.get().paper.title == TITLE

    def test_it_is_put_on_once(self, who, coming):
        proposal = self._proposed(coming, who)
        actions.place_proposal(proposal, by=who.chi)
        with pytest.raises(Refused):
            actions.place_proposal(proposal, by=who.chi)
        assert coming.items.filter(title=proposal.title).count() == 1

    def test_two_of_the_unit_change_it_at_once(self, who, coming):
        proposal = self._proposed(coming, who)
        actions.change_proposal(proposal, title="Một", version=1, by=who.binh)
        with pytest.raises(Overtaken):
            actions.change_proposal(proposal, title="Hai", version=1, by=who.dung)

    def test_the_office_alone_decides(self, client, who, coming, other):
        proposal = self._proposed(coming, who)
        for person, status in ((who.dung, 403), (other, 404)):
            client.force_login(person)
            for step in ("approve", "place"):
                assert client.post(at("decide_proposal", proposal.pk, step)).status_code == status
            assert client.get(at("return_proposal", proposal.pk)).status_code == status

    def test_only_meetings_that_take_proposals_are_offered(self, client, who, coming):
        closed = world.draft("Phiên họp kín đáo")
        client.force_login(who.dung)
        page = client.get(at("propose")).content.decode()
        assert coming.title in page
        assert closed.title not in page
        forged = {"where": f"m{closed.pk}", "unit": who.department.pk, "title": "Lẻn vào", "minutes": "5", "purpose": "info"}  # fmt: skip
        assert client.post(at("propose"), forged).status_code == 422
        assert not Proposal.objects.exists()

    def test_nobody_proposes_for_another_unit(self, client, who, coming, other):
        client.force_login(other)
        body = {"where": f"m{coming.pk}", "unit": who.department.pk, "title": "Thay mặt", "minutes": "5", "purpose": "info"}  # fmt: skip
        assert client.post(at("propose"), body).status_code == 422

    def test_nothing_of_it_stands_in_the_meetings_book(self, who, coming):
        before = told(coming)
        self._proposed(coming, who)
        assert told(coming) == before
        assert Entry.objects.filter(event="meetings.proposed").exists()

    def test_the_office_hears_of_it(self, who, coming):
        proposal = self._proposed(coming, who)
        assert Notice.objects.filter(user=who.chi, url=at("proposal", proposal.pk)).exists()


def test_a_tray_is_kept_with_all_its_versions(who, meeting):
    tray = _handed_in(meeting, who)
    actions.hand_in_again(tray, upload=upload(pages=4), by=who.dung)
    actions.approve_paper(tray, seen=2, by=who.chi)
    assert Version.objects.filter(paper=tray.paper).count() == 2
    assert Paper.objects.filter(pk=tray.paper_id).exclude(folder=meeting.folder).exists()
