"""Drafts: begun from a template, their head changed, editions kept, files put in."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from documents.actions import add_paper, add_version, let_in, open_folder
from documents.models import Paper
from documents.writing import new_key
from journal.book import tell
from people.models import Unit, User
from registry import events
from registry.enclosures import ATTACHMENT
from registry.kinds import KINDS, template
from registry.models import Draft, DraftPerson, DraftText, Edition, Issue, KindUse, Series
from registry.states import DraftState, Effect, Secrecy, Verdict

HEAD = (
    "subject", "addressees", "recipients", "signer", "capacity", "urgency", "secrecy", "goes_public", "series",
)  # fmt: skip


@transaction.atomic
def start_draft(
    *, kind: str, agency: Unit, unit: Unit, subject: str, signer: User, capacity: str, by: User, **more: Any
) -> Draft:  # fmt: skip
    """Begin a draft from its kind's template; ``more``: other fields of the head, ``reply_key``, ``acts_on`` with ``effect``."""
    if kind not in KINDS:
        raise Refused(_("There is no such kind of document."))
    if KindUse.objects.filter(unit=agency, kind=kind, offered=False).exists():
        raise Refused(_("This agency does not issue documents of this kind."))
    check_secrecy(more.get("secrecy", Secrecy.NONE))
    check_effect(more.get("acts_on"), more.get("effect", ""), agency)
    folder = open_folder(subject[:300] or kind, topic="", unit=agency)
    draft = Draft(
        kind=kind, agency=agency, unit=unit, subject=_subject(subject), signer=signer, capacity=capacity.strip()[:300],
        folder=folder, created_by=by, **more,
    )  # fmt: skip
    draft.save()
    folder.topic = draft.book
    folder.save(update_fields=["topic"])
    let_in([by], folder)
    _write_template(draft, by)
    tell(events.DRAFT_STARTED, who=by, what=draft, kind=kind, agency=str(agency))
    keep_edition(draft, why=_("begun from the template"), by=by)
    return draft


@transaction.atomic
def change_draft(draft: Draft, *, seen: int, by: User, **fields: Any) -> Draft:
    """Change the head; ``seen`` is the revision that was on the page: changed meanwhile, it is ``Refused``."""
    draft = writable(draft)
    if seen != draft.revision:
        raise Refused(_("Somebody else changed this draft meanwhile. Nothing of yours is lost: look again, then save."))  # fmt: skip
    check_secrecy(fields.get("secrecy", draft.secrecy))
    for name in HEAD:
        if name in fields:
            setattr(draft, name, fields[name])
    draft.subject = _subject(draft.subject)
    draft.revision += 1
    draft.save()
    tell(events.DRAFT_HEAD_CHANGED, who=by, what=draft)
    return draft


@transaction.atomic
def keep_edition(draft: Draft, *, why: str, by: User, sha256: str = "") -> Edition:
    """Keep the whole draft as it stands now; nothing changed since the last one, that one is answered."""
    draft = locked(draft)
    texts = list(draft.blocks.order_by("position", "pk").values("key", "kind", "level", "text"))
    head = {name: _plain(getattr(draft, name)) for name in HEAD}
    last = draft.editions.order_by("-number").first()
    if last and last.texts == texts and last.head == head and last.sha256 == (sha256 or last.sha256):  # fmt: skip
        return last
    why = " ".join(why.split())[:300]
    if not why:
        raise Refused(_("Please say why this edition is kept."))
    number = last.number + 1 if last else 1
    made = Edition.objects.create(draft=draft, number=number, why=why, head=head, texts=texts, sha256=sha256, by=by)  # fmt: skip
    tell(events.EDITION_KEPT, who=by, what=draft, number=number, why=why)
    return made


def put_file(draft: Draft, *, upload: Any, by: User) -> Draft:
    """Let the draft be an uploaded PDF (Word is converted before); each upload is a version, each an edition."""
    writable(draft)
    if draft.paper is None:
        paper = add_paper(draft.folder, title=str(draft), upload=upload, by=by, kind=draft.kind)
    else:
        paper = add_version(draft.paper, upload=upload, by=by).paper
    version = paper.versions.order_by("-number")[0]
    with transaction.atomic():
        draft = writable(draft)
        draft.paper, draft.from_file = paper, True
        draft.revision += 1
        draft.save()
        tell(events.FILE_PUT, who=by, what=draft, name=version.name, sha256=version.sha256)
        keep_edition(draft, why=_("file put in: %(name)s") % {"name": version.name}, by=by, sha256=version.sha256)  # fmt: skip
    return draft


def attach(draft: Draft, *, upload: Any, title: str, by: User) -> Paper:
    """Put an attachment beside the document: a file of its own, sealed on its own (Appendix I, II.8.b)."""
    writable(draft)
    paper = add_paper(draft.folder, title=title, upload=upload, by=by, kind=ATTACHMENT)
    with transaction.atomic():
        tell(events.FILE_PUT, who=by, what=draft, name=paper.title)
    return paper


@transaction.atomic
def let_write(draft: Draft, people: Sequence[User], *, by: User) -> None:
    """Let others write, too."""
    draft = writable(draft)
    for person in people:
        DraftPerson.objects.update_or_create(
            draft=draft, who=person,
            defaults={"writes": True, "verdict": Verdict.WRITER, "asked_by": by},
        )  # fmt: skip
    let_in(list(people), draft.folder)
    names = ", ".join(map(str, people))
    tell(events.PEOPLE_ASKED, who=by, what=draft, names=names, writes=True)


@transaction.atomic
def drop(draft: Draft, *, reason: str, by: User) -> Draft:
    """Put the draft away, with a reason; it is kept and can be taken up again."""
    draft = locked(draft)
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refused(_("Please give a reason."))
    draft.move_to(DraftState.DROPPED)
    tell(events.DRAFT_DROPPED, who=by, what=draft, reason=reason)
    return draft


@transaction.atomic
def take_up(draft: Draft, *, by: User) -> Draft:
    """Take a dropped draft up again."""
    draft = locked(draft)
    draft.move_to(DraftState.WRITING)
    tell(events.DRAFT_TAKEN_UP, who=by, what=draft)
    return draft


def writable(draft: Draft) -> Draft:
    """Return the draft under its lock (inside a transaction), ``Refused`` when its text is fixed."""
    draft = locked(draft) if transaction.get_connection().in_atomic_block else draft
    if not draft.editable:
        raise Refused(
            _("“%(draft)s” is “%(state)s”; it is no longer changed.")
            % {"draft": draft, "state": draft.get_state_display()}
        )
    return draft


def check_secrecy(secrecy: str) -> None:
    """Refuse state secrets on a system that is not declared an independent network (Law 117/2025/QH15)."""
    if secrecy != Secrecy.NONE and not settings.INDEPENDENT_LAN:
        raise Refused(_("State secrets are not written in this system: it is not declared an independent network."))  # fmt: skip


def check_effect(earlier: Issue | None, effect: str, agency: Unit) -> None:
    """Refuse an act upon a document that is not this agency's, or that has ended already."""
    if earlier is None:
        return
    if effect not in Effect.values or earlier.agency_id != agency.pk:
        raise Refused(_("Only an agency's own documents are recalled, corrected or replaced."))
    if effect != Effect.CORRECTS and earlier.acted_upon.exclude(effect=Effect.CORRECTS).exists():
        raise Refused(_("This document has been recalled or replaced already."))


def _write_template(draft: Draft, by: User) -> None:
    DraftText.objects.bulk_create(
        DraftText(
            draft=draft, key=new_key(), position=place, kind=kind, text=text, changed_by=by,
            level=1 if kind == "heading" else 0,
        )
        for place, (kind, text) in enumerate(template(draft.kind), start=1)
    )  # fmt: skip


def _subject(subject: str) -> str:
    subject = " ".join(subject.split())[:500]  # Subject 500: Appendix VI
    if not subject:
        raise Refused(_("Please write what the document is about."))
    return subject


def _plain(value: Any) -> Any:
    if isinstance(value, User | Series):
        return str(value)
    return value
