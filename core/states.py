"""States as tables: a model names its table of moves, one method reads it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from core.refused import Refused

Moves = Mapping[Any, frozenset[Any]]


class Stateful(models.Model):
    """A row with a ``state`` field and a table ``MOVES`` (state → states it may go to)."""

    MOVES: ClassVar[Moves] = {}

    class Meta:
        abstract = True

    def may_move_to(self, target: Any) -> bool:
        """Say whether the table allows the move from the present state."""
        return target in self.MOVES.get(self.state, frozenset())  # type: ignore[attr-defined]

    def move_to(self, target: Any, *also: str) -> None:
        """Move and save ``state`` (and the fields named in ``also``); ``Refused`` when the table has no such move."""
        if not self.may_move_to(target):
            now = self.get_state_display()  # type: ignore[attr-defined]
            raise Refused(
                _("“%(what)s” is “%(now)s” and cannot become “%(next)s”.")
                % {"what": self, "now": now, "next": type(target)(target).label}
            )
        self.state = target
        self.save(update_fields=["state", *also])  # type: ignore[misc]
