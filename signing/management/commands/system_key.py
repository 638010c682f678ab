"""``manage.py system_key [--import FILE.p12]``: show the certificate with which the system seals, or bring in another key."""

from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from signing.pdf.keys import WrongPin
from signing.system import import_system_key, system_key


class Command(BaseCommand):
    """See help."""

    help = "Print the certificate of the system's own key (PEM); --import brings in another key from a PKCS#12 file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--import", dest="file", metavar="FILE.p12")

    def handle(self, *_args: Any, **options: Any) -> None:
        key = self._imported(options["file"]) if options["file"] else system_key()
        pem = key.certificate.public_bytes(serialization.Encoding.PEM).decode()
        self.stdout.write(f"{key.certificate.subject.rfc4514_string()}\n{pem}")

    def _imported(self, file: str) -> Any:
        try:
            return import_system_key(
                Path(file).read_bytes(), getpass(_("Passphrase of the file: "))
            )
        except WrongPin as error:
            raise CommandError(_("The passphrase does not open this file.")) from error
        except OSError as error:
            raise CommandError(str(error)) from error
