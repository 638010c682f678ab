"""Messages by a gateway: the short text, and the signed request that carries it."""

import json
import unicodedata
from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _

from core.clock import now
from core.sealing import Broken, unseal
from notices import outgoing, signature
from notices.handed import NotSent
from notices.letters import site
from notices.models import Gateway, Mail
from notices.phones import code_for, is_code

CUT = "..."


def deliver(mail: Mail, *, before_data: Callable[[], None]) -> None:
    """Hand the message to its gateway; the gateway knows a second one by its webhook-id."""
    if mail.gateway is None or not mail.gateway.is_on:
        raise NotSent(_("the gateway is no longer in use"), final=True)
    with translation.override(mail.user.language):
        text = text_of(mail)
    kind = "code" if is_code(mail) else mail.kind
    send(mail.gateway, mail.message_id, body_of(mail.address, text, kind=kind, urgent=mail.urgent),
         before_data=before_data)  # fmt: skip


def send(
    gateway: Gateway, name: str, body: bytes, *, before_data: Callable[[], None] = lambda: None
) -> int:
    """Post the body, signed; returns the status. Raises NotSent or MaybeSent."""
    signed = signature.headers(name, int(now().timestamp()), body, secrets_of(gateway))
    headers = {"Content-Type": "application/json; charset=utf-8", **signed}
    return outgoing.post(outgoing.Request(gateway.url, body, headers), before_data=before_data)


def secrets_of(gateway: Gateway) -> list[str]:
    """Return the secrets that sign now: the present one, and the old one until its time is over."""
    label = f"gateway.{gateway.pk}"
    kept = [gateway.sealed]
    if gateway.sealed_before and gateway.before_until and gateway.before_until > now():
        kept.append(gateway.sealed_before)
    try:
        return [unseal(one, label) for one in kept]
    except Broken as error:
        raise NotSent(_("the gateway's secret cannot be opened"), final=True) from error


def body_of(phone: str, text: str, *, kind: str, urgent: bool = False) -> bytes:
    """Return what the gateway gets, as JSON (Standard Webhooks, “Payload structure”)."""
    said = {
        "type": "notice.message",
        "timestamp": now().isoformat(timespec="seconds"),
        "data": {"to": phone, "text": text, "kind": kind, "urgent": urgent},
    }
    return json.dumps(said, ensure_ascii=False).encode()


def text_of(mail: Mail) -> str:
    """Return the short text for the mail, as its gateway wants it."""
    gateway = mail.gateway or Gateway()
    if is_code(mail):
        said = _(
            "%(code)s is the code to confirm this phone for Nghị Sự. It is good for 15 minutes."
        )
        return fitted("{sentence}", said % {"code": code_for(mail)}, "", gateway)
    sentence = mail.subject.removeprefix("[Nghị Sự] ") if mail.html else mail.body
    return fitted(gateway.template, sentence, f"{site()}{mail.url}", gateway)


def fitted(template: str, sentence: str, url: str, gateway: Gateway) -> str:
    """Return the template filled in, never longer than the gateway takes: the sentence is cut, the address never."""
    change = bare if gateway.plain else _same
    sentence = change(" ".join(sentence.split()))
    around = change(template.replace("{url}", url)).replace("{sentence}", "{}", 1)
    room = gateway.longest - len(around.replace("{}", ""))
    if len(sentence) > room:
        sentence = sentence[: max(0, room - len(CUT))].rstrip() + CUT
    return around.replace("{}", sentence)[: gateway.longest].strip()


def bare(text: str) -> str:
    """Return the text without diacritics and other signs an old phone does not know: “Họp” → “Hop”."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    plain = plain.translate(
        {ord(a): b for a, b in (("“", '"'), ("”", '"'), ("–", "-"), ("…", "..."))}
    )
    return plain.encode("ascii", "ignore").decode()


def _same(text: str) -> str:
    return unicodedata.normalize("NFC", text)
