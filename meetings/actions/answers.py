"""Answers to an invitation: coming, staying away with a reason, or sending a substitute within the law's limits."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import shut_out
from journal.book import tell
from meetings import events
from meetings.access import GRANTS
from meetings.actions.seats import invite
from meetings.models import Absence, Meeting, Seat, SeatRole
from meetings.states import IN_SESSION, AbsenceState, Answer, MeetingState
from meetings.substitutes import CHAIR, CLERK, SETTING, Rule, may_vote, rule_for
from people.access import title_of, units_of
from people.grants import grant, held, revoke
from people.models import User
from realtime.nudge import stale

LIVE = (AbsenceState.ASKED, AbsenceState.AGREED)
# whose consent a rule wants → what one must hold on the meeting to give it
DECIDES = {CHAIR: "run_meeting", CLERK: "prepare_meeting"}


@dataclass(frozen=True)
class Instead:
    """Who comes instead: a person of the house, or for guests a name and a post."""

    user: User | None = None
    name: str = ""
    title: str = ""


def rule_of(seat: Seat, meeting: Meeting) -> Rule:
    """Return what the law lets this seat do when its person cannot come."""
    return rule_for(meeting.kind, seat.role, localdate(meeting.starts_at))


@transaction.atomic
def answer(
    seat: Seat, *, accept: bool, reason: str = "", by: User, on_behalf: bool = False
) -> Seat:
    """Answer one's invitation; ``on_behalf``: the clerk writes down what somebody said by phone."""
    if not accept:
        return stay_away(seat, reason=reason, by=by, on_behalf=on_behalf).seat
    _meeting, seat = _answerable(seat, by, on_behalf=on_behalf)
    for absence in seat.absences.filter(state__in=LIVE):
        take_back(absence, by=by, on_behalf=on_behalf)
    seat.refresh_from_db()
    _write(seat, Answer.ACCEPTED, "")
    _tell_answer(seat, by)
    return seat


@transaction.atomic
def stay_away(
    seat: Seat, *, reason: str, instead: Instead | None = None, by: User, on_behalf: bool = False
) -> Absence:
    """Say that one cannot come, and perhaps who comes instead; agreed to at once where nobody's consent is needed.

    ``Refused``: no reason, nothing to answer now, or a substitute the law or the list does not allow.
    """
    meeting, seat = _answerable(seat, by, on_behalf=on_behalf)
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refused(_("Please give the reason why you cannot attend."))
    if seat.present:
        raise Refused(_("%(who)s is here already.") % {"who": seat})
    for earlier in seat.absences.filter(state__in=LIVE):
        take_back(earlier, by=by, on_behalf=on_behalf)
    rule, instead = rule_of(seat, meeting), instead or Instead()
    if instead.user or instead.name.strip():
        _check(seat, meeting, rule, instead, on_behalf=on_behalf)
    absence = Absence.objects.create(
        meeting=meeting, seat=seat, reason=reason, substitute=instead.user, asked_by=by,
        name=" ".join(instead.name.split())[:120] if not instead.user else "",
        title=title_of(instead.user) if instead.user else " ".join(instead.title.split())[:200],
    )  # fmt: skip
    absence.seat = seat
    _write(seat, Answer.DECLINED, reason)
    _tell_answer(seat, by)
    wanted = consent_of(absence, rule)
    if wanted or absence.who_comes:
        tell(events.ABSENCE_ASKED, who=by, what=absence, consent=wanted, instead=absence.who_comes)
    if not wanted or DECIDES[wanted] in held(by, meeting):
        return _agree(absence, meeting, by)
    return absence


@transaction.atomic
def agree(absence: Absence, *, by: User) -> Absence:
    """Agree to the absence; a substitute is seated, the seat they stand for no longer acts."""
    meeting, absence = _decidable(absence)
    return _agree(absence, meeting, by)


@transaction.atomic
def refuse(absence: Absence, *, reason: str, by: User) -> Absence:
    """Do not agree, with a reason; the person is asked again."""
    _meeting, absence = _decidable(absence)
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refused(_("Please give a reason."))
    _decided(absence, by)
    absence.decision = reason
    absence.move_to(AbsenceState.REFUSED, "decision", "decided_by", "decided_at")
    _write(absence.seat, Answer.WAITING, "")
    tell(events.ABSENCE_REFUSED, who=by, what=absence)
    return absence


@transaction.atomic
def take_back(absence: Absence, *, by: User, on_behalf: bool = False) -> Absence:
    """Take the request back before the session; a substitute who was seated gives the seat back."""
    meeting, seat = _answerable(absence.seat, by, on_behalf=on_behalf)
    absence = locked(absence)
    if absence.filled is not None:
        _give_back(absence, absence.filled, meeting)
    seat = locked(seat)
    seat.replaced_by = ""
    seat.votes = seat.votes or absence.took_vote
    seat.save(update_fields=["replaced_by", "votes"])
    absence.filled, absence.took_vote = None, False
    absence.move_to(AbsenceState.WITHDRAWN, "filled", "took_vote")
    absence.seat = seat
    grant(seat.user, meeting, *GRANTS[SeatRole(seat.role)])
    _write(seat, Answer.WAITING, "")
    tell(events.ABSENCE_WITHDRAWN, who=by, what=absence)
    return absence


def consent_of(absence: Absence, rule: Rule) -> str:
    """Return whose consent this absence needs: that for a substitute, or that for staying away."""
    return rule.consent if absence.who_comes else rule.absence


def _answerable(seat: Seat, by: User, *, on_behalf: bool) -> tuple[Meeting, Seat]:
    meeting, seat = locked(seat.meeting), locked(seat)
    if seat.user_id != by.pk and not on_behalf:
        raise Refused(_("Everybody answers their own invitation."))
    if meeting.state == MeetingState.DRAFT or meeting.ended:
        raise Refused(_("This invitation cannot be answered now."))
    return meeting, seat


def _decidable(absence: Absence) -> tuple[Meeting, Absence]:
    meeting, absence = locked(absence.meeting), locked(absence)
    if meeting.ended:
        raise Refused(_("The meeting has ended; its list is no longer changed."))
    absence.seat = locked(absence.seat)
    return meeting, absence


def _check(seat: Seat, meeting: Meeting, rule: Rule, instead: Instead, *, on_behalf: bool) -> None:
    """Refuse a substitute the law or the list does not allow."""
    if not rule.substitute:
        raise Refused(
            _("Nobody can be sent in the place of %(who)s at this meeting.") % {"who": seat}
        )
    person = instead.user
    if person is None:
        if seat.role != SeatRole.GUEST:
            raise Refused(_("Please choose a person of your unit; only guests may write a name."))
        return
    if not person.is_active or person.pk == seat.user_id:
        raise Refused(_("%(who)s cannot be sent.") % {"who": person})
    same_unit = units_of(person).filter(pk__in=units_of(seat.user)).exists()
    if not on_behalf and not same_unit:
        raise Refused(_("%(who)s is not of your unit.") % {"who": person})
    if meeting.seats.filter(user=person).exists():
        raise Refused(_("%(who)s has a seat at this meeting already.") % {"who": person})
    if meeting.absences.filter(substitute=person, state__in=LIVE).exists():
        raise Refused(_("%(who)s already stands in for somebody else.") % {"who": person})


def _agree(absence: Absence, meeting: Meeting, by: User) -> Absence:
    seat = absence.seat
    _decided(absence, by)
    if absence.substitute:
        absence.filled = _seat_substitute(absence, seat, meeting, by)
    absence.move_to(
        AbsenceState.AGREED, "filled", "took_vote", "decided_by", "decided_at"
    )  # fmt: skip
    if absence.who_comes:
        seat.replaced_by, seat.place = absence.who_comes, None if absence.filled else seat.place
        seat.votes = seat.votes and not absence.took_vote
        seat.save(update_fields=["replaced_by", "votes", "place"])
        revoke(seat.user, meeting)
        grant(seat.user, meeting, "see_meeting")
        _write(seat, Answer.REPLACED, absence.reason)
    if absence.who_comes or consent_of(absence, rule_of(seat, meeting)):
        tell(events.ABSENCE_AGREED, who=by, what=absence, instead=absence.who_comes)
    _touch(seat.user)
    return absence


def _seat_substitute(absence: Absence, seat: Seat, meeting: Meeting, by: User) -> Seat:
    """Seat the substitute at the same place of the table, with the vote only where the rule gives it."""
    takes = may_vote(
        rule_of(seat, meeting), seat_votes=seat.votes, allowed=meeting.substitutes_vote
    )
    place, seat.place = seat.place, None
    seat.save(update_fields=["place"])
    person = absence.substitute
    made = invite(
        meeting,
        [person] if person else [],
        role=seat.role,
        votes=takes,
        by=by,
        stands_for=str(seat.user),
    )
    if not made:
        raise Refused(_("%(who)s has a seat at this meeting already.") % {"who": person})
    new = made[0]
    new.position, new.place = seat.position, place
    new.save(update_fields=["position", "place"])
    absence.took_vote = takes
    return new


def _give_back(absence: Absence, filled: Seat, meeting: Meeting) -> None:
    """Unseat the substitute: not once they had a part in the meeting."""
    if meeting.state in IN_SESSION and filled.arrived_at is not None:
        raise Refused(_("%(who)s is here already.") % {"who": filled})
    if filled.entitled_votes.exists() or filled.speakings.exists():
        raise Refused(
            _("%(who)s was on the list of a vote or has asked to speak.") % {"who": filled}
        )
    place = filled.place
    revoke(filled.user, meeting)
    shut_out(filled.user, meeting.folder)
    tell(events.SEAT_REMOVED, who=absence.asked_by, what=filled)
    Absence.objects.filter(pk=absence.pk).update(filled=None)
    filled.delete()
    Seat.objects.filter(pk=absence.seat_id).update(place=place)


def _decided(absence: Absence, by: User) -> None:
    absence.decided_by, absence.decided_at = by, now()


def _write(seat: Seat, said: Answer, reason: str) -> None:
    seat.answer, seat.reason, seat.answered_at = said, reason, now()
    seat.save(update_fields=["answer", "reason", "answered_at"])
    _touch(seat.user)


def _tell_answer(seat: Seat, by: User) -> None:
    told = events.INVITATION_ANSWERED if seat.user_id == by.pk else events.ANSWERED_FOR
    tell(told, who=by, what=seat, answer=str(Answer(seat.answer).label))


def _touch(user: User) -> None:
    """Let the person's own part be fetched again, once this is committed."""
    transaction.on_commit(lambda: stale(user.topic, ["mine"]), robust=True)


@transaction.atomic
def allow_substitutes_to_vote(meeting: Meeting, *, allow: bool, by: User) -> Meeting:
    """Say whether substitutes vote here; ``Refused`` where the law leaves no choice, or somebody was replaced already."""
    meeting = locked(meeting)
    rule = rule_for(meeting.kind, SeatRole.MEMBER, localdate(meeting.starts_at))
    if meeting.ended or rule.vote != SETTING:
        raise Refused(_("At this kind of meeting the law does not let substitutes vote."))
    if meeting.seats.exclude(stands_for="").exists():
        raise Refused(_("Somebody is represented already; the rule is not changed any more."))
    meeting.substitutes_vote = allow
    meeting.save(update_fields=["substitutes_vote"])
    tell(events.SUBSTITUTES_VOTE, who=by, what=meeting, allow=allow)
    return meeting
