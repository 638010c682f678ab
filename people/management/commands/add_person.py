"""Add a person with a post: how an installation gets its first administrator."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.refused import Refused
from people import actions
from people.models import Role, UnitKind


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

    def handle(self, *_args: Any, **options: Any) -> None:
        """Add them, or say in one sentence why not."""
        try:
            password = _password()
            validate_password(password)
            unit = actions.unit_named(options["unit"], kind=options["kind"], code=options["code"])
            user = actions.add_person(
                options["username"], options["full_name"], email=options["email"], password=password
            )
            post = actions.give_post(
                user, unit, title=options["title"], role=options["role"], is_head=options["head"]
            )
        except (Refused, ValidationError) as error:
            words = error.messages if isinstance(error, ValidationError) else [str(error)]
            raise CommandError(" ".join(words)) from error
        self.stdout.write(str(post))


def _password() -> str:
    """Ask twice at a terminal; read one line otherwise."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass(_("Password: "))
    if first != getpass.getpass(_("Once more: ")):
        raise Refused(_("The two passwords differ."))
    return first
