"""The outgoing register: every number has its entry; documents on paper are entered in the same series; numbers set aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now, today
from core.locking import locked
from core.refused import Refused
from documents import registers
from documents.actions import add_paper, move_paper, open_folder
from documents.events import NUMBER_TAKEN, PAPER_MOVED
from documents.models import Folder, Paper, Register, RegisterNumber
from documents.states import PaperState
from journal.book import hear, tell
from journal.models import Entry
from people.models import Unit, User
from registry import events
from registry.actions.acting import act_upon
from registry.addressed import kept_by, lines
from registry.kinds import KINDS, OF_FORM, PARTY, kind_of, kind_of_suffix, symbol
from registry.models import Bond, Draft, Issue, KindUse
from registry.states import Effect, IssueState, Secrecy

COPIES, INCOMING, SECRET = "SAO", "ĐẾN", "MẬT"
ELSEWHERE = (COPIES, INCOMING)  # registers whose numbers are no outgoing documents
STEPS_TO = {
    PaperState.DRAFT: (PaperState.IN_REVIEW, PaperState.SIGNED),
    PaperState.IN_REVIEW: (PaperState.SIGNED,),
}


@registers.chosen_by
def series_name(paper: Paper, unit: Unit, suffix: str) -> str:
    """Say in which series a paper is numbered: copies apart, secret apart, a body's own, as the unit arranged, else by kind."""
    if hasattr(paper, "registry_copy"):
        return COPIES
    draft = Draft.objects.select_related("series").filter(paper=paper).first()
    if draft is not None and draft.secrecy != Secrecy.NONE:
        return SECRET
    if draft is not None and draft.series is not None:
        return draft.series.code
    return series_of_kind(unit, draft.kind if draft else _kind_word(paper, suffix))


def series_of_kind(unit: Unit, kind: str) -> str:
    """Return the series in which the unit numbers a kind: the one it arranged, else the kind's own; "" for no kind."""
    use = KindUse.objects.filter(unit=unit, kind=kind).select_related("series").first()
    if use is not None and use.series is not None:
        return use.series.code
    known = KINDS.get(kind)
    if known is None:
        return ""
    return f"{'Đ-' if known.family == PARTY else ''}{known.letters or 'CV'}"


@hear(NUMBER_TAKEN)
def every_number_has_its_entry(entry: Entry, row: RegisterNumber) -> None:
    """Write the entry of a number in the transaction that takes it: neither is ever there without the other."""
    if row.register.name in ELSEWHERE or entry.who is None or row.paper is None:
        return
    enter(row, by=entry.who)


@hear(PAPER_MOVED)
def what_others_issue_is_issued(entry: Entry, paper: Paper) -> None:
    """A paper that another room issued itself (a decision filed with its meeting) needs no clerk to issue it again."""
    issue = Issue.objects.filter(paper=paper, draft=None, on_paper=False, state=IssueState.REGISTERED).first()  # fmt: skip
    if issue is not None and paper.state == PaperState.ISSUED:
        issue.issued_at, issue.issued_by = now(), entry.who
        issue.move_to(IssueState.ISSUED, "issued_at", "issued_by")


@transaction.atomic
def signed_by(paper: Paper, names: list[str], *, to: Sequence[str] = (), by: User) -> Issue | None:
    """Note who signed a document that has its number, and when; ``to`` whom it goes, where the entry does not say."""
    issue = Issue.objects.select_for_update().filter(paper=paper).first()
    if issue is not None:
        issue.signer, issue.signed_at = (issue.signer or ", ".join(names))[:200], now()
        issue.recipients = issue.recipients or lines("\n".join(to))
        issue.keeper = kept_by(issue.recipients) or issue.keeper
        issue.save()
        tell(events.ENTRY_CHANGED, who=by, what=issue, signer=issue.signer)
    return issue


def enter(row: RegisterNumber, *, by: User) -> Issue:
    """Write the entry of a number inside the caller's transaction; entered already, that one is answered."""
    known = Issue.objects.filter(number=row).first()
    if known is not None:
        return known
    paper: Any = row.paper
    draft = Draft.objects.select_related("signer", "unit", "acts_on").filter(paper=paper).first()
    issue = Issue(
        number=row, agency=row.register.unit, paper=paper, draft=draft, subject=paper.title[:500], on=row.on,
        kind=OF_FORM.get(paper.kind, paper.kind) if kind_of(paper.kind) else "", registered_by=by, keeper="VT",
    )  # fmt: skip
    if draft is not None:
        issue.kind, issue.subject, issue.signer = draft.kind, draft.subject, str(draft.signer)
        issue.recipients = [*draft.addressees, *draft.recipients]
        issue.keeper = kept_by(draft.recipients) or f"VT, {draft.unit.short}"[:200]
        issue.urgency, issue.secrecy = draft.urgency, draft.secrecy
    issue.save()
    tell(events.REGISTERED, who=by, what=issue, notation=row.notation)
    if draft is not None and draft.acts_on is not None:
        act_upon(issue, draft.acts_on, Effect(draft.effect), by=by)
    return issue


@transaction.atomic
def complete_entry(issue: Issue, *, by: User, **fields: Any) -> Issue:
    """Complete what the register says beside number, day and text: recipients, who keeps the copy, copies, note, signer."""
    issue = locked(issue)
    for name in ("signer", "recipients", "keeper", "copies", "note"):
        if name in fields:
            setattr(issue, name, fields[name])
    issue.save()
    tell(events.ENTRY_CHANGED, who=by, what=issue, **{k: fields[k] for k in fields if k in ("signer", "keeper", "copies", "note")})  # fmt: skip
    return issue


@dataclass(frozen=True)
class OnPaper:
    """A document numbered by hand: kind, number, day, what about, who signed, to whom; ``drafter`` letters of a letter's symbol."""

    kind: str
    number: int
    on: date
    subject: str
    signer: str = ""
    recipients: tuple[str, ...] = ()
    drafter: str = ""


def enter_paper(agency: Unit, given: OnPaper, *, by: User, upload: Any = None) -> Issue:
    """Enter a document numbered by hand on paper in the same series; its scan, if there is one, is kept with it."""
    if given.kind not in KINDS:
        raise Refused(_("There is no such kind of document."))
    if given.on > today():
        raise Refused(_("The day of the document has not come yet."))
    folder = open_folder(given.subject, topic="", unit=agency)
    paper = add_paper(folder, title=given.subject, upload=upload, by=by, kind=given.kind) if upload else None  # fmt: skip
    return _enter_paper(agency, given, folder, paper, by=by)


@transaction.atomic
def _enter_paper(agency: Unit, given: OnPaper, folder: Folder, paper: Paper | None, *, by: User) -> Issue:  # fmt: skip
    use = KindUse.objects.filter(unit=agency, kind=given.kind).first()
    suffix = symbol(KINDS[given.kind], agency=agency.code, drafter=given.drafter, pattern=use.pattern if use else "")  # fmt: skip
    register = registers.register_for(agency, series_of_kind(agency, given.kind), given.on.year)
    paper = paper or Paper.objects.create(folder=folder, title=given.subject[:300], kind=given.kind, created_by=by)  # fmt: skip
    row = registers.enter_by_hand(register, paper=paper, notation_suffix=suffix, number=given.number, on=given.on, by=by)  # fmt: skip
    issue = enter(row, by=by)
    issue.signer, issue.recipients, issue.on_paper = given.signer[:200], list(given.recipients), True  # fmt: skip
    issue.subject = given.subject[:500]
    issue.save()
    folder.topic = issue.book
    folder.save(update_fields=["topic"])
    for state in STEPS_TO.get(PaperState(paper.state), ()):
        paper = move_paper(Paper.objects.get(pk=paper.pk), state, by=by)
    return issue


@transaction.atomic
def set_aside(agency: Unit, *, kind: str, count: int, reason: str, by: User) -> list[RegisterNumber]:  # fmt: skip
    """Set the next numbers for a kind aside, e.g. for documents on paper during an outage."""
    use = KindUse.objects.filter(unit=agency, kind=kind).first()
    suffix = symbol(KINDS[kind], agency=agency.code, pattern=use.pattern if use else "")
    register = registers.register_for(agency, series_of_kind(agency, kind), today().year)
    return registers.reserve(register, count=count, notation_suffix=suffix, reason=reason, by=by)


@transaction.atomic
def cancel_number(row: RegisterNumber, *, reason: str, by: User) -> RegisterNumber:
    """Cancel a number that was set aside, or whose document was never sent; it stays in the register, struck through."""
    locked(row.register)  # before the entry, as who numbers a document that corrects this one does
    issue = Issue.objects.select_for_update().filter(number=row).first()
    if issue is not None:
        if issue.state != IssueState.REGISTERED:
            raise Refused(_("This document has left the agency. It is recalled or replaced by another document."))  # fmt: skip
        issue.move_to(IssueState.CANCELLED)
        tell(events.ENTRY_CANCELLED, who=by, what=issue, reason=reason[:300])
    return registers.cancel(row, reason=reason, by=by)


@transaction.atomic
def act_on(later: Issue, earlier: Issue, effect: str, *, by: User) -> Bond:
    """Note that a document entered from paper recalls, corrects or replaces an earlier one of the same agency."""
    if later.agency_id != earlier.agency_id or later.pk == earlier.pk:
        raise Refused(_("Only an agency's own documents are recalled, corrected or replaced."))
    return act_upon(later, earlier, Effect(effect), by=by)


def next_of(agency: Unit, kind: str, on: date) -> int:
    """Return the number that a document of this kind and day would be given next."""
    row = Register.objects.filter(unit=agency, name=series_of_kind(agency, kind), year=on.year).first()  # fmt: skip
    return row.last_number + 1 if row else 1


def bonds_of(issue: Issue) -> list[Bond]:
    """Return what later documents did to this one."""
    return list(issue.acted_upon.select_related("later__number").order_by("pk"))


def _kind_word(paper: Paper, suffix: str) -> str:
    kind = kind_of(paper.kind)
    return kind.code if kind else kind_of_suffix(suffix)
