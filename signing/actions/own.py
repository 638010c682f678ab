"""A paper signed by its author alone, in one act: no number, no seal, nobody else is asked."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.refused import Refused
from documents.models import Paper, Version
from people.models import User
from signing.actions.keys import open_key
from signing.actions.routes import StepSpec, make_ready, start
from signing.actions.signing import sign_with
from signing.models import Route
from signing.pdf.keys import OpenKey
from signing.states import RouteState, StepKind, StepState


def sign_own(paper: Paper, *, pin: str, seen: str, by: User) -> Version:
    """Sign the paper's last version with the person's own key; return the signed version.

    ``seen`` is the SHA-256 (hex) of the version on the screen: another one is ``Refused``. Done twice, it is done
    once. The key is opened first, so that a wrong PIN is counted though nothing changes.
    """
    done = paper.routes.filter(state=RouteState.COMPLETED, started_by=by).first()
    if done is not None:
        return done.current
    key = open_key(by, pin)
    steps = [StepSpec(StepKind.SIGN, by)]
    make_ready(_seen(paper, seen).read(), steps)
    return _sign_own(paper, key, steps, seen=seen, by=by)


@transaction.atomic
def _sign_own(paper: Paper, key: OpenKey, steps: list[StepSpec], *, seen: str, by: User) -> Version:
    route = start(paper=paper, version=_seen(paper, seen), steps=steps, by=by)
    step = route.steps.get(state=StepState.ASKED)
    sign_with(step, key, seen=route.current.sha256, by=by)
    return Route.objects.get(pk=route.pk).current


def _seen(paper: Paper, seen: str) -> Version:
    """Return the paper's last version, only if it is the one the person was shown."""
    version = paper.versions.order_by("-number").first()
    if version is None or version.sha256 != seen:
        raise Refused(
            _("The paper has changed since you opened it. Nothing was signed; look again.")
        )
    return version
