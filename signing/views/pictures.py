"""The page of one's signature picture and of the seals one looks after; each works as a plain form."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.acts import act, act_after
from core.refused import Refused
from documents.store import keep
from people.access import has_role
from people.models import Role, Unit, User
from signing import actions, appearances
from signing.forms.looks import PictureForm, sent_before, token_for
from signing.models import Picture, PictureKind
from signing.views import me


def seals_of(user: User) -> QuerySet[Unit]:
    """Return the units whose seal the person looks after: a clerk's own units, for an administrator every one."""
    if has_role(user, Role.ADMINISTRATOR):
        return Unit.objects.order_by("name")
    return Unit.objects.filter(posts__user=user, posts__role=Role.CLERK).distinct().order_by("name")


def picture_for(user: User, pk: int) -> Picture:
    """Fetch a picture: its holder, or who looks after the seal; 404 for everybody else."""
    rows = Picture.objects.filter(Q(holder=user) | Q(unit__in=seals_of(user)), pk=pk)
    found = rows.select_related("holder", "unit").first()
    if found is None:
        raise Http404
    return found


def index(request: HttpRequest) -> HttpResponse:
    """Show the person's picture, the seals they look after, and the history of both."""
    return render(request, "signing/pictures.html", _context(request))


def _context(request: HttpRequest, **more: Any) -> dict[str, Any]:
    user = me(request)
    units = seals_of(user)
    rows = Picture.objects.select_related("holder", "unit", "by")
    seals = list(rows.filter(unit__in=units, retired_at=None).order_by("unit__name"))
    return {
        "own": appearances.picture_of(user),
        "seals": seals,
        "history": rows.filter(Q(holder=user) | Q(unit__in=units))[:40],
        "hand_form": PictureForm(prefix="hand"),
        "seal_form": PictureForm(prefix="seal", units=units) if units else None,
        **more,
    }


def _form(request: HttpRequest, kind: str) -> PictureForm:
    if kind not in PictureKind.values:
        raise Http404
    if kind == PictureKind.SEAL:
        units = seals_of(me(request))
        if not units:
            raise PermissionDenied
        return PictureForm(request.POST, request.FILES, prefix="seal", units=units)
    return PictureForm(request.POST, request.FILES, prefix="hand")


def _weigh(request: HttpRequest, kind: str) -> Any:
    """Before the transaction: let the child judge what was sent."""
    form = _form(request, kind)
    if not form.is_valid():
        return None
    given = form.cleaned_data
    content = given["file"].read() if given.get("file") else _sent(given["again"], me(request))
    size = given.get("size_mm") or 36.0
    return actions.weigh(content, kind=kind, size_mm=size, mend=given["mend"])


def _sent(token: str, user: User) -> bytes:
    digest = sent_before(token, user)
    path = Path(settings.FILES_DIR) / digest[:2] / digest
    if not digest or not path.is_file():
        raise Refused(_("The picture sent before is no longer there. Please choose it again."))
    return path.read_bytes()


@act_after(_weigh)
def upload(request: HttpRequest, kind: str, ready: Any = None) -> HttpResponse:
    """Keep a picture that fits; else say what is wrong with it and show it mended."""
    form, user = _form(request, kind), me(request)
    if not form.is_valid() or ready is None:
        name = "seal_form" if kind == PictureKind.SEAL else "hand_form"
        return render(
            request, "signing/pictures.html", _context(request, **{name: form}), status=422
        )
    owner = form.cleaned_data["unit"] if kind == PictureKind.SEAL else user
    if ready.fit:
        actions.keep_picture(ready, owner=owner, by=user)
        return redirect("signing:pictures")
    token = token_for(keep([ready.sent]).sha256, user)
    context = _context(
        request, refused=ready, kind=kind, token=token, owner=owner, given=form.cleaned_data
    )
    return render(request, "signing/pictures.html", context, status=422)


@act
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a picture out of use."""
    actions.retire_picture(picture_for(me(request), pk), by=me(request))
    return redirect("signing:pictures")


def image(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a stored picture as PNG."""
    found = picture_for(me(request), pk)
    return HttpResponse(
        found.read("image"),
        content_type="image/png",
        headers={"Cache-Control": "private, max-age=3600"},
    )


def sample(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a sample page with the picture where it will stand."""
    from signing.sampling import sample_page

    found = picture_for(me(request), pk)
    name = f"{reverse('signing:pictures')}".strip("/").replace("/", "-")
    headers = {"Content-Disposition": f'inline; filename="{name}-{pk}.pdf"'}
    return HttpResponse(sample_page(found), content_type="application/pdf", headers=headers)
