"""The public check as programs ask it: the limit of an address, and a file's report as plain values."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest

from signing.checking import desk
from signing.checking.visitors import too_often
from signing.reports.files import as_file

CHECKS = 20  # files from one address in a minute


def asks_too_often(request: HttpRequest) -> bool:
    """Count one file of this address; say whether it sent too many within a minute."""
    return too_often(request, "verify", CHECKS)


def checked(path: Path) -> dict[str, Any]:
    """Check the file at ``path`` and return its report (``docs/api.md``); ``Busy`` when too many are being checked.

    ``issued`` is what was issued here that the file is: the same, an earlier stage, or the same with bytes added behind.
    """
    found, match = desk.check(path)
    told = as_file(found, match.route if match else None)
    if match and told["issued"]:
        told["issued"]["match"] = match.kind
    return told
