"""What happens before the debate, as the minutes would tell it: the plan, the agenda, the seats."""

from datetime import timedelta

import pytest

from core import clock
from core.refused import Refused
from meetings import actions
from people.grants import held
from tests import world
from tests.meetings.table import seat, told


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
        assert set(meeting.speakings.values_list("state", flat=True)) == {"not_called"}
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
        lambda m, w: actions.defer_item(m.items.last(), reason="Hết giờ", by=w.an),
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

    def test_who_is_invited_sees_nothing_of_a_draft(self, who):
        meeting = world.draft()
        assert held(who.binh, meeting) == held(who.binh, meeting.folder) == set()
        assert held(who.chi, meeting) == {"see_meeting", "sit", "prepare_meeting"}
        actions.convene_meeting(meeting, by=who.chi)
        assert held(who.binh, meeting) == {"see_meeting", "sit"}
        assert held(who.binh, meeting.folder) == {"see_folder"}

    def test_a_guest_has_no_vote(self, who):
        meeting = world.convened()
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
