"""Add a person with a post: how an installation gets its first administrator."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from core.refused import Refused
from people import actions
from people.models import Role, Unit, UnitKind


class Command(BaseCommand):
    """See help."""

    help = (
        "Add a person with a post in a unit (both are made when missing). The password is asked for, "
        "or read from standard input when that is not a terminal."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the person, the unit, the title and the role."""
        parser.add_argument("username")
        parser.add_argument("full_name", metavar="FULL_NAME")
        parser.add_argument("--unit", required=True, help="the unit's full name")
        parser.add_argument("--kind", choices=UnitKind.values, default=UnitKind.DEPARTMENT)
        parser.add_argument("--code", default="", help="the unit's letters in document numbers")
        parser.add_argument("--title", required=True, help="the person's title, e.g. “Văn thư”")
        parser.add_argument("--role", choices=Role.values, default=Role.OFFICIAL)
        parser.add_argument("--email", default="")
        parser.add_argument("--head", action="store_true", help="the person heads the unit")

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        """Add all of it, or nothing and say in one sentence why."""
        try:
            password = _password()
            validate_password(password)
            user = actions.add_person(
                options["username"], options["full_name"], email=options["email"],
                password=password, by=None,
            )  # fmt: skip
            post = actions.give_post(
                user, _unit(options), title=options["title"], role=options["role"],
                is_head=options["head"], by=None,
            )  # fmt: skip
        except (Refused, ValidationError) as error:
            words = error.messages if isinstance(error, ValidationError) else [str(error)]
            raise CommandError(" ".join(words)) from error
        self.stdout.write(str(post))


def _unit(options: dict[str, Any]) -> Unit:
    """Return the unit of that name, added when there is none."""
    name = " ".join(options["unit"].split())
    if not name:
        raise Refused(_("Please name the unit."))
    if found := Unit.objects.filter(name=name).first():
        return found
    kind, code = options["kind"], options["code"]
    return actions.add_unit(name, short=name[:60], kind=kind, code=code, by=None)


def _password() -> str:
    """Ask twice at a terminal; read one line otherwise."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass(_("Password: "))
    if first != getpass.getpass(_("Once more: ")):
        raise Refused(_("The two passwords differ."))
    return first
