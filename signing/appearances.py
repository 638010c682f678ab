"""What a signature shows: the uploaded picture of a person's hand or of an agency's seal; nothing made up outside demonstration.

Decree 30/2020/NĐ-CP, Appendix I, part I, II.7.d and II.8.a: the picture is part of the signature, so a paper is not signed
without one.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from core.refused import Refused
from people.models import Unit, User
from signing.models import Picture
from signing.pdf import pictures
from signing.states import StepKind

POINTS_PER_MM = 72 / 25.4


def picture_of(owner: User | Unit) -> Picture | None:
    """Return the picture in use of a person or of an agency."""
    key = "unit" if isinstance(owner, Unit) else "holder"
    return Picture.objects.filter(**{key: owner}, retired_at=None).first()


def signature_look(person: User, *, formal: bool = True) -> bytes:
    """Return the picture of the person's signature as a one-page PDF.

    Without one: a drawn sample in demonstration, else ``Refused``; a paper of the person's own (not ``formal``: no seal,
    no number) then shows the name in blue.
    """
    found = picture_of(person)
    if found is not None:
        return found.read()
    if _sample(person):
        return pictures.signature_picture(person.full_name)
    if not formal:
        return pictures.name_picture(person.full_name)
    raise Refused(
        _(
            "There is no picture of your signature yet; Decree 30/2020 wants it on the paper. Upload it under “Pictures of signature and seal”."
        )
    )


def initial_look(person: User) -> bytes:
    """Return what an initial (ký nháy) shows: the person's signature, small; without a picture the name's letters."""
    found = picture_of(person)
    return found.read() if found else pictures.initial_picture(person.full_name)


def seal_look(unit: Unit, *, by: User | None = None) -> bytes:
    """Return the picture of the agency's seal as a one-page PDF; a sample in demonstration, else ``Refused``."""
    found = picture_of(unit)
    if found is not None:
        return found.read()
    if settings.DEMO or (by is not None and _sample(by)):
        return pictures.seal_picture(unit.name, place=settings.TOWN)
    raise Refused(
        _(
            "There is no picture of the seal of %(unit)s yet; Decree 30/2020 wants it on the paper. Upload it under “Pictures of signature and seal”."
        )
        % {"unit": unit}
    )


def size_of(owner: User | Unit) -> tuple[float, float] | None:
    """Return width and height in points of the owner's picture; ``None`` when the usual size is meant."""
    found = picture_of(owner)
    if found is None:
        return None
    return found.width_mm * POINTS_PER_MM, found.height_mm * POINTS_PER_MM


def sizes(steps: Iterable[Any]) -> dict[str, Any]:
    """Return the sizes of pictures in points as ``Wanted`` asks for them: ``hands`` in the order of signers, ``seal_size``."""
    hands, seal = [], None
    for step in steps:
        if step.kind == StepKind.SIGN:
            hands.append(size_of(step.who))
        elif step.kind == StepKind.SEAL and step.unit is not None:
            seal = size_of(step.unit)
    return {"hands": hands, "seal_size": seal}


def _sample(person: User) -> bool:
    return bool(settings.DEMO or person.is_sample)
