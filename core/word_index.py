"""The migration step that makes a table's index of words."""

from typing import Any

from django.db.migrations.operations.base import Operation

from core.fulltext import create


class WordIndex(Operation):
    """Make the index of the words in ``table``'s ``search_text``; it goes with the table."""

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing of the models changes."""

    def database_forwards(
        self,
        app_label: str,  # noqa: ARG002 (Django's own signature)
        schema_editor: Any,
        from_state: Any,  # noqa: ARG002
        to_state: Any,  # noqa: ARG002
    ) -> None:
        """Make the index where it is missing."""
        create(schema_editor, self.table)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Leave it: it goes with the table."""

    def describe(self) -> str:
        """Say what it does."""
        return f"Index of words of {self.table}"
