"""What a stranger may know of an issued document: what stands on the paper itself, and whether it still holds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents import standing
from signing.checking.desk import Match
from signing.models import Route
from signing.queries import routes

STATES: dict[str, tuple[str, str | Promise, str | Promise]] = {  # state → kind, word, sentence
    standing.IN_FORCE: ("good", gettext_lazy("issued"), gettext_lazy("Nothing issued here has recalled, corrected or replaced this document.")),
    standing.RECALLED: ("late", gettext_lazy("recalled"), gettext_lazy("This document was recalled. It no longer holds.")),
    standing.CORRECTED: ("soon", gettext_lazy("has a correction"), gettext_lazy("This document was corrected. Read it together with the correction.")),
    standing.REPLACED: ("late", gettext_lazy("replaced"), gettext_lazy("This document was replaced. It no longer holds.")),
}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """An issued document in a few words."""

    notation: str
    on: date | None
    agency: str
    title: str
    kind: str
    word: str | Promise
    sentence: str | Promise
    since: date | None
    reason: str
    by_notation: str
    by_url: str


def facts(route: Route) -> Facts:
    """Return what may be shown of an issued document."""
    number, found = routes.number_of(route), standing.standing(route.paper)
    kind, word, sentence = STATES.get(found.state, STATES[standing.IN_FORCE])
    unit = number.register.unit if number else route.paper.folder.unit
    return Facts(
        number.notation if number else route.paper.notation, number.on if number else None,
        unit.name if unit else "", route.paper.title, kind, word, sentence, found.on, found.reason,
        *_followed_by(found),
    )  # fmt: skip


def _followed_by(found: standing.Standing) -> tuple[str, str]:
    """Return number and public address of the document that changed this one, as far as it is public itself."""
    if found.by_paper is None:
        return found.by_notation, ""
    return found.by_notation or found.by_paper.notation, routes.check_url(found.by_paper)


def compared(match: Match | None, asked: Route | None) -> dict[str, Any] | None:
    """Say whether a file is what was issued here: ``kind`` of the notice, the sentence, the document's own page."""
    if asked is not None and (match is None or match.route.pk != asked.pk):
        said = _("This is NOT the file issued here as %(notation)s.") % _words(asked)
        return {"kind": "late", "sentence": said, "route": asked}
    if match is None:
        return None
    kind, sentence = {
        "same": ("good", _("This very file was issued here as %(notation)s on %(at)s.")),
        "earlier": ("soon", _("This is an earlier stage of the document issued here as %(notation)s on %(at)s: the issued file holds more, such as number, date or seal.")),
        "appended": ("soon", _("This file begins as the document issued here as %(notation)s on %(at)s, but something was added behind it. Compare it with the issued one.")),
    }[match.kind]  # fmt: skip
    return {"kind": kind, "sentence": sentence % _words(match.route), "route": match.route}


def _words(route: Route) -> dict[str, str]:
    at = f"{localtime(route.ended_at):%d/%m/%Y}" if route.ended_at else "–"
    return {"notation": route.paper.notation or route.paper.title, "at": at}
