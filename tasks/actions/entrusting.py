"""The papers of tasks follow an absence: the stand-in reads them while it lasts, and no longer."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from core.clock import today
from documents.actions import let_in, shut_out
from documents.models import Folder
from people.grants import allowed
from people.models import Absence, Post, User
from people.standing import absences_on
from tasks.access import SPEAKS, given_by, led_by, supported_by, watched_by
from tasks.models import Task
from tasks.states import OPEN

LATELY = timedelta(days=10)  # absences that ended within these days are looked at again


def entrust_papers() -> int:
    """Let today's stand-ins read what is entrusted to them, those of before no longer; harmless when repeated."""
    now_away = list(absences_on(today()).select_related("person", "stand_in"))
    over = Absence.objects.filter(until__gte=today() - LATELY, since__lte=today())
    done = over.exclude(pk__in=[one.pk for one in now_away]).values("stand_in")
    for person in User.objects.filter(pk__in=done):
        tidy(person)
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
def tidy(person: User) -> int:
    """Let the person no longer read papers of tasks around which they, and those they stand in for, no longer are."""
    fresh = User.objects.get(pk=person.pk)  # what is kept on the object may be of before
    around = led_by(fresh) | given_by(fresh) | supported_by(fresh) | watched_by(fresh)
    held = Task.objects.filter(folder__in=allowed(Folder.objects.all(), fresh, "see_folder"))
    left = list(
        held.exclude(pk__in=Task.objects.filter(around).values("pk")).select_related("folder")
    )
    for task in left:
        if task.folder is not None:
            shut_out(fresh, task.folder)
    return len(left)


def stand_ins(people: list[User]) -> list[User]:
    """The people who stand in today for somebody of these."""
    held = absences_on(today()).filter(person__in=[person.pk for person in people])
    return [one.stand_in for one in held.select_related("stand_in")]


def _tasks_of(person: User) -> QuerySet[Task]:
    """Tasks with papers that the person leads, gave, or speaks for the lead unit of."""
    units = Post.objects.filter(SPEAKS, user=person).values("unit")
    mine = Q(lead_person=person) | Q(giver=person) | Q(lead_unit__in=units)
    return Task.objects.filter(mine, folder__isnull=False)
