"""Grants on single things, kept by django-guardian in direct foreign-key tables; its only speaker."""

from typing import Any, TypeVar

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, QuerySet
from guardian.models.models import UserObjectPermissionBase

from people.models import User

UserGrant = UserObjectPermissionBase
M = TypeVar("M", bound=Model)


def _table(model: type[Model]) -> Any:
    """Return the model's grant table: its subclass of ``UserGrant``."""
    for candidate in UserGrant.__subclasses__():
        fields = {field.name: field for field in candidate._meta.get_fields()}
        target = fields.get("content_object")
        if target is not None and target.related_model is model:
            return candidate
    raise LookupError(f"{model.__name__} has no grant table")


def _permissions(model: type[Model], names: tuple[str, ...]) -> list[Permission]:
    """Return the permission rows; a missing name is a mistake in GRANTS."""
    kind = ContentType.objects.get_for_model(model)
    found = list(Permission.objects.filter(content_type=kind, codename__in=names))
    if len(found) != len(set(names)):
        raise LookupError(f"unknown permission of {model.__name__} among {names}")
    return found


def grant(user: User, thing: Model, *names: str) -> None:
    """Grant the permissions on the thing; granting twice is harmless."""
    table = _table(type(thing))
    rows = [
        table(user=user, permission=permission, content_object=thing)
        for permission in _permissions(type(thing), names)
    ]
    table.objects.bulk_create(rows, ignore_conflicts=True)


def grant_many(users: list[User], thing: Model, *names: str) -> None:
    """Grant the same permissions on the thing to many people in one statement."""
    table = _table(type(thing))
    permissions = _permissions(type(thing), names)
    rows = [table(user=u, permission=p, content_object=thing) for u in users for p in permissions]
    table.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def revoke(user: User, thing: Model) -> None:
    """Take back everything the person was granted on the thing."""
    _table(type(thing)).objects.filter(user=user, content_object=thing).delete()


def allowed(rows: QuerySet[M], user: User, name: str) -> QuerySet[M]:
    """Keep the rows on which the person holds the permission: one ``EXISTS``, whatever the number of rows."""
    held = _table(rows.model).objects.filter(
        user_id=user.pk, permission__codename=name, content_object=OuterRef("pk")
    )
    return rows.filter(Exists(held))


def held(user: User, thing: Model) -> set[str]:
    """Return the names of all permissions the person holds on the thing (one query)."""
    rows = _table(type(thing)).objects.filter(user_id=user.pk, content_object=thing)
    return set(rows.values_list("permission__codename", flat=True))
