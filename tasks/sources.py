"""Pages a task may come from: which they are, and what each is called, asked with the rights of the person.

A room below registers nothing: tasks know the papers; the office above adds the pages of the other rooms. The label, the
number and the day of a source always come from here, never from an address somebody typed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.refused import Refused
from documents.access import version_for
from documents.models import RegisterNumber
from people.models import User
from tasks.access_readings import reading_for
from tasks.states import SourceKind

LONGEST_QUOTE = 4000
URL_LETTERS = 300
FRAGMENT_WORDS = 5
PAGE = re.compile(r"(?:^|&)page=(\d{1,5})(?:&|$)")
ANCHOR = re.compile(r"[a-zA-Z][a-zA-Z0-9_-]{0,40}")
NO_TEXT = gettext_lazy("This page is no paper that could be read; please paste its text.")


@dataclass(frozen=True)
class Place:
    """A page as a source: its words, and the number, day and issuer when it is a document."""

    label: str
    kind: str = SourceKind.NONE
    number: str = ""
    on: date | None = None
    sender: str = ""


Tells = Callable[[User, dict[str, Any]], Place]
_known: dict[str, Tells] = {}


def source_page(*names: str) -> Callable[[Tells], Tells]:
    """Register a function for pages by the names of their addresses; it raises 404 for who may not see the page."""

    def keep(tells: Tells) -> Tells:
        _known.update(dict.fromkeys(names, tells))
        return tells

    return keep


def is_source(view_name: str) -> bool:
    """Say whether tasks may be given from this page."""
    return view_name in _known


def place_of(user: User, url: str) -> Place:
    """Return what the page at this path of ours is called; `Refused` for anything else, or what the person may not see."""
    tells, arguments = _resolved(url)
    try:
        return tells(user, arguments)
    except (Http404, PermissionDenied) as error:
        raise Refused(_("You cannot see the source of this task.")) from error


def may_open(user: User, url: str) -> bool:
    """Say whether the person may open the address a task keeps as its source; pages nobody registered are not judged."""
    try:
        tells, arguments = _resolved(urlsplit(url).path)
    except Refused:
        return url.startswith("/")
    try:
        tells(user, arguments)
    except (Http404, PermissionDenied):
        return False
    return True


def address(url: str, said: str = "", anchor: str = "") -> str:
    """Return the address that leads to the very sentence: an anchor of the page, else the sentence's own words.

    At most 300 letters; a fragment that does not fit is left out.
    """
    parts = urlsplit(url)
    page = PAGE.search(parts.query)
    start = f"{parts.path}#page={page[1]}" if page else f"{parts.path}#"
    if ANCHOR.fullmatch(anchor):
        return f"{parts.path}#{anchor}"[:URL_LETTERS]
    words = said.split()
    ends = [" ".join(words[:FRAGMENT_WORDS])]
    if len(words) > 2 * FRAGMENT_WORDS:
        ends.append(" ".join(words[-FRAGMENT_WORDS:]))
    for count in (len(ends), 1):
        made = f"{start}:~:text={','.join(quote(one, safe='') for one in ends[:count])}"
        if words and len(made) <= URL_LETTERS:
            return made
    return start.removesuffix("#")


def quoted(text: str) -> str:
    """Return the words that were marked, tidied and cut to what a task keeps; a cut is shown."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 2].rstrip() + " …"


def _resolved(url: str) -> tuple[Tells, dict[str, Any]]:
    """Find the page of the path; addresses of other hosts and other schemes are none of ours."""
    refusal = Refused(_("A task can only come from a page of this system."))
    parts = urlsplit(url) if len(url) <= 2000 and url.isprintable() and "\\" not in url else None
    if parts is None or parts.scheme or parts.netloc or not parts.path.startswith("/"):
        raise refusal
    try:
        found = resolve(parts.path)
    except Resolver404 as error:
        raise refusal from error
    if found.view_name not in _known:
        raise refusal
    return _known[found.view_name], found.kwargs


@source_page("documents:version")
def _paper(user: User, arguments: dict[str, Any]) -> Place:
    paper = version_for(user, arguments["pk"]).paper
    issuer = str(paper.issuer) if paper.issuer else ""
    number = RegisterNumber.objects.filter(paper=paper).first()
    return Place(
        str(paper), SourceKind.PAPER, paper.notation, number.on if number else None, issuer
    )


@source_page("tasks:reading")
def _reading(user: User, arguments: dict[str, Any]) -> Place:
    row = reading_for(user, arguments["pk"])
    return Place(row.title, row.source_kind, row.source_number, row.issued_on, row.source_from)
