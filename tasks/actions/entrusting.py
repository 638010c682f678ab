"""The papers of tasks follow an absence: the stand-in reads them while it lasts, and no longer."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from core.clock import today
from documents.actions import let_in, shut_out
from people.models import Absence, Post, User
from people.standing import absences_on
from tasks.access import SPEAKS
from tasks.circle import circle
from tasks.models import Task
from tasks.states import OPEN

LATELY = timedelta(days=10)  # absences that ended within these days are looked at again


def entrust_papers() -> int:
    """Let today's stand-ins read what is entrusted to them, those of before no longer; harmless when repeated."""
    now_away = list(absences_on(today()).select_related("person", "stand_in"))
    over = Absence.objects.filter(until__gte=today() - LATELY, since__lte=today())
    for absence in over.exclude(pk__in=[one.pk for one in now_away]).select_related(
        "person", "stand_in"
    ):
        take_back_papers(absence)
    return sum(entrust(absence) for absence in now_away)


@transaction.atomic
def entrust(absence: Absence) -> int:
    """Let the stand-in read the papers of the absent person's open tasks; returns how many."""
    tasks = list(_tasks_of(absence.person).filter(state__in=OPEN).select_related("folder"))
    for task in tasks:
        if task.folder is not None:
            let_in([absence.stand_in], task.folder)
    return len(tasks)


@transaction.atomic
def take_back_papers(absence: Absence) -> None:
    """Let the stand-in no longer read them, unless another role in the task or another absence lets them."""
    others = absences_on(today()).filter(stand_in=absence.stand_in).exclude(pk=absence.pk)
    if others.exists():
        return  # looked at again when that one ends
    for task in _tasks_of(absence.person).select_related(
        "folder", "giver", "recorder", "lead_person"
    ):
        around = {person.pk for person in circle(task).everybody()}
        if task.folder is not None and absence.stand_in_id not in around:
            shut_out(absence.stand_in, task.folder)


def stand_ins(people: list[User]) -> list[User]:
    """The people who stand in today for somebody of these."""
    held = absences_on(today()).filter(person__in=[person.pk for person in people])
    return [one.stand_in for one in held.select_related("stand_in")]


def _tasks_of(person: User) -> QuerySet[Task]:
    """Tasks with papers that the person leads, gave, or speaks for the lead unit of."""
    units = Post.objects.filter(SPEAKS, user=person).values("unit")
    mine = Q(lead_person=person) | Q(giver=person) | Q(lead_unit__in=units)
    return Task.objects.filter(mine, folder__isnull=False)
