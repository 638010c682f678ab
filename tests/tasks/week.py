"""Moments in the city's time."""

from datetime import datetime
from zoneinfo import ZoneInfo

CITY = ZoneInfo("Asia/Ho_Chi_Minh")


def local(text: str) -> datetime:
    """A moment of the city: “2026-03-10T09:00”."""
    return datetime.fromisoformat(text).replace(tzinfo=CITY)
