"""Who hears of what in the bell and by mail. Heard inside the telling transaction."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from journal.book import hear
from journal.models import Entry
from notices.door import notify
from people.models import User
from registry import events
from registry.models import Draft, Issue, Sending
from registry.receiving import clerks_of
from registry.states import Way


class _Said:
    """A lazy sentence with its words, said in the reader's language."""

    def __init__(self, sentence: Any, words: dict[str, str]) -> None:
        self.sentence, self.words = sentence, words

    def __str__(self) -> str:
        return str(self.sentence) % self.words


def _tell(person: User, key: str, sentence: Any, url: str, *, mail: bool = False, **words: str) -> None:  # fmt: skip
    notify(person, key=f"registry.{key}", sentence=_Said(sentence, words), url=url, mail=mail)


@hear(events.PEOPLE_ASKED)
def they_are_asked(entry: Entry, draft: Draft) -> None:
    """Whoever is asked for an opinion, or may write too, learns it."""
    people = User.objects.filter(pk__in=entry.data.get("people", []))
    for person in people.exclude(pk=entry.who_id or 0):
        _tell(person, f"draft.{draft.pk}.asked.{entry.seq}", _("Please give your opinion: %(what)s"), draft.get_absolute_url(), mail=True, what=str(draft))  # fmt: skip


@hear(events.PERSON_ANSWERED)
def the_author_hears_the_answer(entry: Entry, person: Any) -> None:
    """The author learns what came back."""
    draft = person.draft
    if draft.created_by_id != entry.who_id:
        _tell(draft.created_by, f"draft.{draft.pk}.answer.{entry.seq}", _("%(who)s answered about “%(what)s”"), draft.get_absolute_url(), who=entry.who_name, what=str(draft))  # fmt: skip


@hear(events.DRAFT_CAME_BACK)
def the_author_gets_it_back(entry: Entry, draft: Draft) -> None:
    """The author learns that it came back, and why; who took it back knows."""
    if draft.created_by_id == entry.who_id:
        return
    _tell(draft.created_by, f"draft.{draft.pk}.back.{entry.seq}", _("“%(what)s” came back: %(reason)s"), draft.get_absolute_url(), mail=True, what=str(draft), reason=entry.data.get("reason", ""))  # fmt: skip


@hear(events.DRAFT_SIGNED)
def the_clerks_issue_it(entry: Entry, draft: Draft) -> None:
    """The agency's clerks learn that a document waits to be issued."""
    issue = Issue.objects.filter(draft=draft).first()
    for person in clerks_of(draft.agency) if issue else []:
        if issue and person.pk != entry.who_id:
            _tell(person, f"issue.{issue.pk}.waits", _("To be issued: %(what)s"), issue.get_absolute_url(), what=str(issue))  # fmt: skip


@hear(events.SENT)
def the_recipients_hear(_entry: Entry, sending: Sending) -> None:
    """Recipients in this system learn that a document came."""
    issue = sending.issue
    if sending.way != Way.INSIDE:
        return
    for person in sending.people:
        _tell(person, f"sending.{sending.pk}", _("%(agency)s sent you %(what)s"), issue.get_absolute_url(), mail=True, agency=issue.agency.short, what=str(issue))  # fmt: skip


@hear(events.SENDING_FAILED)
def the_clerk_hears_of_trouble(entry: Entry, sending: Sending) -> None:
    """Who issued it learns that it did not arrive."""
    issue = sending.issue
    if issue.issued_by is not None:
        _tell(issue.issued_by, f"sending.{sending.pk}.failed.{entry.seq}", _("Not delivered to %(name)s: %(what)s"), issue.get_absolute_url(), name=sending.name, what=str(issue))  # fmt: skip


@hear(events.ACTED_UPON)
def the_old_recipients_hear(entry: Entry, issue: Issue) -> None:
    """Whoever has the old document learns that it was recalled, corrected or replaced, and by which."""
    for row in issue.sendings.filter(way=Way.INSIDE).select_related("unit", "who"):
        for person in row.people:
            _tell(person, f"issue.{issue.pk}.acted.{entry.seq}", _("%(later)s %(effect)s %(what)s"), issue.get_absolute_url(), mail=True, later=entry.data["later"], effect=entry.data["effect"], what=issue.number.notation)  # fmt: skip
