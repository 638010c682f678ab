"""What is to be signed: on which bytes, saying what, with which number. Reads only; nothing is locked."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from documents.models import RegisterNumber, Version
from documents.registers import Coming, coming, later
from documents.store import begins_with
from documents.typeset import FORMS
from people.models import Unit, User
from signing import appearances
from signing.actions.circulating import names_another
from signing.models import Route, Signature, Step
from signing.pdf import marks
from signing.pdf.prepare import SEAL_FIELD
from signing.pdf.sign import Mark
from signing.routes import capacities
from signing.states import CLERKS_WORK, SIGNING, RouteState, StepKind, StepState

LEADING_ZERO_MONTHS = (
    3  # Decree 30/2020, appendix I, II.4.b: 0 before days under 10 and months 1, 2
)
READS = 8  # times a paper is read anew because others stored one between two lines
AT_ONCE = timedelta(seconds=20)  # a signature so young came at the same moment as this one


@dataclass(frozen=True)
class Plan:
    """One signature to be made: on which bytes of which version, what it says and shows, with which number."""

    step: Step
    by: User
    before: Version
    mark: Mark
    number: Coming | None = None

    @property
    def source(self) -> Path:
        """The file to be signed, as it lies in the store."""
        return Path(self.before.path)


def plan(
    step: Step,
    *,
    seen: str,
    by: User,
    kinds: frozenset[StepKind] = SIGNING | CLERKS_WORK,
    ahead: int = 0,
) -> Plan | None:
    """Say what is to be signed, without any lock; ``None`` when the step is done already.

    ``Refused`` when it is not this person's step now, or when the file is not the one they were shown. ``ahead``: how
    many papers of the same press take their numbers from this register before this one.
    """
    for _try in range(READS):
        step = Step.objects.select_related("route__current", "route__paper__folder", "who").get(
            pk=step.pk
        )
        if step.state == StepState.SIGNED:
            return None
        check_step(step, by, kinds)
        try:
            _check_seen(step.route, seen)
            break
        except Refused:
            if not _moved_on(step.route):
                raise
    else:
        raise Refused(_("Too many people sign this at the very same moment. Nothing was signed; try again."))  # fmt: skip
    if step.kind in SIGNING:
        return Plan(step, by, step.route.current, _persons_mark(step, by))
    number = _number(step)
    number = later(number, ahead) if number else None
    return Plan(step, by, step.route.current, _seals_mark(step, number, by), number)


def sealing_unit(step: Step) -> Unit:
    """Return the agency whose seal the step applies: that of the step, else that of the paper's folder."""
    unit = step.unit or step.route.paper.folder.unit
    if unit is None:
        raise Refused(_("It is not said whose seal this is."))
    return unit


def coming_number(step: Step) -> Coming:
    """Return the number the paper of a NUMBER step gets if nobody is quicker; nothing is taken."""
    unit = sealing_unit(step)
    suffix = step.route.suffix or _usual_suffix(step.route, unit)
    return coming(step.route.paper, unit=unit, suffix=suffix)


def coming_notation(step: Step) -> str:
    """Return “05/QĐ-UBND” as it will be if nobody is quicker, "" when it cannot be said whose register that is."""
    try:
        return coming_number(step).notation
    except Refused:
        return ""


def check_day(planned: Plan, prepared_on: date) -> None:
    """Refuse a number that would be taken on another day than the prepared file says."""
    coming = planned.number
    if coming is not None and coming.is_free and coming.on != prepared_on:
        raise Refused(_("The day that stands in the paper is over. Nothing was signed; seal it again with today’s."))  # fmt: skip


def filling(number: RegisterNumber | Coming, on: date) -> dict[str, str]:
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


def _persons_mark(step: Step, by: User) -> Mark:
    initial = step.kind == StepKind.INITIAL
    draw = appearances.initial_look if initial else appearances.signature_look
    signed = Signature.objects.filter(step__route=step.route_id, voided_at=None)
    right = step.right if step.who_id == by.pk else "KT"
    return Mark(
        field=step.field,
        picture=draw(by),
        reason="Ký nháy" if initial else capacities.RIGHTS[right].reason,
        location=settings.TOWN,
        certify=not signed.exists(),
    )


def _seals_mark(step: Step, number: Coming | None, by: User) -> Mark:
    return Mark(
        field=SEAL_FIELD,
        picture=_seals_look(step, by),
        reason="Đóng dấu cơ quan",
        location=settings.TOWN,
        fill=filling(number, number.on) if number else {},
    )


def _seals_look(step: Step, by: User) -> bytes:
    """Return what the seal shows: the agency's picture; on a copy, its mark of text (Appendix I, part II)."""
    unit, form = sealing_unit(step), marks.form_of(step.route.suffix)
    if form is None:
        return appearances.seal_look(unit, by=by)
    return marks.text_mark(marks.copy_lines(form, unit.name, now()))


def _number(step: Step) -> Coming | None:
    """Return the number that will stand in the file: for a seal alone the one the paper has, if any."""
    has = RegisterNumber.objects.filter(paper_id=step.route.paper_id).exists()
    return coming_number(step) if has or step.kind == StepKind.NUMBER else None


def _usual_suffix(route: Route, unit: Unit) -> str:
    form = FORMS.get(route.paper.kind)
    return f"{form.letters if form else 'VB'}-{unit.code or 'UBND'}"


def check_step(step: Step, by: User, kinds: frozenset[StepKind]) -> None:
    """Refuse a step that is not open, of another kind, or under another person's printed name."""
    if step.route.state != RouteState.CIRCULATING or step.state != StepState.ASKED:
        raise Refused(_("This step is not yours to do now."))
    if step.kind not in kinds:
        raise Refused(_("This step is done in another way."))
    if step.who_id != by.pk and (sentence := names_another(step, by)):
        raise Refused(sentence)


def _check_seen(route: Route, seen: str) -> None:
    """Refuse unless the bytes to be signed are those the person was shown.

    Signatures that others put on them within the last seconds do not count as a change: what was shown is then the
    beginning of what is signed, byte by byte.
    """
    version = route.current
    shown = version if seen == version.sha256 else _signed_meanwhile(route, seen)
    if shown is None or overtaken(version):
        raise Refused(
            _("The paper has changed since you opened it. Nothing was signed; look again.")
        )
    if begins_with(Path(version.path), shown.size) != (seen, version.sha256):
        raise Refused(_("The stored file is not the one that was shown. Nothing was signed."))


def _moved_on(route: Route) -> bool:
    """Say whether somebody stored a version while this one was looked at: then it is looked at again."""
    return not Route.objects.filter(pk=route.pk, current_id=route.current_id).exists()


def _signed_meanwhile(route: Route, seen: str) -> Version | None:
    """Return the version shown when only signatures of this very moment lie between it and the present one."""
    sha256 = route.current.sha256
    fresh = Signature.objects.filter(step__route=route, voided_at=None, at__gt=now() - AT_ONCE)
    for one in fresh.select_related("version").order_by("-version__number"):
        if one.version.sha256 != sha256:
            return None
        sha256 = one.before
        if sha256 == seen:
            return route.paper.versions.filter(sha256=seen).order_by("-number").first()
    return None


def overtaken(version: Version) -> bool:
    """Say whether the paper has a newer version."""
    return Version.objects.filter(paper_id=version.paper_id, number__gt=version.number).exists()
