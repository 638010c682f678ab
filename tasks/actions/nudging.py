"""Urging by hand (đôn đốc): at most once a day and task, with words, told at once."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from journal.book import tell
from people.models import User
from tasks import events
from tasks.actions.ground import take
from tasks.actions.reminding import tell_alone
from tasks.models import Reminder, Task
from tasks.states import TaskState
from tasks.watching import chart

LONGEST = 500


@transaction.atomic
def nudge(task: Task, *, words: str, by: User) -> list[Reminder]:
    """Urge who does the work, with words; refused without words and a second time on one day."""
    words = " ".join(words.split())[:LONGEST]
    if not words:
        raise Refused(_("Please say in a sentence what you expect."))
    task = take(task, TaskState.ASSIGNED, TaskState.ACCEPTED)
    today = timezone.localdate(now())
    who = chart(task, today)
    before = (
        Reminder.objects.filter(task=task, ladder="nudge", anchor=today)
        .select_related("by")
        .first()
    )
    if before is not None:
        told = {"who": before.by, "time": f"{timezone.localtime(before.at):%H:%M}"}
        raise Refused(
            _("%(who)s urged this task today at %(time)s already; once a day is enough.") % told
        )
    made = [_row(task, who.people[pk], words, by) for pk in who.roles["lead"] if pk != by.pk]
    if not made:
        raise Refused(_("There is nobody to urge: you do this work yourself."))
    names = ", ".join(str(row.person) for row in made)
    tell(events.URGED, who=by, what=task, names=names, words=words)
    return made


def _row(task: Task, person: User, words: str, by: User) -> Reminder:
    row = Reminder.objects.create(
        task=task, person=person, ladder="nudge", anchor=timezone.localdate(now()), rung="nudge", days=0, by=by,
        why={"ladder": "nudge", "role": "lead", "by": str(by), "words": words},
    )  # fmt: skip
    tell_alone(row)
    return row
