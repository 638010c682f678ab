"""A phone that takes messages is confirmed by its owner: a code goes to it, and comes back by the page.

The code is worked out, never stored: HMAC of the person, gateway and phone in this quarter of an hour.
"""

import re
import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from notices.filling import message_id
from notices.models import Gateway, Mail, Wish
from notices.states import Channel
from people.models import User

QUARTER = 15 * 60  # seconds a code is made for; the one before it is still taken
TRIES = 5  # wrong codes, then a new one must be asked for
AN_HOUR, ASKED = timedelta(hours=1), 3  # codes a person may ask for in an hour
PHONE = re.compile(r"\+?[0-9]{9,15}")
START = "code."


@transaction.atomic
def ask_code(user: User, gateway: Gateway, phone: str) -> Wish:
    """Note the person's phone and gateway, not confirmed yet, and send a code there."""
    number = normal(phone)
    lately = Mail.objects.filter(user=user, key__startswith=START, created_at__gt=now() - AN_HOUR)
    if lately.count() >= ASKED:
        raise Refused(_("Too many codes were asked for; please wait an hour."))
    fields = {"gateway": gateway, "phone": number, "phone_proved_at": None, "code_tries": 0}
    wish, _new = Wish.objects.update_or_create(user=user, defaults=fields)
    with translation.override(user.language):
        subject = _("The code to confirm the phone")
    Mail.objects.create(
        user=user, channel=Channel.GATEWAY, gateway=gateway, key=f"{START}{uuid.uuid4().hex}",
        message_id=message_id(Channel.GATEWAY, 0), address=number, subject=subject, body="", urgent=True,
    )  # fmt: skip
    return wish


def prove(user: User, code: str) -> Wish:
    """Take the code that came to the phone; from now on messages go there. A wrong one counts."""
    wish = Wish.objects.filter(user=user).exclude(gateway=None).first()
    if wish is None or not wish.phone:
        raise Refused(_("Please name a phone first."))
    counted = Wish.objects.filter(pk=wish.pk, code_tries__lt=TRIES)
    if not counted.update(code_tries=F("code_tries") + 1):
        raise Refused(_("Too many wrong codes; please ask for a new one."))
    quarter = int(now().timestamp()) // QUARTER
    given = "".join(code.split())
    fits = [constant_time_compare(given, _code(wish, one)) for one in (quarter, quarter - 1)]
    if not any(fits):
        return wish
    wish.phone_proved_at = now()
    wish.save(update_fields=["phone_proved_at"])
    return wish


@transaction.atomic
def forget_phone(user: User) -> None:
    """Send no more messages to the person's phone."""
    nothing = {"gateway": None, "phone": "", "phone_proved_at": None}
    Wish.objects.filter(user=user).update(**nothing)


def code_for(mail: Mail) -> str:
    """Return the code of the person's phone in this quarter of an hour."""
    wish = Wish.objects.get(user=mail.user_id)
    return _code(wish, int(now().timestamp()) // QUARTER)


def is_code(mail: Mail) -> bool:
    """Whether the mail carries a code."""
    return mail.key.startswith(START)


def normal(phone: str) -> str:
    """Return the number as gateways want it: “0912 345 678” → “+84912345678”; Refused when it is none."""
    number = re.sub(r"[\s.\-()]", "", phone)
    if number.startswith("0"):
        number = f"+84{number[1:]}"
    if not PHONE.fullmatch(number):
        raise Refused(_("This is not a phone number."))
    return number


def _code(wish: Wish, quarter: int) -> str:
    said = f"{wish.user_id}.{wish.gateway_id}.{wish.phone}.{quarter}"
    digest = salted_hmac("notices.phone", said, algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06}"
