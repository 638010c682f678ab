"""Half-finished signings: begun and cancelled by the person; fetched and delivered at one-time addresses by their agent."""

import base64
import binascii
import json
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from core.acts import act
from core.parts import part_or_page
from core.refused import Refused
from documents.ranges import whole
from signing.access import step_for
from signing.actions import attempts, remote
from signing.actions.completing import complete
from signing.attempt_states import AttemptState, Way
from signing.forms.keys import BeginForm
from signing.models import Attempt, Step
from signing.queries import ways
from signing.states import CLERKS_WORK
from signing.uploads import LARGEST
from signing.views import me

PARTS = ("my_step",)
LONGEST = 4096  # bytes of a delivered raw signature with its JSON
Agent = Callable[..., HttpResponseBase]


@sensitive_post_parameters("pin", "otp")
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an interrupted signing. No ``act``: the file is prepared outside any transaction; begun twice, the first ends."""
    step = _own_step(request, pk)
    form = BeginForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Please enter PIN and code."))
    given = form.cleaned_data
    attempt = attempts.begin(step, seen=given["seen"], by=me(request), chosen=given["key"])
    if attempt.way == Way.REMOTE:
        remote.ask([attempt], pin=given["pin"], otp=given["otp"])
    return part_or_page(request, step.route, *PARTS)


def _own_step(request: HttpRequest, pk: int) -> Step:
    """Fetch the step for whoever does it."""
    found = Step.objects.filter(pk=pk).values_list("kind", flat=True).first()
    return step_for(me(request), pk, to="seal" if found in CLERKS_WORK else "sign")


@act
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up waiting."""
    attempt = Attempt.objects.select_related("step__route").filter(pk=pk, by=me(request)).first()
    if attempt is None:
        raise Http404
    attempts.cancel(attempt, by=me(request))
    return part_or_page(request, attempt.step.route, *PARTS)


def for_agents(purpose: str) -> Callable[[Agent], Agent]:
    """Open an address to who holds its token; refusals are told as JSON, as agents read it."""

    def wrap(view: Agent) -> Agent:
        @csrf_exempt
        @login_not_required
        @wraps(view)
        def opened(request: HttpRequest, pk: int, token: str) -> HttpResponseBase:
            rows = Attempt.objects.select_related("step__route__paper", "key", "before", "by")
            attempt = rows.filter(pk=pk).first()
            if attempt is None or not attempt.knows(purpose, token):
                raise Http404
            try:
                return view(request, attempt)
            except Refused as refused:
                return JsonResponse({"Status": False, "Message": str(refused)}, status=409)

        return opened

    return wrap


@for_agents("offer")
@require_safe
def offer(_request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Say what is to be signed."""
    if attempt.state != AttemptState.PREPARED:
        raise Refused(_("This file was fetched already. Begin the signing again."))
    return JsonResponse(ways.offer(attempt).as_dict())


@for_agents("file")
@require_safe
def file(request: HttpRequest, attempt: Attempt) -> HttpResponseBase:
    """Hand out the prepared file, once."""
    response = whole(request, attempts.fetched(attempt), kind="application/pdf")
    response["Content-Disposition"] = "attachment; filename=van-ban.pdf"
    return response


@for_agents("deliver")
@require_POST
def deliver(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Take a raw signature and complete the paper."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST:
        raise Refused(_("This is not a signature."))
    try:
        signature = base64.b64decode(json.loads(request.body)["signature"], validate=True)
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise Refused(_("This is not a signature.")) from error
    return _done(complete(attempts.deliver(attempt, signature)))


@for_agents("upload")
@require_POST
def upload(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Take a whole signed file, as the VGCA agent sends it, and complete the paper."""
    given = next(iter(request.FILES.values()), None)
    if not isinstance(given, UploadedFile) or (given.size or 0) > LARGEST:
        raise Refused(_("This is not a signed file."))
    return _done(complete(attempts.deliver_file(attempt, given.chunks())))


@for_agents("remote")
@require_POST
def remote_called(_request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """A remote service says that something happened: it is asked, what it says here is not believed."""
    remote.look(attempt)
    return JsonResponse({"Status": True})


def _done(attempt: Attempt) -> HttpResponse:
    if attempt.state in (AttemptState.FAILED, AttemptState.EXPIRED, AttemptState.CANCELLED):
        raise Refused(attempt.reason)
    name = attempt.before.name
    return JsonResponse({"Status": True, "Message": "", "FileName": name, "FileServer": ""})
