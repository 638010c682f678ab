"""Telling many people at once: as many questions to the database for three hundred as for three."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Unpack

from django.db import transaction
from django.utils import translation

from notices.actions import About, facts, ring
from notices.enclosures import Enclosed
from notices.filling import BATCH, post
from notices.models import Enclosure, Mail, Notice
from notices.states import Channel
from people.models import User


@dataclass(frozen=True)
class Told:
    """What one person is told; ``sentence`` may be lazy and is said in their language."""

    user: User
    sentence: object
    enclosed: Sequence[Enclosed] = ()


@transaction.atomic
def notify_many(
    people: Sequence[Told], *, key: str, url: str, mail: bool = False, **about: Unpack[About]
) -> int:
    """Tell each person once under the key, like ``notify``; returns how many were told now."""
    by_user = {told.user.pk: told for told in people}
    known = Notice.objects.filter(key=key, user_id__in=list(by_user)).values_list(
        "user_id", flat=True
    )
    fresh = [by_user[pk] for pk in by_user.keys() - set(known)]
    given = {"key": key, "url": url, **facts(url, about)}
    rows = [_notice(told, given) for told in fresh]
    rows = Notice.objects.bulk_create(rows, batch_size=BATCH)
    if mail:
        _post(rows, by_user)
    for told in fresh:
        ring(told.user)
    return len(rows)


def _notice(told: Told, given: dict[str, Any]) -> Notice:
    with translation.override(told.user.language):
        text = str(told.sentence)[:600]
    return Notice(user=told.user, sentence=text, **given)


def _post(rows: Sequence[Notice], by_user: dict[int, Told]) -> None:
    """Put the letters and their files into the outbox."""
    alone = [pk for pk, told in by_user.items() if told.enclosed]
    letters = [row for row in post(rows, alone) if row.channel == Channel.MAIL]
    kept = _kept([file for told in by_user.values() for file in told.enclosed])
    through = Mail.enclosures.through
    through.objects.bulk_create(
        [
            through(mail_id=letter.pk, enclosure_id=kept[_name(file)])
            for letter in letters
            for file in by_user[letter.user_id].enclosed
        ],
        batch_size=BATCH,
    )


def _kept(files: Sequence[Enclosed]) -> dict[tuple[str, str, str], int]:
    """Keep each different file once; returns its row by what it is."""
    wanted = {_name(file): file for file in files}
    digests = [digest for digest, _name, _kind in wanted]
    Enclosure.objects.bulk_create(
        [
            Enclosure(sha256=digest, name=name, kind=kind, content=file.content)
            for (digest, name, kind), file in wanted.items()
        ],
        batch_size=BATCH, ignore_conflicts=True,
    )  # fmt: skip
    found: dict[tuple[str, str, str], int] = {}
    for start in range(0, len(digests), BATCH):
        rows = Enclosure.objects.filter(sha256__in=digests[start : start + BATCH])
        for pk, *words in rows.values_list("pk", "sha256", "name", "kind"):
            found[words[0], words[1], words[2]] = pk
    return found


def _name(file: Enclosed) -> tuple[str, str, str]:
    return hashlib.sha256(file.content).hexdigest(), file.name[:120], file.kind[:120]
