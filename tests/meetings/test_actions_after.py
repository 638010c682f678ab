"""What happens after the debate: conclusions, papers, and the journal of it all."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.refused import Refused
from documents.models import Paper
from documents.states import PaperState
from journal.models import Entry
from meetings import actions
from meetings.models import Conclusion
from tasks.models import Task
from tests import world
from tests.meetings.table import told, upload


class TestConclusions:
    def test_they_are_written_while_the_meeting_goes_on(self, who):
        with pytest.raises(Refused):
            actions.draft_conclusion(world.convened(), text="Sớm", kind="decision", by=who.chi)

    def test_a_task_names_its_lead(self, who):
        row = actions.draft_conclusion(world.in_session(), text="Giao", kind="task", by=who.chi)
        with pytest.raises(Refused):
            actions.agree_conclusion(row, by=who.an)
        assert not Task.objects.exists()

    def test_what_is_agreed_is_no_longer_changed(self, who):
        row = actions.draft_conclusion(world.in_session(), text="Giao", kind="decision", by=who.chi)
        row = actions.agree_conclusion(row, by=who.an)
        for act in (
            lambda: actions.change_conclusion(row, text="Khác", by=who.chi),
            lambda: actions.strike_conclusion(row, by=who.chi),
            lambda: actions.agree_conclusion(row, by=who.an),
        ):
            with pytest.raises(Refused):
                act()
        assert Conclusion.objects.get().text == "Giao"

    def test_rewording_keeps_what_stood_before(self, who):
        row = actions.draft_conclusion(world.in_session(), text="Giao", kind="decision", by=who.chi)
        actions.change_conclusion(row, text="Giao lại", by=who.chi)
        assert Entry.objects.get(event="meetings.conclusion_changed").data["before"] == "Giao"


class TestPapers:
    def test_the_same_upload_twice_is_one_paper(self, who):
        meeting = world.in_session()
        for _ in range(2):
            actions.file_paper(
                meeting, upload=upload(), title="Phụ lục", item=meeting.items.last(), by=who.chi
            )
        assert Paper.objects.filter(title="Phụ lục").count() == 1
        assert told(meeting).count("documents.paper_added") == 2  # this one and the world's

    def test_a_new_version_of_the_same_content_is_none(self, who):
        meeting = world.in_session()
        paper = actions.file_paper(meeting, upload=upload(), title="Phụ lục", by=who.chi)
        for pages in (2, 3, 3):
            actions.replace_paper(meeting, paper, upload=upload(pages=pages), by=who.chi)
        assert list(paper.versions.values_list("number", "pages")) == [(1, 2), (2, 3)]

    def test_nothing_is_added_once_the_record_is_complete(self, who):
        meeting = actions.close_meeting(world.in_session(), by=who.an)
        paper = meeting.folder.papers.get()
        actions.file_paper(meeting, upload=upload(), title="Vừa kịp", by=who.chi)
        meeting = actions.conclude_meeting(meeting, by=who.an)
        with pytest.raises(Refused):
            actions.file_paper(meeting, upload=upload(), title="Muộn", by=who.chi)
        with pytest.raises(Refused):
            actions.replace_paper(meeting, paper, upload=upload(pages=9), by=who.chi)

    def test_what_goes_to_be_signed_is_not_replaced(self, who):
        """S19: a document is never swapped between preview and signature."""
        meeting = world.in_session()
        paper = meeting.folder.papers.get()
        Paper.objects.filter(pk=paper.pk).update(state=PaperState.IN_REVIEW)
        with pytest.raises(Refused):
            actions.replace_paper(meeting, paper, upload=upload(pages=9), by=who.chi)

    def test_papers_of_another_meeting_are_out_of_reach(self, who):
        meeting, other = world.in_session(), world.in_session("Phiên khác")
        paper = other.folder.papers.get()
        with pytest.raises(Refused):
            actions.replace_paper(meeting, paper, upload=upload(pages=9), by=who.chi)
        Paper.objects.filter(pk=paper.pk).update(kind="decision")
        paper.refresh_from_db()
        with pytest.raises(Refused):
            actions.send_to_be_signed(paper, meeting, by=who.chi)

    def test_a_decision_is_drafted_as_a_pdf(self, who):
        meeting = world.in_session()
        paper = actions.draft_decision(
            meeting,
            subject="phê duyệt “dự toán” #2027 & @ngân sách",
            articles=["Một.", "Hai."],
            by=who.chi,
        )
        assert (paper.kind, paper.state, paper.notation) == ("decision", "draft", "")
        assert paper.versions.get().read().startswith(b"%PDF-")

    def test_only_a_decision_is_sent_to_be_signed(self, who):
        meeting = world.in_session()
        with pytest.raises(Refused):
            actions.send_to_be_signed(meeting.folder.papers.get(), meeting, by=who.chi)


def test_every_act_is_in_the_journal_in_its_order(who):
    meeting = world.busy()
    rows = Entry.objects.filter(book__topic=meeting.book).order_by("seq")
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert told(meeting)[0] == "meetings.planned"
    assert timezone.now() - rows.last().at < timedelta(minutes=1)
