"""Filling the outbox: one row for each notice, channel and device; three hundred ask as often as three."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation

from core.calendar import city_calendar
from core.clock import now
from core.workdays import WorkCalendar
from notices import letters
from notices.models import Device, Gateway, Mail, Notice, Wish
from notices.rhythm import leaves, rhythm_of
from notices.states import Channel, Rhythm, Wait
from notices.wishes import digest_at, free

BATCH = 200
GATHER = timedelta(minutes=1)  # how long something of a group waits for the rest of it
GATHERED = "digest"  # the group of what is a digest already: it joins one that leaves soon, else it leaves by itself
SOON = timedelta(minutes=30)


@dataclass(frozen=True)
class Target:
    """Where a notice may go: a channel, and by which device or gateway."""

    channel: Channel
    address: str
    device: Device | None = None
    gateway: Gateway | None = None


def post(notices: Sequence[Notice], alone: Iterable[int] = ()) -> list[Mail]:
    """Put what leaves the house for the notices into the outbox; returns the rows.

    `alone` are the persons whose letters carry files: those are never folded with others.
    """
    active = [notice for notice in notices if notice.user.is_active]
    people = {notice.user_id for notice in active}
    calendar, unfolded = city_calendar(), set(alone)
    wishes = {
        wish.user_id: wish
        for wish in Wish.objects.filter(user_id__in=people).select_related("gateway")
    }
    devices = devices_of(people)
    rows = [
        row
        for notice in active
        for target in _targets(notice, wishes.get(notice.user_id), devices[notice.user_id])
        if (row := _row(notice, target, wishes.get(notice.user_id), calendar))
    ]
    for row in rows:
        if row.waits == Wait.GATHER and row.user_id in unfolded:
            row.waits, row.not_before = "", now()
    return Mail.objects.bulk_create(rows, batch_size=BATCH)


def devices_of(people: Iterable[int]) -> defaultdict[int, list[Device]]:
    """Return the devices that take pushes, by person; none while pushes are switched off."""
    found: defaultdict[int, list[Device]] = defaultdict(list)
    if settings.PUSH:
        for device in Device.objects.filter(user_id__in=list(people)).order_by("pk"):
            found[device.user_id].append(device)
    return found


def message_id(channel: str, pk: int) -> str:
    """Return the name that never changes: a Message-ID, a Topic (32 signs, RFC 8030 5.4), a webhook-id."""
    unique = uuid.uuid4().hex
    if channel == Channel.PUSH:
        return unique
    if channel == Channel.GATEWAY:
        return f"msg_{unique}"
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    return f"<notice.{pk}.{unique}@{host}>"


def _targets(notice: Notice, wish: Wish | None, devices: Sequence[Device]) -> list[Target]:
    """Return where the notice may go: what the person has."""
    found = [Target(Channel.PUSH, device.name, device=device) for device in devices]
    wants_mail = wish is None or wish.by_mail or notice.urgent
    if notice.user.email and wants_mail:
        found.insert(0, Target(Channel.MAIL, notice.user.email))
    gateway = wish.gateway if wish else None
    if wish and gateway and wish.phone_proved_at and gateway.takes(notice.kind):
        found.append(Target(Channel.GATEWAY, wish.phone, gateway=gateway))
    return found


def _row(notice: Notice, target: Target, wish: Wish | None, city: WorkCalendar) -> Mail | None:
    """Return the row for one channel, not kept yet; None when the person does not want it there."""
    rhythm = rhythm_of(wish.choices if wish else {}, notice.kind, target.channel)
    if not leaves(rhythm, target.channel, urgent=notice.urgent):
        return None
    when, why = _when(notice, rhythm, wish, city)
    owner = target.device.pk if target.device else ""
    with translation.override(notice.user.language):
        is_mail = target.channel == Channel.MAIL
        body = letters.letter(notice) if is_mail else notice.sentence
        subject = letters.subject(notice)
    return Mail(
        user=notice.user,
        notice=notice,
        channel=target.channel,
        device=target.device,
        gateway=target.gateway,
        key="notice.{}{}".format(notice.pk, "" if is_mail else f".{target.channel}{owner}"),
        message_id=message_id(target.channel, notice.pk),
        address=target.address,
        kind=notice.kind,
        subject=subject,
        body=body,
        url=notice.url,
        urgent=notice.urgent,
        not_before=when,
        waits=why,
    )


def _when(
    notice: Notice, rhythm: Rhythm, wish: Wish | None, city: WorkCalendar
) -> tuple[datetime, str]:
    moment = now()
    if notice.urgent:
        return moment, ""
    if rhythm in {Rhythm.MORNING, Rhythm.TWICE}:
        slot = digest_at(moment, rhythm, wish, city)
        if notice.group != GATHERED or slot - moment <= SOON:
            return slot, Wait.DIGEST
    when, why = free(moment, wish, city)
    if notice.group and notice.group != GATHERED and not why:
        return moment + GATHER, Wait.GATHER
    return when, why
