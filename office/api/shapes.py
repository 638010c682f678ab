"""What the API says of things: rooms' rows in, plain values out. Times carry +07:00; words are codes, not labels."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone


def moment(value: datetime | None) -> str | None:
    """Return the time in the city, as ISO 8601 with its offset."""
    return timezone.localtime(value).isoformat(timespec="seconds") if value else None


def address(name: str, *args: object) -> str:
    """Return an address with the site's name."""
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)


def person(user: Any) -> dict[str, Any]:
    """Return who: number and name."""
    return {"id": user.pk, "name": user.full_name}


def unit(row: Any) -> dict[str, Any]:
    """Return a unit."""
    return {"id": row.pk, "name": row.name, "code": row.code}


def meeting(row: Any) -> dict[str, Any]:
    """Return a meeting as a line."""
    return {
        "id": row.pk, "title": row.title, "kind": row.kind, "state": row.state, "place": row.place,
        "starts_at": moment(row.starts_at), "ends_at": moment(row.ends_at), "unit": unit(row.unit),
        "chair": person(row.chair), "url": address("meetings:meeting", row.pk),
        "self": address("api:meeting", row.pk),
    }  # fmt: skip


def details(row: Any, items: list[Any], seats: list[Any], own: Any) -> dict[str, Any]:
    """Return a meeting with its agenda and its people; of answers only the person's own."""
    return meeting(row) | {
        "opened_at": moment(row.opened_at), "closed_at": moment(row.closed_at),
        "agenda": [_item(number, item) for number, item in enumerate(items, start=1)],
        "people": [_seat(seat) for seat in seats],
        "my_seat": {"role": own.role, "votes": own.votes, "answer": own.answer} if own else None,
        "papers": address("api:papers", row.pk),
    }  # fmt: skip


def _item(number: int, item: Any) -> dict[str, Any]:
    return {
        "number": number, "title": item.title, "minutes": item.minutes, "state": item.state,
        "presenter": person(item.presenter) if item.presenter else None,
        "unit": unit(item.unit) if item.unit else None,
    }  # fmt: skip


def _seat(seat: Any) -> dict[str, Any]:
    return {
        "person": person(seat.user), "title": seat.title, "role": seat.role, "votes": seat.votes,
        "present": seat.present, "stands_for": seat.stands_for or None, "replaced_by": seat.replaced_by or None,
    }  # fmt: skip


def shelf(item: Any, rows: list[Any]) -> list[dict[str, Any]]:
    """Return the papers of an agenda item (None: of none)."""
    return [
        {
            "id": row.paper.pk, "title": row.paper.title, "kind": row.paper.kind or None,
            "number": row.paper.notation or None, "state": row.paper.state,
            "item": item.title if item else None, "version": row.version.number,
            "pages": row.version.pages, "size": row.version.size, "sha256": row.version.sha256,
            "added_at": moment(row.version.at), "file": address("api:file", row.version.pk),
        }
        for row in rows
    ]  # fmt: skip
