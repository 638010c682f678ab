"""Pushes to devices: subscribing, the server's own key, and the handing over to the push service (RFC 8030)."""

import hashlib
import json
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from core.sealing import Broken, seal, unseal
from notices import outgoing, webpush
from notices.handed import NotSent
from notices.models import Device, Mail, ServerKey
from notices.states import MailState
from people.models import User

MANY = 10  # devices of one person
LIFE = 24 * 3600  # seconds the push service keeps it for a device that is off
KEY = "vapid"


@transaction.atomic
def add_device(user: User, *, endpoint: str, key: str, secret: str, name: str) -> Device:
    """Let a browser of the person be pushed to; the same browser again is the same row, also after another person's."""
    if not settings.PUSH:
        raise Refused(_("Pushes are switched off on this server."))
    given = _checked(endpoint, key, secret)
    digest = hashlib.sha256(endpoint.encode()).hexdigest()
    Device.objects.filter(digest=digest).exclude(user=user).delete()
    if Device.objects.filter(user=user).exclude(digest=digest).count() >= MANY:
        raise Refused(_("These are too many devices; please remove one first."))
    fields = {"sealed": seal(json.dumps(given), f"device.{user.pk}"), "name": name.strip()[:80]}
    device, _new = Device.objects.update_or_create(digest=digest, defaults={**fields, "user": user})
    return device


@transaction.atomic
def forget_device(device: Device) -> None:
    """Forget a device; what waits for it is no longer needed."""
    waiting = Mail.objects.filter(device=device, state=MailState.WAITING)
    waiting.update(state=MailState.DROPPED, waits="", error=_("the device was removed"))
    device.delete()


def forget_devices(user: User) -> None:
    """Forget all devices of a person: the password changed, or they signed out everywhere."""
    for device in Device.objects.filter(user=user):
        forget_device(device)


def public_key() -> str:
    """Return the server's public key as browsers want it."""
    return webpush.unpadded(webpush.point(_server_key().public_key()))


def deliver(mail: Mail, *, before_data: Callable[[], None]) -> None:
    """Hand the push over; a second one of the same Topic takes the first one's place (RFC 8030 5.4)."""
    if mail.device is None or not settings.PUSH:
        raise NotSent(_("the device was removed"), final=True)
    to = _receiver(mail.device)
    headers = {
        "Authorization": webpush.identity(to.endpoint, _server_key(), subject=_subject(), at=now().timestamp()),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(LIFE),
        "Urgency": "high" if mail.urgent else "normal",
        "Topic": mail.message_id,
    }  # fmt: skip
    body = webpush.encrypted(shown(mail).encode(), to)
    outgoing.post(outgoing.Request(to.endpoint, body, headers), before_data=before_data)
    Device.objects.filter(pk=mail.device.pk).update(pushed_at=now())


def shown(mail: Mail) -> str:
    """Return what the device shows, as JSON: the sentence only when the person wants it on the lock screen."""
    wish = getattr(mail.user, "wish", None)
    with translation.override(mail.user.language):
        neutral = _("Something new: %(kind)s") % {"kind": mail.get_kind_display()}
        text = mail.body if wish and wish.shows_words and not mail.html else neutral
        if mail.html:
            text = mail.subject
    place = f"/notices/{mail.notice_id}/" if mail.notice_id and not mail.html else "/notices/"
    said = {"title": "Nghị Sự", "body": text[:300], "url": place, "tag": mail.message_id}
    return json.dumps(said, ensure_ascii=False)


def _checked(endpoint: str, key: str, secret: str) -> dict[str, str]:
    """Return what the browser said of itself, when it can be true; Refused otherwise."""
    try:
        outgoing.place_of(endpoint)
        raw = webpush.padded(key)
        ec.EllipticCurvePublicKey.from_encoded_point(webpush.CURVE, raw)
        fits = len(webpush.padded(secret)) == 16 and len(endpoint) <= 1000
    except (ValueError, NotSent):
        fits = False
    if not fits:
        raise Refused(_("The browser's subscription cannot be read."))
    return {"endpoint": endpoint, "key": key, "secret": secret}


def _receiver(device: Device) -> webpush.Receiver:
    try:
        given = json.loads(unseal(device.sealed, f"device.{device.user_id}"))
    except Broken as error:
        raise NotSent(_("the device's keys cannot be opened"), final=True, gone=True) from error
    key, secret = webpush.padded(given["key"]), webpush.padded(given["secret"])
    return webpush.Receiver(given["endpoint"], key, secret)


def _server_key() -> ec.EllipticCurvePrivateKey:
    """Return the server's key, made at first use; whoever is first keeps theirs."""
    row = ServerKey.objects.filter(name=KEY).first()
    if row is None:
        number = ec.generate_private_key(webpush.CURVE).private_numbers().private_value
        sealed = seal(f"{number:064x}", f"key.{KEY}")
        row, _new = ServerKey.objects.get_or_create(name=KEY, defaults={"sealed": sealed})
    return ec.derive_private_key(int(unseal(row.sealed, f"key.{KEY}"), 16), webpush.CURVE)


def _subject() -> str:
    """Return where the push service's operators reach us. Apple refuses an address at localhost (BadJwtToken)."""
    if settings.SITE_URL.startswith("https://"):
        return settings.SITE_URL
    return f"mailto:{settings.DEFAULT_FROM_EMAIL}"
