"""The lead time is guarded: what is late stays on the agenda for a reason of the chair, or is not convened."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import planning_events as events
from meetings.models import Item, Meeting
from meetings.queries.leadtime import Standing, late_without_reason, lead_clock
from meetings.states import MeetingState
from people.models import User

NAMED = 3  # items a refusal names; the others are counted


@transaction.atomic
def allow_late(item: Item, *, reason: str, by: User) -> Item:
    """Let a late item stay for the chair's reason; somebody else writes it down on the chair's word."""
    meeting = locked(item.meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended; its agenda is no longer changed."))
    item = locked(item)
    item.late_reason, item.late_by = _said(reason), by
    item.late_word = by.pk != meeting.chair_id
    item.save(update_fields=["late_reason", "late_by", "late_word"])
    tell(events.LATE_ALLOWED, who=by, what=item, reason=item.late_reason, word=item.late_word)
    return item


@transaction.atomic
def allow_late_convening(meeting: Meeting, *, reason: str, by: User) -> Meeting:
    """Write down why the invitation goes out after the last day."""
    meeting = locked(meeting)
    if meeting.state != MeetingState.DRAFT:
        raise Refused(_("The meeting is convened already."))
    meeting.late_reason = _said(reason)
    meeting.save(update_fields=["late_reason"])
    tell(events.LATE_CONVENING, who=by, what=meeting, reason=meeting.late_reason)
    return meeting


def guard_lead_time(meeting: Meeting) -> None:
    """Refuse to convene with what is late and has no reason; the sentence names it, its unit and how late it is."""
    clock = lead_clock(meeting)
    if clock.lead is None or clock.legal is None:
        return
    late = late_without_reason(meeting)
    if late:
        raise Refused(
            _("By %(rule)s papers are out by %(day)s. Without a reason of the chair are late: %(items)s.")
            % {"rule": clock.lead.cited, "day": f"{clock.legal:%d/%m/%Y}", "items": name_them(late)}
        )  # fmt: skip
    if clock.over and not meeting.late_reason:
        raise Refused(
            _("By %(rule)s the invitation is out by %(day)s. The chair must give the reason for inviting late.")
            % {"rule": clock.lead.cited, "day": f"{clock.legal:%d/%m/%Y}"}
        )  # fmt: skip


def name_them(late: list[Standing]) -> str:
    """Name the first few late items with unit and days, and count the others."""
    named = "; ".join(_named(row) for row in late[:NAMED])
    more = len(late) - NAMED
    if more <= 0:
        return named
    others = ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}
    return f"{named} {others}"


def _named(row: Standing) -> str:
    days = ngettext("%(n)s working day late", "%(n)s working days late", row.verdict.days)
    unit = f"{row.unit.short}, " if row.unit else ""
    return f"“{row.item}” ({unit}{days % {'n': row.verdict.days}})"


def _said(reason: str) -> str:
    said = " ".join(reason.split())[:500]
    if not said:
        raise Refused(_("Please give the chair's reason."))
    return said
