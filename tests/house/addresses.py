"""Every address of the house, with every key that a stranger could try."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern

from realtime.topics import KINDS

ROOMS = (
    "people",
    "notices",
    "documents",
    "meetings",
    "tasks",
    "signing",
    "opinions",
    "registry",
    "office",
    "journal",
    "core",
    "realtime",
)
UNKNOWN_UUID = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Address:
    """A named address and one way to fill it in."""

    name: str
    path: str
    has_key: bool


def every_address() -> Iterator[Address]:
    """Each named address, filled in with each key that exists in the database."""
    existing = keys()
    for name, parameters in sorted(named(get_resolver())):
        numbers = existing if len(parameters) == 1 else existing[:5]
        room = name.partition(":")[0]
        for values in itertools.product(*(_values(kind, numbers, room) for _, kind in parameters)):
            kwargs = dict(zip((word for word, _ in parameters), values, strict=True))
            try:
                yield Address(name, reverse(name, kwargs=kwargs), bool(kwargs))
            except NoReverseMatch:
                continue


def named(
    resolver: URLResolver, space: str = ""
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """(name with its namespace, ((parameter, kind of converter), …)) of each named address."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from named(entry, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{space}{entry.name}", tuple(_parameters(entry.pattern))


def _parameters(pattern: Any) -> Iterator[tuple[str, str]]:
    """Each parameter and the kind of its converter, or for a regular expression what the group says."""
    if isinstance(pattern, RegexPattern):
        for word in pattern.regex.groupindex:
            group = re.search(rf"\(\?P<{word}>([^)]*)\)", pattern.regex.pattern)
            yield word, group[1] if group else ""
    else:
        for word, converter in pattern.converters.items():
            yield word, type(converter).__name__


def unnamed(resolver: URLResolver) -> Iterator[str]:
    """Addresses without a name: nobody could walk them."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from unnamed(entry)
        elif not entry.name:
            yield str(entry.pattern)


def keys() -> list[int]:
    """Every primary key of the house's tables, the smallest twelve."""
    found: set[int] = set()
    for model in apps.get_models():
        if model._meta.app_label in ROOMS:
            found |= {
                pk for pk in model.objects.values_list("pk", flat=True) if isinstance(pk, int)
            }
    return sorted(found)[:12]


def _values(kind: str, numbers: list[int], room: str) -> list[Any]:
    """What is tried for a parameter: every key, or for a word the parts of the room and a name."""
    if kind in {"IntConverter", r"\d+"}:
        return numbers
    if kind == "UUIDConverter":
        return [UNKNOWN_UUID]
    if "|" in kind:
        return kind.split("|")
    return [*_parts(room), "an"]


def _parts(room: str) -> list[str]:
    topics = [one for one in KINDS.values() if one.guard.__module__.split(".")[0] == room]
    return sorted({word for topic in topics for word in (*topic.parts, *topic.personal)})
