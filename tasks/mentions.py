"""Who is named in a text with @: by full name, with or without accents, or by sign-in name."""

import re

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.folding import fold
from core.refused import Refused
from people.models import User
from people.queries import find_people

MOST = 10  # people named in one comment
LONGEST = 8  # words of a name
AT = re.compile(r"(?:^|(?<=[\s(,;:]))@(?=\w)")
OFFERED = 8


def offered(words: str) -> QuerySet[User]:
    """Active people with a post whose name holds the words, for the list under the field."""
    rows = find_people(words).filter(posts__isnull=False).distinct()
    return rows.prefetch_related("posts__unit").order_by("full_name", "pk")[:OFFERED]


def named(text: str) -> list[User]:
    """The people named with @ in the text, nobody twice; `Refused` when a name fits nobody or more than one."""
    places = [text[found.end() :] for found in AT.finditer(text)]
    if not places:
        return []
    if len(places) > MOST:
        raise Refused(_("At most ten people are named in one comment."))
    tails = [_words(place) for place in places]
    people = _candidates(tails)
    found = [_one(tail, place, people) for tail, place in zip(tails, places, strict=True)]
    return list({one.pk: one for one in found}.values())


def _words(place: str) -> list[str]:
    """The folded words after an @, as many as a name may have."""
    head = re.split(r"[\n,;:!?()@]", place, maxsplit=1)[0]
    return [word.strip(".”\"'") for word in fold(head).split()[:LONGEST]]


def _candidates(tails: list[list[str]]) -> list[User]:
    """Everybody whose names begin as some tail does (one query)."""
    first = Q(pk=None)
    for tail in tails:
        first |= Q(search_text__startswith=tail[0]) | Q(username=tail[0])
    return list(User.objects.filter(first, is_active=True))


def _one(tail: list[str], place: str, people: list[User]) -> User:
    """Who is meant: the longest full name that fits, else the sign-in name."""
    fits: dict[int, list[User]] = {}
    for one in people:
        name = fold(one.full_name).split()
        if tail[: len(name)] == name:
            fits.setdefault(len(name), []).append(one)
        elif fold(one.username) == tail[0]:
            fits.setdefault(1, []).append(one)
    best = fits.get(max(fits, default=0), [])
    if not best:
        word = place.split("\n", maxsplit=1)[0][:40]
        raise Refused(
            _("Nobody is called “@%(name)s”; pick the name from the list.") % {"name": word}
        )
    if len(best) > 1:
        names = ", ".join(f"@{one.username}" for one in best)
        raise Refused(
            _("More than one person is called “%(name)s”; please write one of %(names)s.")
            % {"name": best[0].full_name, "names": names}
        )
    return best[0]
