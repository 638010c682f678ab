"""What waits for a person in the registry: opinions asked of them, drafts that came back, documents to be issued or acknowledged."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Q
from django.utils.translation import gettext as _

from people.models import User
from registry.access import drafts, kept_agencies
from registry.models import DraftPerson, Issue, Sending
from registry.queries.timely import until
from registry.states import DraftState, IssueState, SendingState, Verdict, Way

MOST = 20


@dataclass(frozen=True)
class Waiting:
    """A line of the desk: what, where it leads, what is to be done, by when, and whether it is late."""

    title: str
    url: str
    todo: str
    due_on: date | None = None
    late: bool = False


def waiting_for(user: User) -> list[Waiting]:
    """Return what waits for the person, the most urgent rooms first, at most twenty of a kind."""
    rows = [*_opinions(user), *_returned(user), *_to_issue(user), *_to_acknowledge(user)]
    return sorted(rows, key=lambda row: (not row.late, row.due_on or date.max))


def _opinions(user: User) -> list[Waiting]:
    open_ones = Q(draft__state__in=(DraftState.WRITING, DraftState.REVIEW))
    rows = DraftPerson.objects.filter(open_ones, who_id=user.pk, verdict=Verdict.ASKED).select_related("draft")  # fmt: skip
    return [Waiting(str(row.draft), row.draft.get_absolute_url(), _("give your opinion"), row.due_on) for row in rows[:MOST]]  # fmt: skip


def _returned(user: User) -> list[Waiting]:
    mine = drafts(user).filter(created_by_id=user.pk, state=DraftState.WRITING)
    back = mine.filter(remarks__returned=True, remarks__settled_at=None).distinct()
    return [Waiting(str(row), row.get_absolute_url(), _("came back, mend it")) for row in back[:MOST]]  # fmt: skip


def _to_issue(user: User) -> list[Waiting]:
    kept = kept_agencies(user)
    if not kept:
        return []
    rows = Issue.objects.filter(agency_id__in=kept, state=IssueState.REGISTERED).select_related("number")  # fmt: skip
    found = []
    for row in islice(rows.order_by("on", "pk"), MOST):
        limit = until(row)
        found.append(Waiting(str(row), row.get_absolute_url(), _("issue it"), limit.until, limit.late > 0))  # fmt: skip
    return found


def _to_acknowledge(user: User) -> list[Waiting]:
    kept = kept_agencies(user)
    mine = Q(who_id=user.pk) | Q(unit_id__in=kept)
    rows = Sending.objects.filter(mine, way=Way.INSIDE, state=SendingState.SENT)
    rows = rows.exclude(issue__agency_id__in=kept).select_related("issue__number")
    return [Waiting(str(row.issue), row.issue.get_absolute_url(), _("confirm that you have it")) for row in rows[:MOST]]  # fmt: skip
