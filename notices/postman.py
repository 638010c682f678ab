"""Hands letters over: to a mail server, or into a folder as .eml files. The only module that speaks SMTP."""

import contextlib
import smtplib
import ssl
import uuid
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from notices import unsubscribe
from notices.enclosures import put_in
from notices.handed import MaybeSent, NotSent, in_words
from notices.models import Mail

OK, TEMPORARY, FINAL = 250, 400, 500


def deliver(mail: Mail, *, before_data: Callable[[], None]) -> None:
    """Hand the letter over; calls `before_data` when the message itself is about to leave.

    Raises NotSent or MaybeSent; a file is written whole or not at all, under the name of its Message-ID.
    """
    message = message_of(mail)
    content = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own message
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        _write(Path(settings.EMAIL_FILE_PATH), mail, content)
        return
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        message.send()
        return
    try:
        server = _connected(mail)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(in_words(error), final=False) from error
    with contextlib.closing(server):
        before_data()
        _data(server, content)
        with contextlib.suppress(OSError, smtplib.SMTPException):
            server.quit()


def message_of(letter: Mail) -> EmailMultiAlternatives:
    """Return the letter as a message (RFC 5322); the same Message-ID at every try."""
    constant = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.address],
        headers={**constant, **unsubscribe.headers(letter)},
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    put_in(message, letter)
    return message


def _connected(letter: Mail) -> smtplib.SMTP:
    """Return a connection that has taken sender and receiver and waits for the message."""
    server = _reached()
    try:
        if settings.EMAIL_USE_TLS:
            server.starttls(context=ssl.create_default_context())
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        server.ehlo_or_helo_if_needed()
        _taken(server.mail(parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
        _taken(server.rcpt(letter.address))
    except BaseException:
        server.close()
        raise
    return server


def _reached() -> smtplib.SMTP:
    """Return a connection to the mail server; over TLS only to the one its certificate names (RFC 8314 §5.2)."""
    place, seconds = (settings.EMAIL_HOST, settings.EMAIL_PORT), settings.EMAIL_TIMEOUT or 15
    if settings.EMAIL_USE_SSL:
        return smtplib.SMTP_SSL(*place, timeout=seconds, context=ssl.create_default_context())
    return smtplib.SMTP(*place, timeout=seconds)


def _taken(answer: tuple[int, bytes]) -> None:
    code, words = answer
    if code >= TEMPORARY:
        said = f"{code} {words.decode(errors='replace')}"
        raise NotSent(said, final=code >= FINAL)


def _data(server: smtplib.SMTP, content: bytes) -> None:
    try:
        code, words = server.data(content)
    except smtplib.SMTPDataError as error:  # the server refused before the first byte
        raise NotSent(in_words(error), final=error.smtp_code >= FINAL, handed_over=True) from error
    except (OSError, smtplib.SMTPException) as error:
        raise MaybeSent(in_words(error)) from error
    if code != OK:
        said = f"{code} {words.decode(errors='replace')}"
        raise NotSent(said, final=code >= FINAL, handed_over=True)


def _write(folder: Path, letter: Mail, content: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{uuid.uuid4().hex}"
    try:
        draft.write_bytes(content)
        draft.replace(folder / f"{letter.message_id.strip('<>')}.eml")
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise NotSent(in_words(error), final=False) from error
