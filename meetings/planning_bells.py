"""Who hears of proposals and papers handed in, and who is reminded of papers that are missing; never at night, never twice."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from core.calendar import city_calendar
from core.clock import now, today
from core.models import CalendarDay, DayKind
from core.workdays import WorkCalendar
from journal.book import hear
from journal.models import Entry
from meetings import planning_events as events
from meetings.actions.series import move_off
from meetings.models import HandedIn, Item, Meeting, Proposal
from meetings.preparing import office_of, plans_for
from meetings.queries.leadtime import Standing, dates_of, lead_clock, standings
from meetings.states import ItemState, MeetingState
from notices.door import DAY_SET, NIGHT, is_quiet, notify
from people.models import Post, Role, User

PROPOSED = _("%(unit)s proposes “%(item)s” for %(place)s")
PROPOSAL_BACK = _("Your proposal “%(item)s” was returned: %(reason)s")
PROPOSAL_ON = _("“%(item)s” is on the agenda of %(place)s")
HANDED_IN = _("%(unit)s handed in “%(paper)s” for “%(item)s”. Please approve or return it")
PAPER_BACK = _("“%(paper)s” was returned: %(reason)s")
PAPER_OUT = _("“%(paper)s” was approved")
SOON = _("Papers for “%(item)s” (%(place)s) are due on %(day)s")
OVERDUE = _("Papers for “%(item)s” (%(place)s) were due on %(day)s")
MOVED = _("“%(meeting)s” was moved to %(day)s: its day became a day off")
STEPS = (
    -2,
    0,
    1,
    3,
)  # working days before and after the day they are due; only the highest reached counts
EVERY = 2  # after the last step, again every so many working days until the session


class Said:
    """A sentence with its words, said in the language of whoever reads it."""

    def __init__(self, sentence: str | Promise, **words: object) -> None:
        self.sentence, self.words = sentence, words

    def __str__(self) -> str:
        return str(self.sentence) % self.words


def _url(name: str, pk: int) -> str:
    return reverse(f"meetings:{name}", args=[pk])


@hear(events.PROPOSED)
@hear(events.PROPOSAL_CHANGED)
def the_office_hears(entry: Entry, proposal: Proposal) -> None:
    """Who decides hears of a proposal, and of one handed in again."""
    words = {"unit": proposal.unit.short, "item": proposal, "place": _place(proposal)}
    for person in _deciders(proposal):
        if person.pk != entry.who_id:
            key = f"proposal.{proposal.pk}.{proposal.version}"
            notify(person, key=key, url=_url("proposal", proposal.pk), sentence=Said(PROPOSED, **words))  # fmt: skip


@hear(events.PROPOSAL_RETURNED)
def the_unit_hears(entry: Entry, proposal: Proposal) -> None:
    """Who proposed hears that it came back, and why."""
    said = Said(PROPOSAL_BACK, item=proposal, reason=proposal.reason)
    key = f"proposal.{proposal.pk}.returned.{entry.seq}"
    notify(proposal.by, key=key, url=_url("proposal", proposal.pk), sentence=said, mail=True)


@hear(events.PROPOSAL_PLACED)
def the_unit_hears_it_is_on(_entry: Entry, proposal: Proposal) -> None:
    """Who proposed hears that it is on the agenda."""
    said = Said(PROPOSAL_ON, item=proposal, place=_place(proposal))
    key = f"proposal.{proposal.pk}.placed"
    notify(proposal.by, key=key, url=_url("proposal", proposal.pk), sentence=said, mail=True)


@hear(events.HANDED_IN)
@hear(events.HANDED_IN_AGAIN)
def the_office_hears_of_a_paper(entry: Entry, tray: HandedIn) -> None:
    """Who prepares the meeting hears of a paper that waits."""
    if tray.item is None:
        return
    said = Said(HANDED_IN, unit=tray.unit.short, paper=tray.paper, item=tray.item)
    for person in office_of(tray.item.meeting):
        if person.pk != entry.who_id:
            key = f"tray.{tray.pk}.{entry.seq}"
            notify(person, key=key, url=_url("handed_in", tray.pk), sentence=said)


@hear(events.HAND_IN_RETURNED)
def the_unit_hears_of_its_paper(entry: Entry, tray: HandedIn) -> None:
    """Who handed in hears that the paper came back, and why."""
    said = Said(PAPER_BACK, paper=tray.paper, reason=tray.reason)
    key = f"tray.{tray.pk}.returned.{entry.seq}"
    notify(tray.by, key=key, url=_url("handed_in", tray.pk), sentence=said, mail=True)


@hear(events.HAND_IN_APPROVED)
def the_unit_hears_of_the_release(entry: Entry, tray: HandedIn) -> None:
    """Who handed in hears that the paper was released."""
    key = f"tray.{tray.pk}.approved.{entry.seq}"
    said = Said(PAPER_OUT, paper=tray.paper)
    notify(tray.by, key=key, url=_url("handed_in", tray.pk), sentence=said)


@hear(DAY_SET)
def sessions_move_off_a_holiday(entry: Entry, row: CalendarDay) -> None:
    """A day that becomes a day off moves the drafts of series on it; their offices hear of it."""
    if row.kind != DayKind.OFF or entry.who is None:
        return
    for meeting in move_off(row.date, by=entry.who):
        said = Said(MOVED, meeting=meeting, day=f"{localdate(meeting.starts_at):%d/%m/%Y}")
        for person in office_of(meeting):
            key = f"series.{meeting.pk}.moved.{row.date:%Y%m%d}"
            notify(person, key=key, url=_url("plan", meeting.pk), sentence=said)


def remind_of_papers() -> int:
    """Remind units of papers that are due soon or missing; returns how many were told. On days off nobody is."""
    calendar = city_calendar()
    if is_quiet(localtime(now()), [NIGHT], calendar):
        return 0
    rows = Item.objects.filter(
        expects_papers=True, unit__isnull=False, meeting__starts_at__gt=now(),
        meeting__state__in=(MeetingState.DRAFT, MeetingState.CONVENED),
        meeting__is_rehearsal=False,
    ).exclude(state=ItemState.DEFERRED)  # fmt: skip
    items = list(rows.select_related("meeting__session_kind", "unit", "presenter"))
    dates = dates_of(item__in=items)
    told = 0
    for item in items:
        clock = lead_clock(item.meeting, calendar)
        standing = standings(item.meeting, [item], clock, dates)[item.pk]
        if standing.verdict.waits and standing.due is not None:
            told += _remind(standing, calendar)
    return told


def _remind(standing: Standing, calendar: WorkCalendar) -> int:
    item, due = standing.item, standing.due
    if due is None:
        return 0
    step = reached(calendar.count(due, today()))
    if step is None:
        return 0
    sentence = OVERDUE if step > 0 else SOON
    said = Said(sentence, item=item, place=_when(item.meeting), day=f"{due:%d/%m}")
    people = list(_of_the_unit(item))
    if step > 0:
        people += office_of(item.meeting)
    for person in people:
        key = f"papers.{item.pk}.{due:%Y%m%d}.{step}"
        notify(person, key=key, url=_url("hand_in", item.pk), sentence=said, mail=True)
    return len(people)


def reached(elapsed: int) -> int | None:
    """Return the highest step reached ``elapsed`` working days after the due day; None before the first."""
    past = [step for step in STEPS if step <= elapsed]
    if not past:
        return None
    last = STEPS[-1]
    return last + (elapsed - last) // EVERY * EVERY if elapsed > last else past[-1]


def _of_the_unit(item: Item) -> list[User]:
    """Return who is reminded for the unit: its head, its clerks, and who presents."""
    posts = Post.objects.filter(Q(is_head=True) | Q(role=Role.CLERK), unit=item.unit)
    people = {post.user for post in posts.select_related("user") if post.user.is_active}
    if item.presenter is not None and item.presenter.is_active:
        people.add(item.presenter)
    return sorted(people, key=lambda person: person.pk)


def _deciders(proposal: Proposal) -> list[User]:
    """Return who decides on the proposal."""
    if proposal.meeting is not None:
        return list(office_of(proposal.meeting))
    if proposal.series is None:
        return []
    unit = proposal.series.template.unit_id
    clerks = User.objects.filter(posts__role=Role.CLERK, is_active=True).distinct()
    return [person for person in clerks if plans_for(person).filter(pk=unit).exists()]


def _place(proposal: Proposal) -> Any:
    return proposal.meeting or proposal.series


def _when(meeting: Meeting) -> str:
    return f"{meeting}, {localdate(meeting.starts_at):%d/%m}"
