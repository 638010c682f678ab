"""Who may send whom: the table of law, and what becomes of the seat."""

from datetime import date

import pytest

from core.refused import Refused
from meetings import actions
from meetings.access import audience
from meetings.actions import Instead
from meetings.models import Absence
from meetings.substitutes import CHAIR, CLERK, NOBODY, may_vote, rule_for
from notices.models import Notice
from people.grants import held
from tests.meetings.table import called, seat, send, told

DAY = date(2026, 11, 23)
# kind, role → may a substitute come, whose consent for that, whose for staying away, may they vote if the clerk says so
LAW = [
    ("committee", "member", True, CHAIR, CHAIR, False),
    ("committee", "guest", True, NOBODY, NOBODY, False),
    ("council", "member", False, NOBODY, CHAIR, False),
    ("council", "guest", True, NOBODY, NOBODY, False),
    ("working", "member", True, CLERK, NOBODY, True),
    ("working", "guest", True, NOBODY, NOBODY, False),
    ("working", "chair", False, NOBODY, NOBODY, False),
    ("committee", "secretary", False, NOBODY, NOBODY, False),
    ("a kind to come", "member", True, CLERK, NOBODY, True),
]


@pytest.mark.parametrize(("kind", "role", "may", "consent", "absence", "votes"), LAW)
def test_the_table_says_who_may_send_whom(kind, role, may, consent, absence, votes):  # noqa: PLR0917  a row of the table
    rule = rule_for(kind, role, DAY)
    assert (rule.substitute, rule.consent, rule.absence) == (may, consent, absence)
    assert may_vote(rule, seat_votes=True, allowed=True) is votes
    assert not may_vote(rule, seat_votes=True, allowed=False)
    assert not may_vote(rule, seat_votes=False, allowed=True)


class TestCommittee:
    def test_the_chair_is_asked_and_until_then_nothing_changes(self, who):
        who, meeting = called("committee")
        absence = send(meeting, who)
        assert absence.state == "asked"
        assert not meeting.seats.filter(user=who.dung).exists()
        assert Notice.objects.filter(user=who.an, key__contains="absence").count() == 1

    def test_with_consent_the_substitute_sits_reads_and_speaks_but_does_not_vote(self, who):
        who, meeting = called("committee")
        actions.agree_absence(send(meeting, who), by=who.an)
        new = seat(meeting, who.dung)
        assert (new.role, new.votes, new.stands_for) == ("member", False, "Trần Thị Bình")
        assert held(who.dung, meeting) == {"see_meeting", "sit"}
        assert "see_folder" in held(who.dung, meeting.folder)
        old = seat(meeting, who.binh)
        assert (old.answer, old.votes) == ("replaced", True)  # a member stays a member of the whole
        assert old.replaced_by == "Phạm Văn Dũng, Chuyên viên"

    def test_the_replaced_keep_reading_and_lose_the_acts_of_the_seat(self, who):
        who, meeting = called("committee")
        actions.agree_absence(send(meeting, who), by=who.an)
        assert held(who.binh, meeting) == {"see_meeting"}
        assert audience(who.binh, meeting.pk) == "sit"
        assert "see_folder" in held(who.binh, meeting.folder)
        with pytest.raises(Refused):
            actions.arrive(seat(meeting, who.binh), by=who.chi)

    def test_the_chair_may_refuse_with_a_reason_and_the_person_is_asked_again(self, who):
        who, meeting = called("committee")
        absence = send(meeting, who)
        with pytest.raises(Refused):
            actions.refuse_absence(absence, reason=" ", by=who.an)
        actions.refuse_absence(absence, reason="Nội dung quan trọng", by=who.an)
        assert seat(meeting, who.binh).answer == "waiting"
        bell = Notice.objects.get(user=who.binh, key__endswith="refused")
        assert "Nội dung quan trọng" in bell.sentence

    def test_a_substitute_who_checked_in_cannot_vote(self, who):
        who, meeting = called("committee")
        actions.agree_absence(send(meeting, who), by=who.an)
        for person in (who.an, who.dung):
            actions.arrive(seat(meeting, person), by=person)
        assert not seat(meeting, who.dung).votes


class TestCouncil:
    def test_nobody_is_sent_in_the_place_of_a_deputy(self, who):
        who, meeting = called("council")
        with pytest.raises(Refused):
            send(meeting, who)
        assert seat(meeting, who.binh).answer == "waiting"


class TestWorking:
    def test_the_clerk_confirms(self, who):
        who, meeting = called()
        absence = send(meeting, who)
        assert absence.state == "asked"
        assert Notice.objects.filter(user=who.chi, key__contains="absence").exists()
        actions.agree_absence(absence, by=who.chi)
        assert not seat(meeting, who.dung).votes

    def test_the_vote_goes_with_the_seat_only_when_the_rule_of_the_meeting_says_so(self, who):
        who, meeting = called()
        actions.allow_substitutes_to_vote(meeting, allow=True, by=who.chi)
        meeting.refresh_from_db()
        actions.agree_absence(send(meeting, who), by=who.chi)
        assert (seat(meeting, who.dung).votes, seat(meeting, who.binh).votes) == (True, False)
        with pytest.raises(Refused):
            actions.allow_substitutes_to_vote(meeting, allow=False, by=who.chi)

    def test_elsewhere_the_rule_cannot_be_set(self, who):
        who, meeting = called("committee")
        with pytest.raises(Refused):
            actions.allow_substitutes_to_vote(meeting, allow=True, by=who.chi)

    def test_staying_away_alone_needs_nobody(self, who):
        who, meeting = called()
        absence = actions.stay_away(seat(meeting, who.binh), reason="Ốm", by=who.binh)
        assert (absence.state, seat(meeting, who.binh).answer) == ("agreed", "declined")
        assert "meetings.absence_agreed" not in told(meeting)

    def test_the_clerk_writes_down_what_was_said_on_the_phone(self, who):
        who, meeting = called()
        own = seat(meeting, who.binh)
        actions.answer(own, accept=True, by=who.chi, on_behalf=True)
        assert seat(meeting, who.binh).answer == "accepted"
        assert told(meeting)[-1] == "meetings.answered_for"
        absence = actions.stay_away(
            own, reason="Ốm", instead=Instead(who.dung), by=who.chi, on_behalf=True
        )
        assert absence.state == "agreed"  # the clerk's own consent is what the rule wants


class TestUndo:
    def test_it_is_taken_back_before_the_session(self, who):
        who, meeting = called()
        actions.allow_substitutes_to_vote(meeting, allow=True, by=who.chi)
        meeting.refresh_from_db()
        actions.agree_absence(send(meeting, who), by=who.chi)
        actions.answer(seat(meeting, who.binh), accept=True, by=who.binh)
        own = seat(meeting, who.binh)
        assert (own.answer, own.votes, own.replaced_by) == ("accepted", True, "")
        assert held(who.binh, meeting) == {"see_meeting", "sit"}
        assert not meeting.seats.filter(user=who.dung).exists()
        assert held(who.dung, meeting) == held(who.dung, meeting.folder) == set()
        assert Notice.objects.filter(user=who.dung, key__contains="removed").exists()

    def test_not_once_the_substitute_sits_in_the_session(self, who):
        who, meeting = called()
        actions.agree_absence(send(meeting, who), by=who.chi)
        for person in (who.an, who.dung):
            actions.arrive(seat(meeting, person), by=person)
        type(meeting).objects.filter(pk=meeting.pk).update(state="open")
        with pytest.raises(Refused):
            actions.answer(seat(meeting, who.binh), accept=True, by=who.binh)
        assert seat(meeting, who.dung).present

    def test_a_second_wish_takes_the_place_of_the_first(self, who):
        who, meeting = called()
        send(meeting, who)
        actions.stay_away(seat(meeting, who.binh), reason="Ốm", by=who.binh)
        states = list(Absence.objects.order_by("pk").values_list("state", flat=True))
        assert states == ["withdrawn", "agreed"]


class TestLimits:
    def test_one_never_sits_twice(self, who):
        who, meeting = called()
        actions.invite(meeting, [who.dung], role="guest", by=who.chi)
        with pytest.raises(Refused):
            send(meeting, who)

    def test_who_was_invited_meanwhile_is_refused_at_the_consent(self, who):
        who, meeting = called("committee")
        absence = send(meeting, who)
        actions.invite(meeting, [who.dung], role="guest", by=who.chi)
        with pytest.raises(Refused):
            actions.agree_absence(absence, by=who.an)
        assert seat(meeting, who.binh).answer == "declined"

    def test_only_somebody_of_the_own_unit_is_sent(self, who):
        who, meeting = called()
        own = seat(meeting, who.binh)
        meeting.seats.filter(user=who.chi).delete()
        with pytest.raises(Refused):
            actions.stay_away(own, reason="Ốm", instead=Instead(who.chi), by=who.binh)

    def test_a_member_does_not_write_a_name(self, who):
        who, meeting = called()
        with pytest.raises(Refused):
            actions.stay_away(
                seat(meeting, who.binh), reason="Ốm", instead=Instead(name="Ai đó"), by=who.binh
            )

    def test_a_guest_writes_a_name_and_the_clerk_checks_that_person_in(self, who):
        who, meeting = called()
        actions.invite(meeting, [who.dung], role="guest", by=who.chi)
        own = seat(meeting, who.dung)
        actions.stay_away(
            own, reason="Bận", instead=Instead(name="Vũ Thị Em", title="Phó phòng"), by=who.dung
        )
        own = seat(meeting, who.dung)
        assert own.replaced_by == "Vũ Thị Em, Phó phòng"
        with pytest.raises(Refused):
            actions.arrive(own, by=who.dung)
        assert actions.arrive(own, by=who.chi).present

    def test_who_is_here_does_not_stay_away(self, who):
        who, meeting = called()
        actions.arrive(seat(meeting, who.binh), by=who.binh)
        with pytest.raises(Refused):
            send(meeting, who)

    def test_nobody_asks_for_another(self, who):
        who, meeting = called()
        with pytest.raises(Refused):
            actions.stay_away(seat(meeting, who.binh), reason="Ốm", by=who.dung)

    def test_who_stands_in_is_not_simply_taken_off(self, who):
        who, meeting = called()
        actions.agree_absence(send(meeting, who), by=who.chi)
        for person in (who.dung, who.binh):
            with pytest.raises(Refused):
                actions.remove_seat(seat(meeting, person), by=who.chi)

    def test_a_cancelled_meeting_is_not_answered(self, who):
        who, meeting = called()
        actions.cancel_meeting(meeting, reason="Bão", by=who.chi)
        with pytest.raises(Refused):
            send(meeting, who)
