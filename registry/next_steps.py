"""Where a person goes on from a paper of the registry: issue it once it is sealed, mend its draft once it came back."""

from django.urls import reverse
from django.utils.translation import gettext as _

from documents.models import Paper
from documents.next_steps import NextStep
from people.models import User
from registry.access import drafts, issues, on_issue
from registry.models import Draft
from registry.states import DraftState, IssueState


def next_steps(paper: Paper, user: User) -> list[NextStep]:
    """Return the entry of the register (or the page that issues it), and the draft, each only to who may see it."""
    return [*_of_entry(paper, user), *_of_draft(paper, user)]


def _of_entry(paper: Paper, user: User) -> list[NextStep]:
    issue = issues(user).filter(paper=paper).select_related("draft").first()
    if issue is None:
        return []
    entry = NextStep(issue.get_absolute_url(), _("In the outgoing register"), "journal-arrow-up")
    if issue.state != IssueState.REGISTERED or "issue" not in on_issue(user, issue):
        return [entry]
    send = NextStep(reverse("registry:issue_send", args=[issue.pk]), _("Issue"), "send", waits=True)
    return [send, entry]


def _of_draft(paper: Paper, user: User) -> list[NextStep]:
    draft: Draft | None = drafts(user).filter(paper=paper).first()
    if draft is None or draft.state == DraftState.SIGNED:
        return []
    if draft.editable and draft.created_by_id == user.pk:
        return [NextStep(draft.get_absolute_url(), _("Mend the draft"), "pencil", waits=True)]
    ways = [NextStep(draft.get_absolute_url(), _("See the draft"), "file-earmark-text")]
    if draft.state == DraftState.SIGNING and draft.created_by_id == user.pk and not draft.from_file:
        address = reverse("registry:draft_signer", args=[draft.pk])
        ways.append(NextStep(address, _("Another signer"), "person-fill-exclamation"))
    return ways
