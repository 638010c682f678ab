"""Answering: a draft that is kept, a sheet that is sent and may be replaced until the round ends, signed or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import Made, add_paper, add_version, let_in, move_paper, open_folder
from documents.models import Paper, Version
from documents.states import PaperState
from documents.typeset import typeset
from journal.book import tell
from opinions import events
from opinions.actions.ground import (
    office_people,
    people_of,
    say_when_complete,
    still_collecting,
)
from opinions.models import Asked, Reply, Sheet
from opinions.printing import digest, sheet_data
from opinions.states import BEFORE_SENT, Choice, RoundState, SheetState
from people.models import User

SHEET = "opinion_sheet"  # the kind of the paper a signed sheet is


@dataclass(frozen=True)
class Filled:
    """What somebody filled in: matter → (choice, words), words to the whole, a PDF."""

    replies: Mapping[int, tuple[str, str]]
    words: str = ""
    upload: Any = None
    extra: Mapping[str, Any] = field(default_factory=dict)


def save_draft(line: Asked, filled: Filled, *, by: User) -> Sheet:
    """Keep what was filled in so far; nobody else sees it. It may be kept even when the round has just ended."""
    file = _filed(line, filled, by)
    with transaction.atomic():
        line = _on_the_list(line)
        return _write(line, filled, file, by)


def send_sheet(line: Asked, filled: Filled, *, by: User) -> Sheet:
    """Send the answer; an earlier one is replaced and kept. The same answer sent twice is one sheet."""
    file = _filed(line, filled, by)
    with transaction.atomic():
        round_ = still_collecting(line.round)
        line = _on_the_list(line)
        current = line.sheets.filter(state=SheetState.SENT).first()
        if current and _same(current, filled, file):
            line.sheets.filter(state=SheetState.DRAFT).delete()
            return current
        if round_.must_sign:
            raise Refused(_("Answers of this round are signed digitally. Sign yours to send it."))
        return _send(_write(line, filled, file, by), by)


def enter_paper_sheet(line: Asked, filled: Filled, *, by: User) -> Sheet:
    """Write down an answer that came on paper, with its scan; whose answer it is, is told and may replace it."""
    if not filled.upload:
        raise Refused(_("Please attach the scan of the paper sheet."))
    file = _filed(line, filled, by)
    with transaction.atomic():
        still_collecting(line.round)
        line = _on_the_list(line)
        if line.sheets.exists():
            raise Refused(
                _("%(who)s has a sheet on the screen already; nothing was entered.") % {"who": line}
            )
        sheet = _send(_write(line, filled, file, by), by)
        tell(events.SHEET_ENTERED, who=by, what=line)
    return sheet


def print_sheet(sheet: Sheet, *, by: User) -> Version:
    """Print the sheet as it stands, to be signed; printed again only when its words have changed."""
    still_open = Sheet.objects.select_related("asked__round__unit").get(pk=sheet.pk)
    if still_open.state == SheetState.REPLACED or still_open.signed_id:
        raise Refused(_("This answer is signed or replaced; it is not printed again."))
    _complete(still_open)
    data, mark = sheet_data(still_open), digest(still_open)
    if still_open.paper and still_open.printed == mark:
        return still_open.paper.versions.order_by("-number")[0]
    made = typeset("opinion", data, at=now().replace(microsecond=0))
    upload = Made(made.pdf, "phieu-lay-y-kien.pdf", made.pages)
    folder = folder_of(still_open.asked)
    with transaction.atomic():
        if still_open.paper:
            locked(still_open.paper)  # before its sheet, as who signs it does
        fresh = locked(still_open)
        if fresh.signed_id:
            raise Refused(_("This answer is signed or replaced; it is not printed again."))
        title = _("Opinion sheet: %(who)s") % {"who": fresh.asked}
        if fresh.paper is None:
            fresh.paper = add_paper(folder, title=title, upload=upload, by=by, kind=SHEET)
        else:
            add_version(fresh.paper, upload=upload, by=by)
        fresh.printed = mark
        fresh.save(update_fields=["paper", "printed"])
    return fresh.paper.versions.order_by("-number")[0]


@transaction.atomic
def file_signed_sheet(paper: Paper, *, version: Version, by: User) -> Sheet:
    """Take a signed sheet home: a draft is sent by it; refused, with the signature undone, once the round has ended."""
    sheet = Sheet.objects.select_related("asked__round").get(paper=paper)
    still_collecting(sheet.asked.round)
    sheet = locked(sheet)
    if sheet.signed_id:
        return sheet
    if sheet.printed != digest(sheet):
        raise Refused(
            _("The answer was changed after it was printed. Look at it again, then sign.")
        )
    move_paper(paper, PaperState.SIGNED, by=by)
    sheet.signed, sheet.signed_at = version, now()
    sheet.save(update_fields=["signed", "signed_at"])
    if sheet.state == SheetState.DRAFT:
        sheet = _send(sheet, by)
    tell(events.SHEET_SIGNED, who=by, what=sheet.asked, sha256=version.sha256)
    return sheet


def folder_of(line: Asked) -> Any:
    """Return the folder of what this one hands in, made at first use: theirs alone; the office's too once it is sent."""
    line = Asked.objects.select_related("folder", "round", "user", "unit").get(pk=line.pk)
    if line.folder is None:
        with transaction.atomic():
            line = locked(line)
            if line.folder is None:
                line.folder = open_folder(f"{line.round}: {line}", topic="", unit=line.round.unit)
                line.save(update_fields=["folder"])
    let_in(people_of(line), line.folder, writing=True)
    return line.folder


def _filed(line: Asked, filled: Filled, by: User) -> Paper | None:
    """File the PDF that came with the answer, before any lock is taken."""
    if not filled.upload:
        return None
    if line.round.state in BEFORE_SENT:
        raise Refused(_("The round is not sent yet."))
    return add_paper(folder_of(line), title="", upload=filled.upload, by=by, kind="opinion")


def _on_the_list(line: Asked) -> Asked:
    round_ = line.round
    line = locked(line)
    if line.removed_at:
        raise Refused(_("You are no longer on the list of this round."))
    if round_.state in (*BEFORE_SENT, RoundState.CANCELLED):
        raise Refused(
            _("The round is “%(state)s”; no answer is taken now.")
            % {"state": round_.get_state_display()}
        )
    return line


def _write(line: Asked, filled: Filled, file: Paper | None, by: User) -> Sheet:
    """Write the one draft; its file stays unless another came."""
    draft = line.sheets.filter(state=SheetState.DRAFT).first()
    if draft is None:
        last = line.sheets.order_by("-number").first()
        kept = last.file if last else None
        draft = Sheet(asked=line, number=(last.number if last else 0) + 1, by=by, file=kept)
    draft.words, draft.by, draft.saved_at = filled.words.strip()[:8000], by, now()
    draft.file = None if filled.extra.get("drop_file") else (file or draft.file)
    draft.save()
    draft.replies.all().delete()
    known = set(line.round.matters.values_list("pk", flat=True))
    Reply.objects.bulk_create(
        Reply(
            sheet=draft, matter_id=pk, text=text.strip()[:8000],
            choice=choice if choice in Choice.values else "",
        )
        for pk, (choice, text) in filled.replies.items() if pk in known
    )  # fmt: skip
    return draft


def _send(draft: Sheet, by: User) -> Sheet:
    """Make the draft the answer that counts; the caller holds the round's lock and knows that it collects."""
    _complete(draft)
    before = draft.asked.sheets.filter(state=SheetState.SENT).first()
    if before:
        before.move_to(SheetState.REPLACED)
    draft.sent_at, draft.by = now(), by
    draft.move_to(SheetState.SENT, "sent_at", "by")
    line = Asked.objects.select_related("folder").get(pk=draft.asked_id)
    if line.folder:
        let_in(office_people(draft.asked.round), line.folder)
    told = events.SHEET_REPLACED if before else events.SHEET_SENT
    tell(told, who=by, what=draft.asked, number=draft.number)
    if before is None:
        say_when_complete(draft.asked.round, by=by)
    return draft


def _complete(sheet: Sheet) -> None:
    """Refuse a sheet that leaves a matter open, or says “other opinion” without saying which."""
    given = {reply.matter_id: reply for reply in sheet.replies.all()}
    for matter in sheet.asked.round.matters.all():
        reply = given.get(matter.pk)
        if reply is None or not reply.choice:
            raise Refused(
                _("Please answer question %(n)s: %(what)s") % {"n": matter.position, "what": matter}
            )
        if reply.choice == Choice.OTHER and not reply.text:
            raise Refused(
                _("Please write your other opinion on question %(n)s.") % {"n": matter.position}
            )


def _same(sheet: Sheet, filled: Filled, file: Paper | None) -> bool:
    given = {pk: (choice, text.strip()[:8000]) for pk, (choice, text) in filled.replies.items()}
    had = {reply.matter_id: (reply.choice, reply.text) for reply in sheet.replies.all()}
    kept = file is None or (sheet.file_id == file.pk)
    dropped = bool(filled.extra.get("drop_file")) and sheet.file_id is not None
    return had == given and sheet.words == filled.words.strip()[:8000] and kept and not dropped
