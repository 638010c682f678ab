"""The figures of a person's day: how many papers wait for the signature, the seal, an opinion, or came back."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from core.clock import now
from core.day_work import DayWork
from people.models import User
from signing.models import Route
from signing.queries.trays import Waiting
from signing.states import CLERKS_WORK, SIGNING, RouteState, StepKind

REMEMBERED = timedelta(days=30)  # a paper that came back and was left alone is no work any more


def day_work(waiting: Sequence[Waiting]) -> list[DayWork]:
    """Return the figures of these steps; a single paper is opened at once, several are gone through in their batch."""
    batch, opinions = "signing:batch", f"{reverse('signing:list')}?work=review"
    found = (
        _figure(waiting, SIGNING, _to_sign, reverse(batch, args=("sign",)), "pen"),
        _figure(waiting, CLERKS_WORK, _to_seal, reverse(batch, args=("seal",)), "patch-check"),
        _figure(waiting, {StepKind.REVIEW}, _to_judge, opinions, "chat-left-text"),
    )
    return [one for one in found if one.count]


def returned_to(user: User) -> QuerySet[Route]:
    """Return the routes that came back to who sent them and whose paper was not sent again, the last first."""
    again = Route.objects.filter(paper=OuterRef("paper"), pk__gt=OuterRef("pk"))
    rows = Route.objects.filter(
        started_by_id=user.pk, state=RouteState.RETURNED, ended_at__gt=now() - REMEMBERED
    )
    return rows.exclude(Exists(again)).order_by(F("ended_at").desc(nulls_last=True), "-pk")


def returned_work(rows: QuerySet[Route]) -> list[DayWork]:
    """Return the figure of the routes that came back; a single one is opened at once."""
    count = rows.count()
    if not count:
        return []
    url = f"{reverse('signing:list')}?tab=ended"
    if count == 1 and (only := rows.first()):
        url = only.get_absolute_url()
    word = ngettext("paper came back unsigned", "papers came back unsigned", count)
    return [DayWork(count, word, url, "arrow-return-left")]


def _figure(
    waiting: Sequence[Waiting], kinds: set[StepKind] | frozenset[StepKind],
    word: Callable[[int], str], together: str, icon: str,
) -> DayWork:  # fmt: skip
    rows = [one for one in waiting if one.step.kind in kinds]
    url = rows[0].step.get_absolute_url() if len(rows) == 1 else together
    late = sum(1 for one in rows if one.standing == "late")
    return DayWork(len(rows), word(len(rows)), url, icon, late)


def _to_sign(count: int) -> str:
    return ngettext("paper to sign", "papers to sign", count)


def _to_seal(count: int) -> str:
    return ngettext("paper to number and seal", "papers to number and seal", count)


def _to_judge(count: int) -> str:
    return ngettext("paper for your opinion", "papers for your opinion", count)
