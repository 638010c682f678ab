"""What waits for a person in the registry: opinions asked of them, drafts that came back, documents to be issued or acknowledged."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.day_work import DayWork
from people.models import User
from registry.access import drafts, kept_agencies
from registry.incoming_access import submitted_to
from registry.incoming_states import IncomingState
from registry.models import Draft, DraftPerson, Incoming, Issue, Sending
from registry.queries.incoming import with_late
from registry.queries.timely import until
from registry.states import DraftState, IssueState, SendingState, Verdict, Way

Word = Callable[[int], str]
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


def day_work(user: User) -> list[DayWork]:
    """Return the figures of the person's day in the registry: what is to be entered, submitted, directed, issued."""
    incoming, front = reverse("registry:incoming_list"), reverse("registry:list")
    came = _incoming(user)
    found = (
        _figure(came, "register", _to_register, f"{incoming}?tab=register", "journal-arrow-down"),
        _figure(came, "submit", _to_submit, f"{incoming}?tab=submit", "box-arrow-up-right"),
        _figure(came, "direct", _to_direct, f"{incoming}?tab=direct", "signpost"),
        _counted(_unissued(user), _to_go_out, front, "journal-arrow-up"),
        _counted(_asked(user), _to_judge, front, "chat-left-text"),
        _counted(_back(user), _to_mend, front, "arrow-return-left"),
    )  # fmt: skip
    return [one for one in found if one.count]


def _figure(came: dict[str, int], name: str, word: Word, url: str, icon: str) -> DayWork:
    return DayWork(came[name], word(came[name]), url, icon, came[f"late_{name}"])


def _counted(rows: QuerySet[Any], word: Word, url: str, icon: str) -> DayWork:
    count = rows.count()
    return DayWork(count, word(count), url, icon)


def _incoming(user: User) -> dict[str, int]:
    own = Q(agency_id__in=kept_agencies(user))
    sorts = {
        "register": own & Q(state=IncomingState.RECEIVED),
        "submit": own & Q(state=IncomingState.REGISTERED),
        "direct": submitted_to(user) & Q(state=IncomingState.SUBMITTED),
    }
    rows = with_late(Incoming.objects.filter(own | submitted_to(user)))
    asked = {name: Count("pk", filter=sort) for name, sort in sorts.items()}
    late = {f"late_{name}": Count("pk", filter=sort & Q(late=True)) for name, sort in sorts.items()}
    return rows.aggregate(**asked, **late)


def _asked(user: User) -> QuerySet[DraftPerson]:
    open_ones = Q(draft__state__in=(DraftState.WRITING, DraftState.REVIEW))
    return DraftPerson.objects.filter(open_ones, who_id=user.pk, verdict=Verdict.ASKED)


def _back(user: User) -> QuerySet[Draft]:
    mine = drafts(user).filter(created_by_id=user.pk, state=DraftState.WRITING)
    return mine.filter(remarks__returned=True, remarks__settled_at=None).distinct()


def _unissued(user: User) -> QuerySet[Issue]:
    return Issue.objects.filter(agency_id__in=kept_agencies(user), state=IssueState.REGISTERED)


def _opinions(user: User) -> list[Waiting]:
    rows = _asked(user).select_related("draft")
    return [Waiting(str(row.draft), row.draft.get_absolute_url(), _("give your opinion"), row.due_on) for row in rows[:MOST]]  # fmt: skip


def _returned(user: User) -> list[Waiting]:
    return [Waiting(str(row), row.get_absolute_url(), _("came back, mend it")) for row in _back(user)[:MOST]]  # fmt: skip


def _to_issue(user: User) -> list[Waiting]:
    found = []
    for row in _unissued(user).select_related("number").order_by("on", "pk")[:MOST]:
        limit = until(row)
        found.append(Waiting(str(row), row.get_absolute_url(), _("issue it"), limit.until, limit.late > 0))  # fmt: skip
    return found


def _to_acknowledge(user: User) -> list[Waiting]:
    kept = kept_agencies(user)
    mine = Q(who_id=user.pk) | Q(unit_id__in=kept)
    rows = Sending.objects.filter(mine, way=Way.INSIDE, state=SendingState.SENT)
    rows = rows.exclude(issue__agency_id__in=kept).select_related("issue__number")
    return [Waiting(str(row.issue), row.issue.get_absolute_url(), _("confirm that you have it")) for row in rows[:MOST]]  # fmt: skip


def _to_register(count: int) -> str:
    return ngettext("incoming document to register", "incoming documents to register", count)


def _to_submit(count: int) -> str:
    return ngettext("incoming document to submit", "incoming documents to submit", count)


def _to_direct(count: int) -> str:
    return ngettext("incoming document to direct", "incoming documents to direct", count)


def _to_go_out(count: int) -> str:
    return ngettext("document to issue", "documents to issue", count)


def _to_judge(count: int) -> str:
    return ngettext("draft for your opinion", "drafts for your opinion", count)


def _to_mend(count: int) -> str:
    return ngettext("draft came back to you", "drafts came back to you", count)
