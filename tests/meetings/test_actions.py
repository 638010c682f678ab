"""What happens at the table, as the minutes would tell it; one class a noun."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core import clock
from core.refused import Refused
from documents.models import Paper
from documents.states import PaperState
from journal.models import Entry
from meetings import actions
from meetings.models import Ballot, Conclusion, Meeting, Vote
from people.grants import held
from tasks.models import Task
from tests import world


def seat(meeting, person):
    return meeting.seats.get(user=person)


def told(meeting):
    """The names of what was told of the meeting, in order."""
    rows = Entry.objects.filter(book__topic=meeting.book).order_by("seq")
    return list(rows.values_list("event", flat=True))


def upload(name="phu-luc.pdf", pages=2):
    return SimpleUploadedFile(name, world.pdf("Phu luc", pages), "application/pdf")


class TestMeeting:
    def test_its_planner_sits_as_secretary_and_its_chair_chairs(self, who):
        meeting = world.draft()
        roles = dict(meeting.seats.values_list("user__username", "role"))
        assert roles == {"an": "chair", "chi": "secretary", "binh": "member"}
        assert not seat(meeting, who.chi).votes

    def test_it_is_not_convened_without_an_agenda(self, who):
        meeting = world.draft()
        for item in meeting.items.all():
            item.item_papers.all().delete()
            actions.remove_item(item, by=who.chi)
        with pytest.raises(Refused):
            actions.convene_meeting(meeting, by=who.chi)

    def test_it_does_not_end_before_it_starts(self, who):
        meeting = world.draft()
        with pytest.raises(Refused):
            actions.change_meeting(meeting, ends_at=meeting.starts_at, by=who.chi)

    @pytest.mark.parametrize("act", [actions.pause_meeting, actions.close_meeting])
    def test_an_open_vote_keeps_it_open(self, who, act):
        with pytest.raises(Refused):
            act(world.vote_open(), by=who.an)

    def test_the_clock_of_an_item_stops_in_a_pause(self, who):
        meeting, start = world.in_session(), clock.now()
        with clock.at(start + timedelta(minutes=5)):
            actions.pause_meeting(meeting, by=who.an)
        with clock.at(start + timedelta(minutes=35)):
            actions.resume_meeting(meeting, by=who.an)
        with clock.at(start + timedelta(minutes=37)):
            actions.close_meeting(meeting, by=who.an)
        assert meeting.items.first().spent // 60 in {6, 7}

    def test_closing_ends_the_showing_and_the_list_of_speakers(self, who):
        meeting = world.busy()
        actions.close_vote(meeting.votes.get(), by=who.an)
        closed = actions.close_meeting(meeting, by=who.an)
        assert closed.show_version is None
        assert set(meeting.speakings.values_list("state", flat=True)) == {"withdrawn"}
        assert not meeting.items.filter(state="current").exists()

    def test_the_record_is_not_complete_with_a_draft(self, who):
        meeting = world.in_session()
        draft = actions.draft_conclusion(meeting, text="Giao", kind="decision", by=who.chi)
        actions.close_meeting(meeting, by=who.an)
        with pytest.raises(Refused):
            actions.conclude_meeting(meeting, by=who.an)
        actions.strike_conclusion(draft, by=who.chi)
        assert actions.conclude_meeting(meeting, by=who.an).state == "concluded"

    def test_cancelling_needs_a_reason(self, who):
        with pytest.raises(Refused):
            actions.cancel_meeting(world.draft(), reason="  ", by=who.chi)


class TestAgenda:
    def test_items_change_places(self, who):
        meeting = world.draft()
        actions.move_item(meeting.items.first(), up=False, by=who.chi)
        assert list(meeting.items.values_list("title", flat=True))[1] == "Ngân sách năm 2027"
        before = told(meeting)
        actions.move_item(meeting.items.last(), up=False, by=who.chi)
        assert told(meeting) == before  # already the last: nothing happened

    def test_one_item_is_discussed_at_a_time(self, who):
        meeting = world.in_session()
        actions.start_item(meeting.items.last(), by=who.an)
        assert meeting.items.get(state="current").title == "Cấp nước sạch"

    def test_nothing_moves_on_while_a_vote_is_open(self, who):
        meeting = world.vote_open()
        with pytest.raises(Refused):
            actions.start_item(meeting.items.last(), by=who.an)

    def test_an_item_with_papers_is_not_removed(self, who):
        with pytest.raises(Refused):
            actions.remove_item(world.draft().items.first(), by=who.chi)

    @pytest.mark.parametrize("act", [
        lambda m, w: actions.add_item(m, title="Muộn", by=w.chi),
        lambda m, w: actions.change_item(m.items.last(), title="Muộn", by=w.chi),
        lambda m, w: actions.move_item(m.items.last(), up=True, by=w.chi),
        lambda m, w: actions.defer_item(m.items.last(), by=w.an),
        lambda m, w: actions.remove_item(m.items.last(), by=w.chi),
    ])  # fmt: skip
    def test_after_the_end_it_stays_as_it_was(self, who, act):
        meeting = actions.close_meeting(world.in_session(), by=who.an)
        with pytest.raises(Refused):
            act(meeting, who)


class TestSeats:
    def test_who_sits_already_is_left_as_they_are(self, who):
        meeting = world.draft()
        assert actions.invite(meeting, [who.binh, who.binh], role="guest", by=who.chi) == []
        assert seat(meeting, who.binh).role == "member"

    def test_a_guest_has_no_vote(self, who):
        meeting = world.draft()
        guest = actions.invite(meeting, [who.dung], role="guest", by=who.chi)[0]
        assert (guest.votes, held(who.dung, meeting)) == (False, {"see_meeting", "sit"})

    def test_declining_needs_a_reason_and_may_be_taken_back(self, who):
        own = seat(world.convened(), who.binh)
        with pytest.raises(Refused):
            actions.answer(own, accept=False, reason=" ", by=who.binh)
        assert (
            actions.answer(own, accept=False, reason="Đi  công tác", by=who.binh).reason
            == "Đi công tác"
        )
        accepted = actions.answer(own, accept=True, by=who.binh)
        assert (accepted.answer, accepted.reason) == ("accepted", "")

    def test_nobody_answers_for_another(self, who):
        with pytest.raises(Refused):
            actions.answer(seat(world.convened(), who.binh), accept=True, by=who.chi)

    @pytest.mark.parametrize("scene", ["draft", "closed"])
    def test_invitations_are_answered_between_convening_and_the_end(self, who, scene):
        meeting = (
            world.draft()
            if scene == "draft"
            else actions.close_meeting(world.in_session(), by=who.an)
        )
        with pytest.raises(Refused):
            actions.answer(seat(meeting, who.binh), accept=True, by=who.binh)

    def test_checking_in_twice_is_told_once(self, who):
        meeting = world.convened()
        for _ in range(2):
            actions.arrive(seat(meeting, who.binh), by=who.binh)
        assert told(meeting).count("meetings.arrived") == 1

    def test_who_leaves_no_longer_waits_to_speak(self, who):
        meeting = world.in_session()
        actions.ask_to_speak(seat(meeting, who.binh), by=who.binh)
        actions.leave(seat(meeting, who.binh), by=who.chi)
        assert not seat(meeting, who.binh).present
        assert meeting.speakings.get().state == "withdrawn"

    @pytest.mark.parametrize("act", [actions.arrive, actions.leave, actions.remove_seat])
    def test_attendance_is_closed_with_the_meeting(self, who, act):
        meeting = actions.close_meeting(world.in_session(), by=who.an)
        with pytest.raises(Refused):
            act(seat(meeting, who.binh), by=who.chi)
        assert seat(meeting, who.binh).present

    def test_the_chair_stays(self, who):
        with pytest.raises(Refused):
            actions.remove_seat(seat(world.draft(), who.an), by=who.chi)

    def test_who_is_on_the_list_of_a_vote_stays(self, who):
        with pytest.raises(Refused):
            actions.remove_seat(seat(world.vote_open(), who.binh), by=who.chi)

    def test_who_is_taken_off_loses_everything(self, who):
        meeting = world.convened()
        actions.remove_seat(seat(meeting, who.binh), by=who.chi)
        assert held(who.binh, meeting) == held(who.binh, meeting.folder) == set()


class TestVotes:
    def test_one_vote_is_open_at_a_time(self, who):
        meeting = world.vote_open()
        second = actions.prepare_vote(meeting, question="Câu hỏi khác", by=who.an)
        with pytest.raises(Refused):
            actions.open_vote(second, by=who.an)

    def test_it_needs_a_quorum(self, who):
        meeting = world.in_session()
        Meeting.objects.filter(pk=meeting.pk).update(kind="committee")
        actions.leave(seat(meeting, who.binh), by=who.chi)
        vote = actions.prepare_vote(meeting, question="Thông qua?", by=who.an)
        with pytest.raises(Refused, match=r"1.*2.*2"):
            actions.open_vote(vote, by=who.an)

    def test_the_rule_is_that_of_the_meeting_when_it_opens(self, who):
        meeting = world.in_session()
        vote = actions.prepare_vote(meeting, question="Thông qua?", by=who.an)
        meeting = actions.change_meeting(meeting, kind="committee", by=who.chi)
        assert actions.open_vote(vote, by=who.an).rule == "committee"

    def test_one_ballot_a_seat(self, who):
        meeting = world.vote_open()
        vote, own = meeting.votes.get(), seat(meeting, who.binh)
        first = actions.cast_ballot(vote, own, "agree", by=who.binh)
        assert actions.cast_ballot(vote, own, "agree", by=who.binh) == first
        with pytest.raises(Refused):
            actions.cast_ballot(vote, own, "disagree", by=who.binh)
        assert Ballot.objects.get().choice == "agree"
        assert told(meeting).count("meetings.ballot_cast") == 1

    def test_nobody_votes_for_another(self, who):
        meeting = world.vote_open()
        with pytest.raises(Refused):
            actions.cast_ballot(meeting.votes.get(), seat(meeting, who.binh), "agree", by=who.an)

    @pytest.mark.parametrize("choice", ["", "yes", "AGREE", "agree; drop"])
    def test_a_ballot_says_one_of_the_answers(self, who, choice):
        meeting = world.vote_open()
        with pytest.raises(Refused):
            actions.cast_ballot(meeting.votes.get(), seat(meeting, who.binh), choice, by=who.binh)

    def test_without_a_vote_no_ballot(self, who):
        meeting = world.in_session()
        guest = actions.invite(meeting, [who.dung], role="guest", by=who.chi)[0]
        actions.arrive(guest, by=who.dung)
        actions.arrive(seat(meeting, who.chi), by=who.chi)
        vote = actions.open_vote(actions.prepare_vote(meeting, question="?", by=who.an), by=who.an)
        for person in (who.dung, who.chi):
            with pytest.raises(Refused):
                actions.cast_ballot(vote, seat(meeting, person), "agree", by=person)

    def test_who_came_after_it_opened_is_not_on_its_list(self, who):
        meeting = world.vote_open()
        late = actions.invite(meeting, [who.dung], by=who.chi)[0]
        actions.arrive(late, by=who.dung)
        with pytest.raises(Refused):
            actions.cast_ballot(meeting.votes.get(), late, "agree", by=who.dung)

    def test_who_left_does_not_vote(self, who):
        meeting = world.vote_open()
        actions.leave(seat(meeting, who.binh), by=who.chi)
        with pytest.raises(Refused):
            actions.cast_ballot(meeting.votes.get(), seat(meeting, who.binh), "agree", by=who.binh)

    def test_a_seat_of_another_meeting_does_not_vote(self, who):
        meeting, other = world.vote_open(), world.in_session("Phiên khác")
        with pytest.raises(Refused):
            actions.cast_ballot(meeting.votes.get(), seat(other, who.binh), "agree", by=who.binh)

    def test_late_ballots_are_refused_and_the_result_stays(self, who):
        meeting = world.vote_open()
        vote = meeting.votes.get()
        actions.cast_ballot(vote, seat(meeting, who.an), "agree", by=who.an)
        closed = actions.close_vote(vote, by=who.an)
        with pytest.raises(Refused):
            actions.cast_ballot(vote, seat(meeting, who.binh), "disagree", by=who.binh)
        vote.refresh_from_db()
        assert (vote.agree, vote.disagree, vote.passed, vote.tie) == (1, 0, False, False)
        assert (closed.total, closed.present) == (2, 2)

    def test_even_votes_go_with_the_chair(self, who):
        meeting = world.vote_open()
        vote = meeting.votes.get()
        actions.cast_ballot(vote, seat(meeting, who.an), "agree", by=who.an)
        actions.cast_ballot(vote, seat(meeting, who.binh), "disagree", by=who.binh)
        closed = actions.close_vote(vote, by=who.an)
        assert (closed.passed, closed.tie) == (True, True)

    def test_a_void_vote_is_kept_with_its_reason(self, who):
        vote = world.vote_open().votes.get()
        with pytest.raises(Refused):
            actions.void_vote(vote, reason="", by=who.an)
        actions.void_vote(vote, reason="Câu hỏi sai", by=who.an)
        assert Vote.objects.get().void_reason == "Câu hỏi sai"

    def test_a_question_is_written(self, who):
        with pytest.raises(Refused):
            actions.prepare_vote(world.in_session(), question="  ", by=who.an)


class TestSpeaking:
    def test_asking_twice_keeps_ones_place(self, who):
        own = seat(world.in_session(), who.binh)
        assert actions.ask_to_speak(own, by=who.binh) == actions.ask_to_speak(own, by=who.binh)

    def test_who_is_not_here_does_not_speak(self, who):
        meeting = world.in_session()
        with pytest.raises(Refused):
            actions.ask_to_speak(seat(meeting, who.chi), by=who.chi)

    def test_one_speaks_at_a_time(self, who):
        meeting = world.in_session()
        first = actions.ask_to_speak(seat(meeting, who.binh), by=who.binh)
        second = actions.ask_to_speak(seat(meeting, who.an), by=who.an)
        actions.call_speaker(first, by=who.an)
        actions.call_speaker(second, by=who.an)
        first.refresh_from_db()
        assert first.state == "spoke"
        assert meeting.speakings.get(state="speaking") == second


class TestShow:
    def test_only_pages_there_are(self, who):
        meeting = world.in_session()
        version = meeting.folder.papers.get().versions.get()
        for page in (0, -1, version.pages + 1):
            with pytest.raises(Refused):
                actions.show_page(meeting, version, page, by=who.an)
        assert (
            actions.show_page(meeting, version, version.pages, by=who.an).show_page == version.pages
        )

    def test_only_papers_of_the_meeting(self, who):
        meeting, other = world.in_session(), world.in_session("Phiên khác")
        with pytest.raises(Refused):
            actions.show_page(meeting, other.folder.papers.get().versions.get(), 1, by=who.an)

    def test_only_in_session(self, who):
        meeting = world.convened()
        with pytest.raises(Refused):
            actions.show_page(meeting, meeting.folder.papers.get().versions.get(), 1, by=who.an)


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
