"""A paper signed by its author alone, in one act: no number, no seal, nobody else is asked."""

import hashlib

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core.refused import Refused
from documents.models import Paper, Version
from documents.store import Kept
from people.models import User
from signing import appearances
from signing.actions.keys import open_key
from signing.actions.planning import Plan
from signing.actions.routes import StepSpec, make_ready, start
from signing.actions.signing import store, with_key
from signing.models import Route
from signing.pdf.keys import Key
from signing.pdf.prepare import signature_field
from signing.pdf.sign import Mark
from signing.states import RouteState, StepKind, StepState
from signing.strongbox import fingerprint


def sign_own(paper: Paper, *, pin: str, seen: str, by: User) -> Version:
    """Sign the paper's last version with the person's own key; return the signed version.

    ``seen`` is the SHA-256 (hex) of the version on the screen: another one is ``Refused``. Done twice, it is done
    once. The key is opened first, so that a wrong PIN is counted though nothing changes; the file is signed before the
    transaction that sends and stores it, so a signature that fails leaves the paper as it was.
    """
    finished = paper.routes.filter(state=RouteState.COMPLETED, started_by=by).first()
    if finished is not None:
        return finished.current
    key = open_key(by, pin)
    steps = [StepSpec(StepKind.SIGN, by)]
    ready = make_ready(_seen(paper, seen).read(), steps).content
    mark = Mark(
        field=signature_field(1), picture=appearances.signature_look(by, formal=False),
        reason="Ký duyệt", location=settings.TOWN, certify=True,
    )  # fmt: skip
    signed = with_key(ready, mark, key)
    return _kept(paper, steps, (ready, mark, signed), key, seen=seen, by=by)


@transaction.atomic
def _kept(
    paper: Paper, steps: list[StepSpec], made: tuple[bytes, Mark, Kept], key: Key, *,
    seen: str, by: User,
) -> Version:  # fmt: skip
    ready, mark, signed = made
    route = start(paper=paper, version=_seen(paper, seen), steps=steps, by=by)
    if route.current.sha256 != hashlib.sha256(ready).hexdigest():
        raise Refused(_changed())
    step = route.steps.get(state=StepState.ASKED)
    planned = Plan(step, by, route.current, mark)
    store(planned, signed, signer=key.holder, certificate=fingerprint(key), by=by)
    return Route.objects.get(pk=route.pk).current


def _seen(paper: Paper, seen: str) -> Version:
    """Return the paper's last version, only if it is the one the person was shown."""
    version = paper.versions.order_by("-number").first()
    if version is None or version.sha256 != seen:
        raise Refused(_changed())
    return version


def _changed() -> str:
    return _("The paper has changed since you opened it. Nothing was signed; look again.")
