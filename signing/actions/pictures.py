"""Pictures of signatures and seals: weighed before the transaction, kept, retired; the history stays."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from documents.store import keep
from journal.book import tell
from people.models import Unit, User
from signing import events
from signing.bounded.asking import ask
from signing.models import Picture, PictureKind

USUAL_SEAL, LEAST_SEAL, MOST_SEAL = 36.0, 20.0, 50.0  # mm
HARD = (
    "not_transparent",
    "not_blue",
    "not_red",
)  # what the decree does not allow; the rest is said and kept


@dataclass(frozen=True)
class Weighed:
    """A picture the child has judged: as it was sent, as it would be used, and the facts of both."""

    kind: str
    sent: bytes
    image: bytes
    page: bytes
    facts: dict[str, Any]
    as_sent: dict[str, Any]
    mended: bool

    @property
    def fit(self) -> bool:
        """Say whether the decree allows the picture on a paper."""
        return not set(self.facts["wrong"]) & set(HARD)


def weigh(content: bytes, *, kind: str, size_mm: float = USUAL_SEAL, mend: bool = False) -> Weighed:
    """Let the bounded child judge (and ``mend``) a PNG; ``Refused`` for what is no sound picture. Slow: no transaction."""
    if kind == PictureKind.SEAL and not LEAST_SEAL <= size_mm <= MOST_SEAL:
        raise Refused(
            _("A seal is between %(least)d and %(most)d mm wide.")
            % {"least": LEAST_SEAL, "most": MOST_SEAL}
        )
    answer, made = ask("picture", content, ("pdf", "png"), kind=kind, size=size_mm, mend=mend)
    if "error" in answer or len(made) < 2:
        raise Refused(unfit(answer.get("error", "damaged")))
    return Weighed(
        kind, content, made["png"], made["pdf"], answer["facts"], answer["as_sent"], mend
    )


def unfit(word: str) -> str:
    """Return the sentence for a picture that is refused."""
    return {
        "not_png": _("This is neither a PNG nor a JPEG picture."),
        "too_large": _("The picture is larger than 4 MB."),
        "too_many_pixels": _("The picture has too many dots; 1,000 to 2,000 across are plenty."),
        "too_few_pixels": _("The picture is too small to be printed."),
        "moving": _("A moving picture is no signature."),
        "empty": _("Nothing is drawn on this picture."),
    }.get(word, _("This picture cannot be read: it is damaged or far too complicated."))


@transaction.atomic
def keep_picture(weighed: Weighed, *, owner: User | Unit, by: User) -> Picture:
    """Put a weighed picture in the place of the owner's earlier one, which stays in the history.

    ``Refused`` when the decree does not allow it: not transparent, a signature not blue, a seal not red.
    """
    if not weighed.fit:
        raise Refused(
            _(
                "Decree 30/2020 wants a transparent picture, blue for a signature and red for a seal."
            )
        )
    place = {"unit": owner} if isinstance(owner, Unit) else {"holder": owner}
    rows = Picture.objects.select_for_update().filter(**place, retired_at=None)
    for earlier in rows:
        _retire(earlier)
    width, height = weighed.facts["mm"]
    kept = Picture.objects.create(
        kind=weighed.kind,
        sent=keep([weighed.sent]).sha256,
        image=keep([weighed.image]).sha256,
        page=keep([weighed.page]).sha256,
        width_mm=width,
        height_mm=height,
        facts=weighed.facts,
        mended=weighed.mended,
        by=by,
        **place,
    )
    tell(events.PICTURE_KEPT, who=by, what=kept, sha256=kept.image, kind=kept.kind)
    return kept


@transaction.atomic
def retire_picture(picture: Picture, *, by: User) -> Picture:
    """Take a picture out of use; done twice, it is done once."""
    picture = Picture.objects.select_for_update().get(pk=picture.pk)
    if picture.retired_at is None:
        _retire(picture)
        tell(events.PICTURE_RETIRED, who=by, what=picture, sha256=picture.image)
    return picture


def _retire(picture: Picture) -> None:
    picture.retired_at = now()
    picture.save(update_fields=["retired_at"])
