"""What is left to do after a session, and how the notice's clock stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate

from core.calendar import city_calendar
from core.clock import today
from core.workdays import WorkCalendar
from meetings.access import meetings
from meetings.deadlines import NoticeClock, notice_clock
from meetings.models import Draft, DraftForm, Meeting, Vote
from meetings.states import ConclusionState, DraftState, MeetingState, VoteState
from people.grants import allowed
from people.models import User

CLOSED = (MeetingState.CLOSED, MeetingState.CONCLUDED)
STANDING = (ConclusionState.AGREED, ConclusionState.FULFILLED)


@dataclass
class ActRow:
    """An adopted vote and the resolution drafted from it."""

    vote: Vote
    draft: Draft | None


@dataclass
class After:
    """The checklist of a meeting that was held."""

    drafts: int
    agreed: int
    minutes: Draft | None
    notice: Draft | None
    clock: NoticeClock | None
    acts: list[ActRow]
    others: list[Draft]
    tasks: list[Any]
    earlier: list[Draft]


def after(meeting: Meeting) -> After:
    """Return what is left to do; a fixed number of queries."""
    found = list(meeting.drafts.select_related("paper", "signer", "vote"))
    minutes = next((d for d in found if d.form == DraftForm.MINUTES), None)
    notice = next((d for d in found if d.form == DraftForm.NOTICE), None)
    of_vote = {d.vote_id: d for d in found if d.vote_id}
    adopted = meeting.votes.filter(state__in=(VoteState.CLOSED, VoteState.ANNOUNCED), passed=True)
    said = list(meeting.conclusions.select_related("lead", "item").order_by("item__position", "position", "pk"))  # fmt: skip
    others = [d for d in found if d not in (minutes, notice) and not d.vote_id]
    approving = Draft.objects.filter(approval_item__meeting=meeting).select_related("meeting")
    return After(
        drafts=sum(row.state == ConclusionState.DRAFT for row in said),
        agreed=sum(row.state in STANDING for row in said),
        minutes=minutes, notice=notice, clock=clock_of(meeting, notice),
        acts=[ActRow(vote, of_vote.get(vote.pk)) for vote in adopted.order_by("pk")],
        others=others, tasks=[r for r in said if r.kind == "task" and r.state in STANDING],
        earlier=list(approving),
    )  # fmt: skip


def clock_of(
    meeting: Meeting, notice: Draft | None, calendar: WorkCalendar | None = None
) -> NoticeClock | None:
    """Return the notice's clock; None before the session closed."""
    if meeting.closed_at is None or meeting.state not in CLOSED:
        return None
    issued = localdate(notice.signed_at) if notice and notice.signed_at else None
    return notice_clock(
        localdate(meeting.closed_at), today=today(), calendar=calendar or city_calendar(),
        issued_on=issued,
    )  # fmt: skip


def with_notice(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Read each meeting's notice along (one query for all): ``meeting.notice_drafts``."""
    drafts = Draft.objects.filter(form=DraftForm.NOTICE)
    return rows.prefetch_related(Prefetch("drafts", queryset=drafts, to_attr="notice_drafts"))


def put_clocks(rows: Sequence[Meeting]) -> None:
    """Set ``notice_clock`` on meetings read by ``with_notice``; the calendar is read once, if at all."""
    calendar: WorkCalendar | None = None
    for meeting in rows:
        meeting.notice_clock = None  # type: ignore[attr-defined]
        if meeting.closed_at is not None and meeting.state in CLOSED and not meeting.is_rehearsal:
            calendar = calendar or city_calendar()
            drafts = meeting.notice_drafts  # type: ignore[attr-defined]
            meeting.notice_clock = clock_of(meeting, drafts[0] if drafts else None, calendar)  # type: ignore[attr-defined]


@dataclass
class NoticeStatistics:
    """How long notices took: every meeting with its clock, how many, how many in time, the mean in working days."""

    rows: list[Meeting]
    issued: int
    in_time: int
    running: int
    late: int
    mean: float | None


def notice_statistics(user: User, year: int) -> NoticeStatistics:
    """Return the notices of the meetings that the person prepares, of one local year of closing."""
    rows = allowed(Meeting.objects.filter(is_rehearsal=False), user, "prepare_meeting")
    rows = rows.filter(state__in=CLOSED, closed_at__year=year).select_related("chair", "unit")
    held = list(with_notice(rows).order_by("-closed_at")[:500])
    put_clocks(held)
    clocks = [row.notice_clock for row in held if row.notice_clock]  # type: ignore[attr-defined]
    took = [clock.took for clock in clocks if clock.took is not None]
    return NoticeStatistics(
        held, len(took), sum(1 for c in clocks if c.took is not None and not c.late),
        sum(1 for c in clocks if c.took is None), sum(1 for c in clocks if c.took is None and c.late),
        round(sum(took) / len(took), 1) if took else None,
    )  # fmt: skip


def notices_due(user: User, limit: int = 5) -> list[Meeting]:
    """Return the meetings whose notice the person still owes, the most urgent first; two queries and the calendar."""
    rows = allowed(meetings(user).filter(is_rehearsal=False), user, "prepare_meeting")
    signed = Draft.objects.filter(form=DraftForm.NOTICE, state=DraftState.SIGNED)
    rows = rows.filter(state__in=CLOSED, closed_at__isnull=False)
    rows = rows.exclude(pk__in=signed.values("meeting")).filter(conclusions__state__in=STANDING)
    held = list(with_notice(rows.distinct()).order_by("-closed_at")[:limit])
    put_clocks(held)
    return sorted(held, key=lambda row: row.notice_clock.due_on)  # type: ignore[attr-defined]
