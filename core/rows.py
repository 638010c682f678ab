"""Read one row, or none: ``first()`` sorts what is unique anyway, and builds the SQL for it each time."""

from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def only(rows: models.QuerySet[M]) -> M | None:
    """Return the one row there can be, None when there is none."""
    return next(iter(rows.order_by()[:1]), None)
