"""Whole words in a folded text, found by an index of the database: FTS5 (SQLite) or tsvector with GIN (PostgreSQL).

A model that keeps a folded text in ``search_text`` (``core.finding.plain``) calls ``create`` in a migration; then
``rows.filter(search_text__words="hop khong gi")`` finds the rows that hold every word, the last also as a beginning.
The index is the database's own business: triggers and the transaction keep it true, whoever writes.
"""

from collections.abc import Callable
from typing import Any

from django.db import connections, transaction
from django.db.models import Lookup, TextField

from core.finding import words_of

COLUMN = "search_text"
CONFIG = "simple"  # no stems: Vietnamese has none, and the text is folded already


FOUND = "@key IN (SELECT rowid FROM @index WHERE @index MATCH %s)"


@TextField.register_lookup
class Words(Lookup[Any]):
    """``search_text__words``: holds every word of the question; a question without a word finds nothing."""

    lookup_name = "words"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Write the condition for this database."""
        words, quote = words_of(str(self.rhs)), connection.ops.quote_name
        if not words:
            return "1 = 0", ()
        if connection.vendor == "postgresql":
            lhs, params = self.process_lhs(compiler, connection)
            return f"to_tsvector('{CONFIG}', {lhs}) @@ to_tsquery('{CONFIG}', %s)", (*params, asked(words))  # fmt: skip
        column: Any = self.lhs
        index = quote(f"{column.target.model._meta.db_table}_text")
        sql = FOUND.replace("@key", f"{quote(column.alias)}.{quote('id')}").replace("@index", index)
        return sql, (asked_sqlite(words),)


def asked(words: list[str]) -> str:
    """Every word, the last also as a beginning, as PostgreSQL is asked."""
    return " & ".join([*words[:-1], f"{words[-1]}:*"])


def asked_sqlite(words: list[str]) -> str:
    """Every word, the last also as a beginning, as FTS5 is asked."""
    return " AND ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])


def create(editor: Any, table: str) -> None:
    """Make the index of the table in this database, filled; does nothing where it stands already (in a migration)."""
    _make(editor.connection, table, editor.execute)


def mend(table: str, using: str) -> None:
    """Make it again where it is missing: SQLite forgets a table's triggers when Django makes the table anew."""
    connection = connections[using]
    if table in connection.introspection.table_names():
        with transaction.atomic(using=using), connection.cursor() as cursor:
            _make(connection, table, cursor.execute)


def _make(connection: Any, table: str, execute: Callable[[str], Any]) -> None:
    if connection.vendor == "postgresql":
        vector = f"to_tsvector('{CONFIG}', {COLUMN})"
        execute(f"CREATE INDEX IF NOT EXISTS {table}_text ON {table} USING gin ({vector})")
    elif not _stands(connection, table):
        for statement in _sqlite(table):
            execute(statement)


def _stands(connection: Any, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
            [f"{table}_text_%"],
        )
        return bool(cursor.fetchone()[0] == len(TRIGGERS))


TRIGGERS = ("added", "gone", "changed")


def _sqlite(table: str) -> list[str]:
    return [statement.replace("@table", table).replace("@text", COLUMN) for statement in SQLITE]


# An index beside the table, without a copy of the text; its triggers; and what is in the table now.
PUT = "INSERT INTO @table_text(rowid, @text) VALUES (new.id, new.@text);"
DROP = "INSERT INTO @table_text(@table_text, rowid, @text) VALUES ('delete', old.id, old.@text);"
MADE = "content='@table', content_rowid='id', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 0'"
CHANGED = "AFTER UPDATE OF @text ON @table WHEN old.@text IS NOT new.@text"
SQLITE = (
    *(f"DROP TRIGGER IF EXISTS @table_text_{name}" for name in TRIGGERS),
    "DROP TABLE IF EXISTS @table_text",
    f"CREATE VIRTUAL TABLE @table_text USING fts5(@text, {MADE})",
    f"CREATE TRIGGER @table_text_added AFTER INSERT ON @table BEGIN {PUT} END",
    f"CREATE TRIGGER @table_text_gone AFTER DELETE ON @table BEGIN {DROP} END",
    f"CREATE TRIGGER @table_text_changed {CHANGED} BEGIN {DROP} {PUT} END",
    "INSERT INTO @table_text(@table_text) VALUES ('rebuild')",
)
