"""A migration's operations taken together: Django then draws the models once, not anew after each of them."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Operations that need no model of the state before them (``CreateModel``), done as one.

    Django re-renders every related model after each operation; a house of a hundred models that all know the user
    would spend half a minute on its first ``migrate``.
    """

    serialization_expand_args: ClassVar[list[str]] = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:  # type: ignore[override]
        """Say how it is written down."""
        return self.__class__.__qualname__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change the state while its models are not drawn; they are when somebody asks."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Do each, in order."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Undo each, last first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say what it does."""
        return f"{len(self.operations)} operations together"
