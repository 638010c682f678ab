"""Attachments in files of their own: sealed in the same act as the paper, each with its mark of text (Decree 30/2020, Appendix I, II.8.b)."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import file_made, version_from_filed
from documents.models import Version
from documents.store import Kept
from journal.book import tell
from people.models import User
from signing import events
from signing.actions.planning import Plan
from signing.bounded.asking import ask
from signing.models import Route, RouteAttachment
from signing.pdf import marks
from signing.pdf.keys import Key
from signing.pdf.prepare import SEAL_FIELD
from signing.pdf.sign import Mark
from signing.states import RouteState

MOST = 20  # attachments of one paper: they are signed while the clerk waits
REASON = "Ký số phụ lục kèm theo"


@transaction.atomic
def attach(route: Route, version: Version, *, by: User) -> RouteAttachment:
    """Let a file go out with the paper; done twice, it is done once. ``Refused`` once the paper is sealed."""
    route = locked(route)
    there = route.attachments.filter(draft__paper_id=version.paper_id).first()
    if there is not None:
        return there
    _open(route)
    if version.paper_id == route.paper_id:
        raise Refused(_("A paper is not its own attachment."))
    if route.attachments.count() >= MOST:
        raise Refused(_("No more than %(most)s files are attached to a paper.") % {"most": MOST})
    last = route.attachments.aggregate(last=Max("position"))["last"] or 0
    made = RouteAttachment.objects.create(route=route, position=last + 1, draft=version)
    tell(events.ATTACHMENT_ADDED, who=by, what=route, file=version.name, sha256=version.sha256)
    return made


@transaction.atomic
def detach(attachment: RouteAttachment, *, by: User) -> Route:
    """Take an attached file back before the paper is sealed."""
    route = locked(attachment.route)
    _open(route)
    name = attachment.draft.name
    if RouteAttachment.objects.filter(pk=attachment.pk).delete()[0]:
        tell(events.ATTACHMENT_REMOVED, who=by, what=route, file=name)
    return route


def check_file(version: Version) -> None:
    """Refuse, long before the seal, a file that could not be sealed: damaged, or signed already. Not in a transaction."""
    _marked(version, marks.attachment_lines("", now()))


def _open(route: Route) -> None:
    if route.state != RouteState.CIRCULATING:
        raise Refused(_("This paper is on its way no more; its attachments stay as they are."))


def sealed_with(
    planned: Plan, key: Key, sign: Callable[[bytes, Mark, Key], Kept]
) -> Callable[[], None] | None:
    """Seal the paper's attachments with the same key, before the transaction; return what keeps them inside of it.

    ``None`` when there is nothing to do. ``Refused`` names the file that cannot be sealed; then nothing is.
    """
    if planned.mark.field != SEAL_FIELD or planned.number is None:
        return None
    rows = list(planned.step.route.attachments.select_related("draft__paper"))
    made = [(row, _sealed(row, planned.number.notation, key, sign)) for row in rows]
    if not made:
        return None

    def keep() -> None:
        for row, signed in made:
            filed = file_made(signed, name=row.draft.name, pages=row.draft.pages)
            note = _("sealed as an attachment")
            row.sealed = version_from_filed(row.draft.paper, filed, by=planned.by, note=note)
            row.save(update_fields=["sealed"])

    return keep


def _sealed(
    row: RouteAttachment, notation: str, key: Key, sign: Callable[[bytes, Mark, Key], Kept]
) -> Kept:
    lines = marks.attachment_lines(notation, now())
    mark = Mark(marks.MARK_FIELD, marks.text_mark(lines), REASON, certify=True)
    return sign(_marked(row.draft, lines), mark, key)


def _marked(version: Version, lines: tuple[str, ...]) -> bytes:
    """Return the file with a free field for its mark, written by the bounded child."""
    answer, files = ask("mark", version.read(), ("pdf",), lines=list(lines))
    if "error" in answer:
        raise Refused(
            _("The attachment “%(name)s” cannot be sealed: it is damaged or signed already.")
            % {"name": version.name}
        )
    return files["pdf"]
