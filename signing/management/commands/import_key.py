"""``manage.py import_key FILE.p12 --person NAME | --unit NAME``: keep somebody's own key, closed with a new PIN."""

from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.refused import Refused
from people.models import Unit, User
from signing.actions import import_key


class Command(BaseCommand):
    """See help."""

    help = "Keep a person's key or a unit's seal from a PKCS#12 file, closed with a PIN of its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.p12")
        owner = parser.add_mutually_exclusive_group(required=True)
        owner.add_argument("--person", metavar="NAME", help="sign-in name")
        owner.add_argument("--unit", metavar="NAME", help="name of the unit whose seal it is")

    def handle(self, *_args: Any, **options: Any) -> None:
        owner = self._owner(options)
        passphrase = getpass(_("Passphrase of the file: "))
        pin = getpass(_("New PIN (at least 8 characters): "))
        try:
            content = Path(options["file"]).read_bytes()
            key = import_key(content, passphrase=passphrase, pin=pin, owner=owner)
        except (OSError, Refused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("The key of %(owner)s is kept.") % {"owner": key})

    def _owner(self, options: dict[str, Any]) -> User | Unit:
        rows: Any = User.objects.filter(username=options["person"])
        if options["unit"]:
            rows = Unit.objects.filter(name=options["unit"])
        owner = rows.first()
        if owner is None:
            raise CommandError(_("There is nobody of that name."))
        return owner  # type: ignore[no-any-return]
