"""What this floor hears: whoever signs out takes the device with them; a new password ends all devices."""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from journal.book import hear
from journal.models import Entry
from notices import push
from notices.models import Device
from people.events import PASSWORD_SET, PERSON_STOPPED, SESSIONS_ENDED
from people.models import User


@receiver(user_logged_out)
def leave(request: HttpRequest | None = None, user: Any = None, **_more: Any) -> None:
    """Push no more to the browser somebody signs out on."""
    pk = request.session.get("device") if request else None
    device = Device.objects.filter(pk=pk, user=user).first() if pk and user else None
    if device is not None:
        push.forget_device(device)


def end_devices(_entry: Entry, user: User) -> None:
    """Push no more to any device of the person."""
    push.forget_devices(user)


for _event in (PASSWORD_SET, PERSON_STOPPED, SESSIONS_ENDED):
    hear(_event)(end_devices)
