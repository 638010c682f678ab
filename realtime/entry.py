"""Who comes in: session, ticket, audiences; and who may stay. Everything here reads the database, in a thread."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user, get_user_model
from django.core import signing

from core.clock import now
from realtime import topics

TICKET_AGE = 12 * 60 * 60  # seconds
BEARER = "no account"  # the stamp of a visitor without an account
CHUNK = 400  # rows a question; SQLite takes 999 values


@dataclass(frozen=True)
class Visitor:
    """The person behind a socket, or (a number below zero) a pass; ``stamp`` changes with the password."""

    user: int
    session: str
    stamp: str


@dataclass(frozen=True)
class Admission:
    """A visitor and the audience in each topic that may be listened to."""

    visitor: Visitor
    audiences: dict[str, str]


def session_key(cookies: str) -> str:
    """Return the session key in a Cookie header, "" without one."""
    try:
        morsel = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def admit(key: str, wanted: Iterable[str]) -> Admission | None:
    """Return who the session belongs to and what they may listen to; None when nobody is signed in."""
    store = _sessions().SessionStore(key)
    user: Any = get_user(SimpleNamespace(session=store))  # type: ignore[arg-type]
    if not key:
        return None
    if not user.is_authenticated:
        return _by_pass(store, key, wanted)
    visitor = Visitor(user.pk, key, user.get_session_auth_hash())
    asked = {topic: _audience(user, topic) for topic in wanted}
    return Admission(visitor, {topic: who for topic, who in asked.items() if who})


def _by_pass(session: Any, key: str, wanted: Iterable[str]) -> Admission | None:
    """Return what the pass in a session without a person opens; None without one."""
    number, audiences = 0, {}
    for topic in wanted:
        kind, pk = topics.find(topic) or (None, 0)
        given = kind.bearer(session, pk) if kind and kind.bearer else None
        if given and number in {0, given[0]}:
            number, audiences[topic] = given
    return Admission(Visitor(-number, key, BEARER), audiences) if number else None


def _audience(user: Any, topic: str) -> str | None:
    kind, pk = topics.find(topic) or (None, 0)
    return kind.guard(user, pk) if kind else None


def ticket(visitor: Visitor, audiences: Mapping[str, str]) -> str:
    """Return a signed word with which this session comes back without a question to the database."""
    told = {"u": visitor.user, "h": visitor.stamp, "a": dict(audiences)}
    return signing.dumps(told, salt=f"realtime.ticket.{visitor.session}")


def by_ticket(text: object, key: str, wanted: Iterable[str]) -> Admission | None:
    """Read a ticket of the same session that covers all wanted topics; None: ask the database.

    Whether what it says is still true is asked for many at once (``still``).
    """
    if not isinstance(text, str) or not key:
        return None
    try:
        told = signing.loads(text, salt=f"realtime.ticket.{key}", max_age=TICKET_AGE)
    except signing.BadSignature:
        return None
    if not set(wanted) <= set(told["a"]):
        return None
    seats = {topic: told["a"][topic] for topic in wanted}
    return Admission(Visitor(told["u"], key, told["h"]), seats)


def still(admissions: list[Admission]) -> list[bool]:
    """Say of each admission by ticket whether it would be given today; a few questions for all."""
    seated: dict[str, set[int]] = {}
    for one in admissions:
        for topic in one.audiences:
            seated.setdefault(topic, set()).add(one.visitor.user)
    staying, now_held = look_around({one.visitor for one in admissions}, seated)
    return [
        one.visitor in staying
        and all(
            now_held[topic].get(one.visitor.user) == who for topic, who in one.audiences.items()
        )
        for one in admissions
    ]


def look_around(
    visitors: Iterable[Visitor], seated: Mapping[str, Iterable[int]]
) -> tuple[set[Visitor], dict[str, dict[int, str]]]:
    """Return who is still signed in, and per topic the audience of each of its listeners (left out: no longer).

    Two questions per CHUNK of visitors, and one or two per topic whose kind has ``guards``.
    """
    visitors = set(visitors)
    users = _users({visitor.user for visitor in visitors if visitor.user > 0})
    alive = _live_sessions({visitor.session for visitor in visitors})
    stamps = {pk: user.get_session_auth_hash() for pk, user in users.items()}
    stamps |= {visitor.user: BEARER for visitor in visitors if visitor.user < 0}
    staying = {v for v in visitors if v.session in alive and stamps.get(v.user) == v.stamp}
    return staying, {
        topic: _audiences(topic, [users[pk] for pk in people if pk in users])
        | _bearers(topic, [-pk for pk in people if pk < 0])
        for topic, people in seated.items()
    }


def _bearers(topic: str, numbers: list[int]) -> dict[int, str]:
    """Return what the passes still open, each under its number below zero."""
    kind, pk = topics.find(topic) or (None, 0)
    if not numbers or kind is None or kind.bearers is None:
        return {}
    return {-number: who for number, who in kind.bearers(numbers, pk).items()}


def _audiences(topic: str, users: list[Any]) -> dict[int, str]:
    kind, pk = topics.find(topic) or (None, 0)
    if kind is None:
        return {}
    if kind.guards is not None:
        return {user: who for user, who in kind.guards(users, pk).items() if who}
    asked = {user.pk: kind.guard(user, pk) for user in users}
    return {user: who for user, who in asked.items() if who}


def _users(keys: set[int]) -> dict[int, Any]:
    active = get_user_model().objects.filter(is_active=True)
    return {pk: user for some in _chunks(keys) for pk, user in active.in_bulk(some).items()}


def _live_sessions(keys: set[str]) -> set[str]:
    store = _sessions().SessionStore
    if not hasattr(store, "get_model_class"):
        return {key for key in keys if store().exists(key)}
    rows = store.get_model_class().objects.filter(expire_date__gt=now())
    return {
        key
        for some in _chunks(keys)
        for key in rows.filter(session_key__in=some).values_list("session_key", flat=True)
    }


def _chunks(keys: Iterable[Any]) -> Iterable[list[Any]]:
    rows = sorted(keys)
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))


def _sessions() -> Any:
    return import_module(settings.SESSION_ENGINE)
