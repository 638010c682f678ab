"""What is shown of keys and of half-finished signings."""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from core.clock import now
from people.models import Unit, User
from signing.actions.planning import coming_number
from signing.attempt_states import AGENTS, GOING, AttemptState, Way
from signing.models import Attempt, SigningKey, Step, TrustedRoot
from signing.states import CLERKS_WORK, StepKind
from signing.ways.messages import Offer, vgca_question

ENDS_SOON = 30  # days before the end of a certificate at which signing with it warns


@dataclass(frozen=True)
class Talk:
    """What the page says to the program at this machine: its address, the verb, the question (JSON)."""

    url: str
    verb: str
    question: str


def usable_keys(user: User) -> QuerySet[SigningKey]:
    """Return the person's keys in use, the last chosen first."""
    return SigningKey.objects.filter(holder=user, retired_at=None)


def doubted(keys: Iterable[SigningKey]) -> set[int]:
    """Return the ids of those whose certificates lead to no authority trusted now: what they sign is not recognised.

    Nothing is said while the store is empty.
    """
    trusted = TrustedRoot.objects.filter(retired_at=None, for_signers=True)
    roots = [x509.load_der_x509_certificate(bytes(one.der)) for one in trusted]
    return {key.pk for key in keys if roots and not _leads_to(roots, key)}


def _leads_to(roots: list[x509.Certificate], key: SigningKey) -> bool:
    own = key.read_certificate
    held = [own, *key.read_chain] if own else []
    return not held or any(_vouches(root, one) for root in roots for one in held)


def _vouches(root: x509.Certificate, certificate: x509.Certificate) -> bool:
    if root == certificate:
        return True
    try:
        certificate.verify_directly_issued_by(root)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def seal_keys(unit: Unit) -> QuerySet[SigningKey]:
    """Return the unit's keys in use, the last chosen first."""
    return SigningKey.objects.filter(unit=unit, retired_at=None)


def way_of(step: Step | None, user: User) -> dict[str, Any]:
    """Return how the person signs this step: their keys, the chosen one, what is being waited for."""
    if step is None or step.kind == StepKind.REVIEW:
        return {}
    keys = keys_for(step, user)
    last = step.attempts.select_related("key", "before").filter(by=user).first()
    going = last if last and last.state in GOING else None
    key = keys[0] if keys else None
    return {
        "keys": keys,
        "key": key,
        "interrupted": bool(key and key.interrupted),
        "ends_in": _ends_in(key),
        "remote": bool(key and key.way == Way.REMOTE),
        "attempt": going,
        "ended": _told(last) if not going else None,
        "talk": talk(going) if going else None,
    }


def _ends_in(key: SigningKey | None) -> int | None:
    """Return the days the certificate lasts when there are few of them left, else nothing."""
    if key is None:
        return None
    left = max((key.not_after - now()).days, 0)
    return left if left < ENDS_SOON else None


def keys_for(step: Step, user: User) -> list[SigningKey]:
    """Return the keys with which the step can be done, the last chosen first."""
    if step.kind not in CLERKS_WORK:
        return list(usable_keys(user))
    unit = step.unit or step.route.paper.folder.unit
    return list(seal_keys(unit)) if unit else []


def _told(last: Attempt | None) -> Attempt | None:
    """Return the last attempt if it ended badly on the version that is still to be signed."""
    if last is None or last.state in (AttemptState.EMBEDDED, AttemptState.CANCELLED):
        return None
    return last if last.before_id == last.step.route.current_id else None


def talk(attempt: Attempt) -> Talk | None:
    """Return what the page must say to the agent, ``None`` once it was said or when no agent is needed."""
    if attempt.way not in AGENTS:
        return None
    if attempt.way == Way.AGENT:
        return Talk(settings.AGENT_URL, "NghiSu", json.dumps({"offer": address(attempt, "offer")}))
    number = coming_number(attempt.step) if attempt.step.kind == StepKind.NUMBER else None
    question = vgca_question(
        file=address(attempt, "file"),
        upload=address(attempt, "upload"),
        number=number.notation if number else "",
        issued=timezone.localtime().isoformat(timespec="seconds") if number else "",
        metadata={},
    )
    verb = "SignIssued" if attempt.step.kind in CLERKS_WORK else "SignApproved"
    return Talk(settings.AGENT_URL, verb, json.dumps(question))


def address(attempt: Attempt, purpose: str) -> str:
    """Return the one-time address for ``purpose``, with the site's name."""
    path = reverse(f"signing:attempt_{purpose}", args=[attempt.pk, attempt.token(purpose)])
    return settings.SITE_URL.rstrip("/") + path


def offer(attempt: Attempt) -> Offer:
    """Return what our own agent is offered."""
    return Offer(
        title=attempt.step.route.paper.title,
        number=attempt.step.route.paper.notation,
        pages=attempt.before.pages,
        file=address(attempt, "file"),
        deliver=address(attempt, "deliver"),
        sha256=attempt.prepared,
        start=attempt.region_start,
        end=attempt.region_end,
        attributes=base64.b64encode(bytes(attempt.attributes)).decode(),
        certificate=attempt.key.fingerprint,
        expires=attempt.expires_at.isoformat(),
    )


def all_keys() -> QuerySet[SigningKey]:
    """Return every key in use, for administrators."""
    rows = SigningKey.objects.filter(retired_at=None).select_related("holder", "unit")
    return rows.order_by("not_after", "pk")
