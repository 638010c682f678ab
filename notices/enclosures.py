"""Files that go out with letters: kept once, put into the message when it leaves."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email import encoders
from email.mime.base import MIMEBase

from django.core.mail import EmailMessage

from notices.models import Enclosure, Mail


@dataclass(frozen=True)
class Enclosed:
    """A file for a letter: its name, its content type with parameters, its bytes."""

    name: str
    kind: str
    content: bytes


def enclose(mail: Mail | None, files: Sequence[Enclosed]) -> None:
    """Put the files to the letter; without a letter nothing happens."""
    if mail is None:
        return
    for file in files:
        digest = hashlib.sha256(file.content).hexdigest()
        row, _new = Enclosure.objects.get_or_create(
            sha256=digest, name=file.name[:120], kind=file.kind[:120],
            defaults={"content": file.content},
        )  # fmt: skip
        mail.enclosures.add(row)


def put_in(message: EmailMessage, mail: Mail) -> None:
    """Attach the letter's files to its message, in the order they were enclosed."""
    for row in mail.enclosures.order_by("pk"):
        message.attach(_part(row))


def _part(row: Enclosure) -> MIMEBase:
    """Return the file as a part of a message; a content type may carry parameters (``method=REQUEST``)."""
    kind, *parameters = (word.strip() for word in row.kind.split(";"))
    main, _slash, sub = kind.partition("/")
    part = MIMEBase(main, sub)
    for parameter in parameters:
        name, _equals, value = parameter.partition("=")
        part.set_param(name, value)
    part.set_payload(bytes(row.content))
    encoders.encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", row.name))
    return part
