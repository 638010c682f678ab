"""What is told while a meeting is prepared; the part ``plan`` is fetched by the pages of those who prepare."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

E = Event
AGENDA = ("agenda", "papers", "plan", "ready")
ITEMS_ADDED = E("meetings.items_added", _("%(who)s put %(number)s items on the agenda"), AGENDA)
SECTION_NAMED = E(
    "meetings.section_named", _("%(who)s named a part of the agenda “%(name)s”"), AGENDA
)
ITEMS_CARRIED = E(
    "meetings.items_carried", _("%(who)s took over %(number)s items from “%(source)s”"), AGENDA
)
PAPERS_FILED = E(
    "meetings.papers_filed", _("%(who)s filed %(number)s papers"), ("papers", "plan", "ready")
)
LATE_ALLOWED = E(
    "meetings.late_allowed",
    _("%(who)s let “%(what)s” stay although it is late: %(reason)s"),
    ("plan", "ready"),
)
LATE_CONVENING = E(
    "meetings.late_convening",
    _("%(who)s gave the reason for inviting late: %(reason)s"),
    ("plan", "ready"),
)
PROPOSALS_OPENED = E(
    "meetings.proposals_opened",
    _("%(who)s lets units propose items until %(until)s"),
    ("plan", "ready"),
)

PROPOSED = E("meetings.proposed", _("%(who)s proposed “%(what)s”"))
PROPOSAL_CHANGED = E("meetings.proposal_changed", _("%(who)s changed the proposal “%(what)s”"))
PROPOSAL_RETURNED = E(
    "meetings.proposal_returned", _("%(who)s returned the proposal “%(what)s”: %(reason)s")
)
PROPOSAL_APPROVED = E("meetings.proposal_approved", _("%(who)s approved the proposal “%(what)s”"))
PROPOSAL_PLACED = E(
    "meetings.proposal_placed", _("%(who)s put the proposal “%(what)s” on an agenda")
)
PROPOSAL_WITHDRAWN = E("meetings.proposal_withdrawn", _("%(who)s withdrew the proposal “%(what)s”"))
HANDED_IN = E("meetings.handed_in", _("%(who)s handed in “%(what)s”"))
HANDED_IN_AGAIN = E("meetings.handed_in_again", _("%(who)s handed in “%(what)s” again"))
HAND_IN_RETURNED = E("meetings.hand_in_returned", _("%(who)s returned “%(what)s”: %(reason)s"))
HAND_IN_APPROVED = E("meetings.hand_in_approved", _("%(who)s approved “%(what)s”"))
HAND_IN_WITHDRAWN = E("meetings.hand_in_withdrawn", _("%(who)s withdrew “%(what)s”"))

KIND_SAVED = E("meetings.kind_saved", _("%(who)s wrote “%(what)s” into the catalogue"))
KIND_ARCHIVED = E("meetings.kind_archived", _("%(who)s archived “%(what)s”"))
KIND_RESTORED = E("meetings.kind_restored", _("%(who)s took “%(what)s” out of the archive"))
TEMPLATE_SAVED = E("meetings.template_saved", _("%(who)s saved the template “%(what)s”"))
SERIES_STARTED = E("meetings.series_started", _("%(who)s started the series “%(what)s”"))
SERIES_CHANGED = E("meetings.series_changed", _("%(who)s changed the series “%(what)s”"))
SERIES_ENDED = E("meetings.series_ended", _("%(who)s ended the series “%(what)s”"))
