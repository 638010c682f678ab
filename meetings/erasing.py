"""Erasing for good: what a deleted urn leaves on the database's pages is overwritten.

SQLite zeroes deleted rows itself (``secure_delete``, ``config.env``) but its write-ahead log still holds old pages:
it is emptied. PostgreSQL keeps dead rows until they are vacuumed: the urns' small table is written anew. Neither
reaches backups or an archived write-ahead log; what those hold stays sealed by the server's key.
"""

import logging

from django.db import connections

log = logging.getLogger(__name__)
TABLE = "meetings_urn"
PATIENCE = "2s"  # how long it waits for another vote's urn; the nightly round tries again


def wipe(alias: str = "default") -> None:
    """Overwrite what deleted urns left behind; outside any transaction; never fails, but tells the log."""
    line = connections[alias]
    if line.in_atomic_block:  # a test's transaction around everything
        return
    try:
        (_sqlite if line.vendor == "sqlite" else _postgres)(line)
    except Exception:
        log.exception("What an urn left on the database's pages is not overwritten yet")


def _sqlite(line: object) -> None:
    with line.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _postgres(line: object) -> None:
    with line.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f"SET lock_timeout = '{PATIENCE}'")
        try:
            cursor.execute(f"VACUUM FULL {TABLE}")
        finally:
            cursor.execute("SET lock_timeout = DEFAULT")
