"""What happens during the debate: votes, speaking, pages on show."""

import pytest

from core.refused import Refused
from meetings import actions
from meetings.models import Ballot, Meeting, Vote
from tests import world
from tests.meetings.table import seat, told


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
