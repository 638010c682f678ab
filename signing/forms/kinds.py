"""Kinds of papers that a usual way may be kept for, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

KINDS: dict[str, Promise] = {  # ``Paper.kind`` of what is printed here and signed
    "decision": pgettext_lazy("kind of document", "Decision"),
    "resolution": pgettext_lazy("kind of document", "Resolution"),
    "report": pgettext_lazy("kind of document", "Report"),
    "proposal": pgettext_lazy("kind of document", "Submission"),
    "plan": pgettext_lazy("kind of document", "Plan"),
    "conclusions": pgettext_lazy("kind of document", "Notice"),
    "invitation": pgettext_lazy("kind of document", "Invitation"),
    "minutes": pgettext_lazy("kind of document", "Minutes"),
    "opinion": pgettext_lazy("kind of document", "Sheet of opinion"),
    "task_list": pgettext_lazy("kind of document", "List of tasks"),
    "copy": pgettext_lazy("kind of document", "Certified copy"),
}
