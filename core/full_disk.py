"""A full disk: how it is recognised, and the sentence for it."""

import errno

from django.db import OperationalError
from django.utils.translation import gettext as _

from core.refused import NotNow

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
FULL_DATABASE = ("disk is full", "No space left on device")  # SQLite's words, PostgreSQL's


class DiskFull(NotNow):
    """The disk is full or not writable: whatever was to be kept can be kept once there is room."""

    def __init__(self) -> None:
        super().__init__(_("The file could not be kept: the disk is full or not writable."))


def is_full(error: Exception) -> bool:
    """Say whether a file, or the database, found no room."""
    if isinstance(error, OperationalError):
        return any(words in str(error) for words in FULL_DATABASE)
    return isinstance(error, OSError) and error.errno in FULL
