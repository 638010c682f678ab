"""Who hears of drafts and of the notice's clock, by bell and mail; heard inside the telling transaction."""

from typing import Any

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.calendar import city_calendar
from journal.book import hear
from journal.models import Entry
from meetings import events
from meetings.models import Draft, DraftForm, Meeting, Seat, SeatRole
from meetings.queries.afterwards import CLOSED, STANDING, clock_of, with_notice
from meetings.states import DraftState
from notices.door import notify
from people.models import User

CIRCULATED = _("“%(draft)s” waits for your comments")
RETURNED = _("%(who)s returned “%(draft)s”: %(reason)s")
APPROVED = _("“%(draft)s” is approved and can be sent to be signed")
CAME_BACK = _("“%(draft)s” came back unsigned: %(reason)s")
REMARKED = _("%(who)s remarked on “%(draft)s”")
DUE = {
    "soon": _("The notice of conclusions of “%(meeting)s” is due on %(due)s: %(n)s working days left"),
    "today": _("The notice of conclusions of “%(meeting)s” is due today"),
    "late": _("The notice of conclusions of “%(meeting)s” is %(n)s working days late"),
}  # fmt: skip
REMIND_AT = (2, 1, 0, -1, -3, -5)  # working days left at which the clerks are told, each once
WRITERS = (SeatRole.SECRETARY,)


class Words:
    """A sentence with its words, said in the language of whoever reads it."""

    def __init__(self, sentence: str | Promise, **words: object) -> None:
        self.sentence, self.words = sentence, words

    def __str__(self) -> str:
        return str(self.sentence) % self.words


def _writers(meeting: Meeting) -> list[User]:
    """Return who writes the record: the secretaries, else who planned the meeting."""
    seats = meeting.seats.filter(role__in=WRITERS).select_related("user")
    return [seat.user for seat in seats] or [meeting.created_by]


def _tell(draft: Draft, entry: Entry, people: list[User], sentence: str | Promise, *, mail: bool = False, **words: object) -> None:  # fmt: skip
    for person in people:
        if person.pk != entry.who_id:
            said = Words(sentence, draft=draft, who=entry.who_name, **words)
            notify(person, key=f"{draft.book}.{entry.seq}", sentence=said, url=draft.get_absolute_url(), mail=mail)  # fmt: skip


@hear(events.DRAFT_CIRCULATED)
def drafts_go_round(entry: Entry, draft: Draft) -> None:
    """Minutes go to everybody who was there, other drafts to who signs and who chaired."""
    if draft.form == DraftForm.MINUTES:
        seats = draft.meeting.seats.filter(came_at__isnull=False) | draft.meeting.seats.filter(arrived_at__isnull=False)  # fmt: skip
        people = [seat.user for seat in seats.select_related("user").distinct()]
    else:
        people = list({draft.meeting.chair, draft.signer})
    _tell(draft, entry, people, CIRCULATED, mail=True)


@hear(events.DRAFT_RETURNED)
def returns_reach_the_writers(entry: Entry, draft: Draft) -> None:
    """Who writes the record learns that a draft was returned, and why."""
    reason = entry.data.get("reason", "")
    _tell(draft, entry, _writers(draft.meeting), RETURNED, mail=True, reason=reason)


@hear(events.DRAFT_CAME_BACK)
def unsigned_ones_reach_the_writers(entry: Entry, draft: Draft) -> None:
    """Who writes the record learns that nobody signed, and why."""
    reason = entry.data.get("reason", "")
    _tell(draft, entry, _writers(draft.meeting), CAME_BACK, mail=True, reason=reason)


@hear(events.DRAFT_APPROVED)
def approvals_reach_the_writers(entry: Entry, draft: Draft) -> None:
    """Who writes the record learns that the text is approved."""
    _tell(draft, entry, _writers(draft.meeting), APPROVED)


@hear(events.DRAFT_REMARKED)
def remarks_reach_the_writers(entry: Entry, remark: Any) -> None:
    """Who writes the record learns of a remark."""
    _tell(remark.draft, entry, _writers(remark.draft.meeting), REMARKED)


def remind_of_notices() -> int:
    """Remind the clerks of notices that are due or late; each step once a person. Returns how many were told."""
    signed = Draft.objects.filter(form=DraftForm.NOTICE, state=DraftState.SIGNED)
    rows = Meeting.objects.filter(state__in=CLOSED, is_rehearsal=False, closed_at__isnull=False)
    rows = rows.exclude(pk__in=signed.values("meeting")).filter(conclusions__state__in=STANDING)
    writers = Prefetch("seats", Seat.objects.filter(role__in=WRITERS).select_related("user"), to_attr="writers")  # fmt: skip
    calendar, told = city_calendar(), 0
    for meeting in with_notice(rows.distinct().select_related("created_by")).prefetch_related(
        writers
    ):
        drafts = meeting.notice_drafts  # type: ignore[attr-defined]
        clock = clock_of(meeting, drafts[0] if drafts else None, calendar)
        step = next((at for at in reversed(REMIND_AT) if clock and clock.left <= at), None)
        if clock is None or step is None or clock.left < REMIND_AT[-1] - 5:
            continue
        kind = "late" if clock.left < 0 else "soon" if clock.left else "today"
        said = Words(DUE[kind], meeting=meeting, due=f"{clock.due_on:%d/%m/%Y}", n=abs(clock.left))
        for person in [seat.user for seat in meeting.writers] or [meeting.created_by]:  # type: ignore[attr-defined]
            notify(
                person, key=f"notice.{meeting.pk}.{step}", sentence=said, mail=True,
                url=f"{meeting.get_absolute_url()}after/",
            )  # fmt: skip
            told += 1
    return told
