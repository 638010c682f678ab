"""What upper floors may ask of the notices."""

from notices.actions import notify
from notices.enclosures import Enclosed
from notices.events import DAY_REMOVED, DAY_SET
from notices.many import Told, notify_many
from notices.models import Notice
from notices.quiet import NIGHT, is_quiet, next_open
from notices.wishes import free_from

__all__ = [
    "DAY_REMOVED",
    "DAY_SET",
    "NIGHT",
    "Enclosed",
    "Notice",
    "Told",
    "free_from",
    "is_quiet",
    "next_open",
    "notify",
    "notify_many",
]
