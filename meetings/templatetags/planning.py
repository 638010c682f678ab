"""Tags for the pages of preparation: lengths in hours, what is late in words, the list of checks."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from core.templatetags.look import CHIP_ICONS
from meetings.leadtime import ITEM, MISSING
from meetings.models import Meeting
from meetings.queries.leadtime import LeadClock, Standing
from meetings.queries.repeating import in_words
from meetings.recurrence import Rule
from meetings.states import HandedInState, MeetingState, ProposalState

register = template.Library()

TRAY_CHIPS = {
    HandedInState.SUBMITTED: "action",
    HandedInState.RETURNED: "late",
    HandedInState.APPROVED: "good",
}
PROPOSAL_CHIPS = {
    ProposalState.SUBMITTED: "action",
    ProposalState.RETURNED: "late",
    ProposalState.APPROVED: "good",
    ProposalState.PLACED: "good",
}


@register.filter
def hours(minutes: int) -> str:
    """Return minutes as one reads them: “2 h 15 min”."""
    whole, rest = divmod(int(minutes), 60)
    if not whole:
        return _("%(m)s min") % {"m": rest}
    return _("%(h)s h %(m)s min") % {"h": whole, "m": rest} if rest else _("%(h)s h") % {"h": whole}


@register.filter
def tray_kind(state: str) -> str:
    """Return the kind of chip of a paper handed in."""
    return TRAY_CHIPS.get(HandedInState(state), "quiet")


@register.filter
def proposal_kind(state: str) -> str:
    """Return the kind of chip of a proposal."""
    return PROPOSAL_CHIPS.get(ProposalState(state), "quiet")


PREPARED = {
    "missing": ("soon", gettext_lazy("not handed in yet")),
    "submitted": ("action", pgettext_lazy("paper", "waits for approval")),
    "returned": ("late", pgettext_lazy("paper", "returned")),
    "approved": ("good", pgettext_lazy("paper", "approved")),
}


@register.inclusion_tag("frame/chip.html")
def prepared_chip(state: str) -> dict[str, Any]:
    """Draw how far an item's papers are."""
    kind, word = PREPARED[state]
    return {"kind": kind, "word": word, "icon": CHIP_ICONS.get(kind, "")}


@register.inclusion_tag("meetings/bits/standing.html")
def standing_line(standing: Standing) -> dict[str, Any]:
    """Draw how an item stands to the lead time: late in red with the unit named, due in brown, or nothing."""
    return {"standing": standing, "text": said(standing), "item": standing.item}


def said(standing: Standing) -> str:
    """Return how an item stands in a sentence; "" when there is nothing to say."""
    verdict, item = standing.verdict, standing.item
    unit = item.unit.short if item.unit else _("the office")
    late = ngettext("%(n)s working day", "%(n)s working days", verdict.days) % {"n": verdict.days}
    if verdict.late == ITEM:
        return _("Put on the agenda %(days)s after the last day") % {"days": late}
    if verdict.late == MISSING:
        return _("%(unit)s: papers missing, %(days)s late") % {"unit": unit, "days": late}
    if verdict.late:
        who = unit if verdict.unit_days else _("the office")
        return _("%(unit)s: papers came %(days)s late") % {"unit": who, "days": late}
    if verdict.waits and verdict.unit_days:
        own = ngettext("%(n)s working day", "%(n)s working days", verdict.unit_days)
        return _("%(unit)s: papers overdue by %(days)s") % {
            "unit": unit, "days": own % {"n": verdict.unit_days},
        }  # fmt: skip
    if verdict.waits and standing.due:
        return _("Papers are due on %(day)s") % {"day": f"{standing.due:%d/%m}"}
    return ""


@dataclass(frozen=True)
class Check:
    """A line of the list before convening."""

    kind: str
    text: str
    url: str = ""
    word: str = ""

    @property
    def icon(self) -> str:
        """The icon of the kind."""
        icons = {"good": "check-circle", "late": "exclamation-triangle", "soon": "clock"}
        return icons.get(self.kind, "info-circle")


@register.simple_tag
def checks(meeting: Meeting, seen: Any) -> list[Check]:
    """Return what is ready and what is missing, the worst first."""
    plan = seen.plan
    found = [*_lead(meeting, plan), *_papers(plan)]
    if not plan.rows:
        found.append(Check("late", _("The agenda is still empty.")))
    if not seen.voters:
        found.append(Check("soon", _("Nobody on the list has a vote.")))
    order = {"late": 0, "soon": 1, "": 2, "good": 3}
    return sorted(found, key=lambda check: order[check.kind])


def _lead(meeting: Meeting, plan: Any) -> list[Check]:
    clock: LeadClock = plan.clock
    if clock.lead is None or clock.legal is None:
        return [Check("", _("No lead time binds this meeting."))]
    url = reverse("meetings:late", args=[meeting.pk])
    found = []
    if plan.unexcused:
        text = ngettext("%(n)s item is late", "%(n)s items are late", len(plan.unexcused))
        found.append(Check("late", text % {"n": len(plan.unexcused)}, url, _("Give the chair's reason")))  # fmt: skip
    elif plan.late:
        text = ngettext("%(n)s late item has a reason.", "%(n)s late items have a reason.", len(plan.late))  # fmt: skip
        found.append(Check("soon", text % {"n": len(plan.late)}, url, _("Look")))
    if meeting.state == MeetingState.DRAFT and clock.over:
        kind = "soon" if meeting.late_reason else "late"
        found.append(Check(kind, _("The invitation goes out late."), url, _("Reason")))
    rule = {"day": f"{clock.legal:%d/%m/%Y}", "rule": clock.lead.cited}
    found.append(Check("", _("Last day for papers and invitation: %(day)s (%(rule)s).") % rule))
    return found


def _papers(plan: Any) -> list[Check]:
    found = []
    if plan.to_approve:
        text = ngettext("%(n)s paper waits for approval.", "%(n)s papers wait for approval.", plan.to_approve)  # fmt: skip
        found.append(Check("soon", text % {"n": plan.to_approve}))
    if plan.missing:
        text = ngettext("Papers of %(n)s item are not in yet.", "Papers of %(n)s items are not in yet.", len(plan.missing))  # fmt: skip
        found.append(Check("soon", text % {"n": len(plan.missing)}))
    elif plan.rows:
        found.append(Check("good", _("No papers are missing.")))
    return found


@register.filter
def repeats(rule: Rule) -> str:
    """Say how a series repeats."""
    return in_words(rule)
