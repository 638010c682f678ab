"""A word to the task, with people named by @; corrected or taken back within minutes, the trace is kept."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from people.models import User
from tasks import events
from tasks.access import parts_played, permissions
from tasks.actions.ground import stepped, take
from tasks.actions.papers import let_circle_in
from tasks.mentions import named
from tasks.models import Comment, CommentEdition, Mention, Task
from tasks.models.reports import EDIT_MINUTES
from tasks.states import OPEN

MAY_LET_IN = frozenset({"work", "change", "decide"})


@transaction.atomic
def comment(task: Task, *, text: str, by: User) -> Comment:
    """Say a word to the task; who is named with @ is told, and follows the task from now on."""
    text = _something(text)
    task = take(task, *OPEN)
    people = named(text)
    _let_watch(task, people, by)
    said = Comment.objects.create(task=task, text=text, by=by)
    Mention.objects.bulk_create([Mention(comment=said, person=one) for one in people])
    stepped(task)
    tell(
        events.COMMENTED, who=by, what=task, text=shortened(text), named=[one.pk for one in people]
    )
    if people:
        names = ", ".join(str(one) for one in people)
        to = [one.pk for one in people]
        tell(events.MENTIONED, who=by, what=task, text=shortened(text), names=names, to=to)
    return said


@transaction.atomic
def edit_comment(said: Comment, *, text: str, by: User) -> Comment:
    """Correct one's own words, a few minutes long; what they were is kept."""
    text = _something(text)
    task = take(said.task, *OPEN)
    said = _own(said, by)
    if text == said.text:
        return said
    people = named(text)
    _let_watch(task, people, by)
    CommentEdition.objects.create(comment=said, text=said.text)
    said.text, said.edited_at = text, now()
    said.save(update_fields=["text", "edited_at"])
    known = set(said.mentions.values_list("person", flat=True))
    fresh = [one for one in people if one.pk not in known]
    Mention.objects.bulk_create([Mention(comment=said, person=one) for one in fresh])
    tell(events.COMMENT_EDITED, who=by, what=task, text=shortened(text))
    if fresh:
        names, to = ", ".join(str(one) for one in fresh), [one.pk for one in fresh]
        tell(events.MENTIONED, who=by, what=task, text=shortened(text), names=names, to=to)
    return said


@transaction.atomic
def withdraw_comment(said: Comment, *, by: User) -> Comment:
    """Take one's own words back, a few minutes long; that something stood there stays visible."""
    task = take(said.task, *OPEN)
    said = _own(said, by)
    CommentEdition.objects.create(comment=said, text=said.text)
    said.text, said.withdrawn_at = "", now()
    said.save(update_fields=["text", "withdrawn_at"])
    tell(events.COMMENT_WITHDRAWN, who=by, what=task)
    return said


def shortened(text: str, limit: int = 200) -> str:
    """The text as one line of at most `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _own(said: Comment, by: User) -> Comment:
    said = locked(said)
    if said.by_id != by.pk or said.withdrawn_at:
        raise Refused(_("Only who wrote it may change it."))
    if not said.may_change:
        raise Refused(
            _("This was written more than %(n)s minutes ago and stays; please add a new comment.")
            % {"n": EDIT_MINUTES}
        )
    return said


def _let_watch(task: Task, people: list[User], by: User) -> None:
    """Who is named sees the task: as one who follows it, if the person who names them may decide that."""
    outside = [one for one in people if "see" not in permissions(one, task)]
    if not outside:
        return
    names = ", ".join(str(one) for one in outside)
    if not permissions(by, task) & MAY_LET_IN or _closed_to(task, by):
        raise Refused(
            _(
                "%(names)s cannot see this task. Only its giver and its lead may let somebody follow it; please write without the @, or ask them."
            )
            % {"names": names}
        )
    task.watchers.add(*outside)
    let_circle_in(task)
    tell(events.WATCHED, who=by, what=task, names=names)


def _closed_to(task: Task, by: User) -> bool:
    """In a closed circle only the giver lets people in."""
    return task.closed_circle and not parts_played(by, task) & {"giver", "recorder"}


def _something(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(_("Please write something."))
    return text
