"""The person's own live topic: nothing is drawn for it, only words to fetch again."""

from typing import Any

from realtime.topics import TopicKind, register


def guard(user: Any, pk: int) -> str | None:
    """Let nobody listen but the person."""
    return "own" if user.is_authenticated and user.pk == pk else None


register(TopicKind("desk", guard, personal=("bell", "my_work", "given", "overview", "my_opinions")))
