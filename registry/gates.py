"""Who may read the papers of a draft, an entry or a copy: whoever may see the thing itself."""

from documents.access import GATES
from people.models import User
from registry.access import copies, drafts, issues

GATES["registry_issue"] = lambda user, pk: issues(user).filter(pk=pk).exists()
GATES["registry_copy"] = lambda user, pk: copies(user).filter(pk=pk).exists()


def _draft(user: User, pk: int) -> bool:
    return drafts(user).filter(pk=pk).exists() or issues(user).filter(draft=pk).exists()


GATES["registry_draft"] = _draft
