"""Read a row again under its lock, inside the caller's transaction."""

from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def locked(row: M) -> M:
    """Return the row re-read ``FOR UPDATE``; on SQLite the IMMEDIATE transaction is the lock."""
    return row.__class__.objects.select_for_update().get(pk=row.pk)  # type: ignore[attr-defined]
