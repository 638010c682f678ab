"""The databases' own full-text search: the only module that speaks FTS5 (SQLite) and tsvector (PostgreSQL)."""

from typing import Any

from django.db import connection

MOST = 2000  # lines looked at for one question
VECTOR = "(setweight(to_tsvector('simple', folded_title), 'A') || setweight(to_tsvector('simple', folded), 'D'))"
SQLITE = (
    """CREATE VIRTUAL TABLE office_found_text USING fts5(
        folded_title, folded, content='office_found', content_rowid='id', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER office_found_added AFTER INSERT ON office_found BEGIN
        INSERT INTO office_found_text(rowid, folded_title, folded) VALUES (new.id, new.folded_title, new.folded); END""",
    """CREATE TRIGGER office_found_gone AFTER DELETE ON office_found BEGIN
        INSERT INTO office_found_text(office_found_text, rowid, folded_title, folded)
        VALUES ('delete', old.id, old.folded_title, old.folded); END""",
    """CREATE TRIGGER office_found_changed AFTER UPDATE ON office_found BEGIN
        INSERT INTO office_found_text(office_found_text, rowid, folded_title, folded)
        VALUES ('delete', old.id, old.folded_title, old.folded);
        INSERT INTO office_found_text(rowid, folded_title, folded) VALUES (new.id, new.folded_title, new.folded); END""",
)
POSTGRES = (f"CREATE INDEX office_found_text ON office_found USING gin ({VECTOR})",)


def create(_apps: Any, editor: Any) -> None:
    """Make the index of this database (a step of the migration)."""
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def matching(words: list[str]) -> list[int]:
    """Return the keys of the lines that hold every word (the last also as a beginning), the best first.

    ``words`` are letters and digits only (``core.finding.words_of``).
    """
    if not words:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            asked = " & ".join([*words[:-1], f"{words[-1]}:*"])
            cursor.execute(
                f"SELECT id FROM office_found, to_tsquery('simple', %s) asked WHERE {VECTOR} @@ asked"  # noqa: S608
                f" ORDER BY ts_rank({VECTOR}, asked) DESC, id DESC LIMIT %s",
                [asked, MOST],
            )
        else:
            asked = " AND ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])
            cursor.execute(
                "SELECT rowid FROM office_found_text WHERE office_found_text MATCH %s"
                " ORDER BY bm25(office_found_text, 8.0, 1.0), rowid DESC LIMIT %s",
                [asked, MOST],
            )
        return [row[0] for row in cursor.fetchall()]
