"""Signing itself: a leader signs; the clerk numbers, dates and seals. What is shown is what is signed."""

import hashlib
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import version_from_bytes
from documents.models import RegisterNumber, Version
from documents.registers import take
from documents.typeset import FORMS
from journal.book import tell
from people.models import Unit, User
from signing import events
from signing.actions.keys import open_key, open_seal
from signing.actions.routes import ask_next
from signing.models import Route, Signature, Step
from signing.pdf import pictures
from signing.pdf.keys import OpenKey
from signing.pdf.prepare import SEAL_FIELD, signature_field
from signing.pdf.sign import Mark, NoSuchField, NoTimestamp
from signing.pdf.sign import sign as sign_pdf
from signing.states import RouteState, StepKind, StepState
from signing.strongbox import fingerprint

LEADING_ZERO_MONTHS = (
    3  # Decree 30/2020, appendix I, II.4.b: 0 before days under 10 and months 1, 2
)


def sign(step: Step, *, pin: str, seen: str, by: User) -> Step:
    """Sign the paper for the step with the person's own key.

    ``seen`` is the SHA-256 (hex) of the version the person was shown: another file is ``Refused``. Done
    twice, it is done once. The key is opened first, so that a wrong PIN is counted though nothing changes.
    """
    return sign_with(step, open_key(by, pin), seen=seen, by=by)


def number_and_seal(step: Step, *, pin: str, seen: str, by: User) -> Step:
    """Give number and date, and apply the agency's seal, in one revision of the file; ``seen`` as in ``sign``."""
    return _number_and_seal(step, open_seal(sealing_unit(step), pin, by=by), seen=seen, by=by)


@transaction.atomic
def sign_with(step: Step, key: OpenKey, *, seen: str, by: User) -> Step:
    """Sign for the step with a key that is open; ``seen`` as in ``sign``."""
    route, step = locked(step.route), locked(step)
    if step.state == StepState.SIGNED:
        return step
    content = _what_was_seen(route, step, seen, (StepKind.SIGN,))
    mark = Mark(
        field=signature_field(step.position),
        picture=pictures.signature_picture(step.who.full_name),
        reason="Ký duyệt",
        location=settings.TOWN,
        certify=step.position == 1,
    )
    _apply(route, step, content, mark, key=key, by=by)
    following = ask_next(route)
    tell(events.STEP_SIGNED, who=by, what=route, sha256=route.current.sha256)
    if following is None:
        _complete(route, by)
    return step


@transaction.atomic
def _number_and_seal(step: Step, key: OpenKey, *, seen: str, by: User) -> Step:
    route, step = locked(step.route), locked(step)
    if step.state == StepState.SIGNED:
        return step
    content = _what_was_seen(route, step, seen, (StepKind.NUMBER, StepKind.SEAL))
    number = _number(route, step, by)
    if step.kind == StepKind.NUMBER:
        _done(step)
        step = ask_next(route) or step
    agency = sealing_unit(step)
    mark = Mark(
        field=SEAL_FIELD,
        picture=pictures.seal_picture(agency.name, place=settings.TOWN),
        reason="Đóng dấu cơ quan",
        location=settings.TOWN,
        fill=filling(number, number.on) if number else {},
    )
    _apply(route, step, content, mark, key=key, by=by)
    notation = number.notation if number else ""
    tell(
        events.NUMBERED_AND_SEALED,
        who=by,
        what=route,
        notation=notation,
        sha256=route.current.sha256,
    )
    _complete(route, by)
    return step


def sealing_unit(step: Step) -> Unit:
    """Return the agency whose seal the step applies: that of the step, else that of the paper's folder."""
    unit = step.unit or step.route.paper.folder.unit
    if unit is None:
        raise Refused(_("It is not said whose seal this is."))
    return unit


def filling(number: RegisterNumber, on: date) -> dict[str, str]:
    """Return what is written into the blanks: number, notation, day, month, year."""
    day = f"{on.day:02d}"
    month = f"{on.month:02d}" if on.month < LEADING_ZERO_MONTHS else str(on.month)
    return {
        "So": f"{number.number:02d}",
        "SoKyHieu": number.notation,
        "Ngay": day,
        "Thang": month,
        "Nam": str(on.year),
        "NgayThangNam": f"ngày {day} tháng {month} năm {on.year}",
    }


def _number(route: Route, step: Step, by: User) -> RegisterNumber | None:
    """Take the number inside this transaction: a refused seal gives it back."""
    if step.kind != StepKind.NUMBER:
        return RegisterNumber.objects.filter(paper_id=route.paper_id).first()
    unit, suffix = sealing_unit(step), route.suffix or _usual_suffix(route, sealing_unit(step))
    return take(route.paper, unit=unit, suffix=suffix, by=by)


def _usual_suffix(route: Route, unit: Unit) -> str:
    form = FORMS.get(route.paper.kind)
    return f"{form.letters if form else 'VB'}-{unit.code or 'UBND'}"


def _what_was_seen(route: Route, step: Step, seen: str, kinds: tuple[StepKind, ...]) -> bytes:
    """Return the bytes to be signed, only if they are those the person was shown."""
    if route.state != RouteState.CIRCULATING or step.state != StepState.ASKED:
        raise Refused(_("This step is not yours to do now."))
    if step.kind not in kinds:
        raise Refused(_("This step is done in another way."))
    version = route.current
    if seen != version.sha256 or _overtaken(version):
        raise Refused(
            _("The paper has changed since you opened it. Nothing was signed; look again.")
        )
    content = version.read()
    if hashlib.sha256(content).hexdigest() != version.sha256:
        raise Refused(_("The stored file is not the one that was shown. Nothing was signed."))
    return content


def _overtaken(version: Version) -> bool:
    return Version.objects.filter(paper_id=version.paper_id, number__gt=version.number).exists()


def _apply(route: Route, step: Step, content: bytes, mark: Mark, *, key: OpenKey, by: User) -> None:
    """Sign the bytes, keep them as the paper's next version, note the signature."""
    before = route.current
    try:
        signed = sign_pdf(content, mark, key=key, tsa=getattr(settings, "TSA_URL", ""))
    except NoTimestamp as error:
        raise Refused(_("The timestamp authority does not answer. Nothing was signed.")) from error
    except NoSuchField as error:
        raise Refused(_("The file has no free place for this signature.")) from error
    note = _("sealed") if mark.field == SEAL_FIELD else _("signed")
    route.current = version_from_bytes(
        route.paper, content=signed, name=before.name, by=by, note=note
    )
    route.save(update_fields=["current"])
    _done(step)
    Signature.objects.create(
        step=step,
        field=mark.field,
        signer=key.holder,
        certificate=fingerprint(key),
        before=before.sha256,
        version=route.current,
    )


def _done(step: Step) -> None:
    step.done_at = now()
    step.move_to(StepState.SIGNED, "done_at")


def _complete(route: Route, by: User) -> None:
    route.ended_at = now()
    route.move_to(RouteState.COMPLETED, "ended_at")
    tell(events.ROUTE_COMPLETED, who=by, what=route, sha256=route.current.sha256)
