"""The comparison table: filled from the answers when a round closes, then written by the drafting unit."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from opinions import events
from opinions.actions.ground import take
from opinions.models import Matter, Reply, Round, Row
from opinions.states import AFTER_CLOSE, SheetState, Verdict
from people.models import User


def fill_table(round_: Round) -> int:
    """Add a row for each answer that says something in words; rows of replaced answers nobody touched go."""
    stale = round_.rows.filter(reply__sheet__state=SheetState.REPLACED, edition=1)
    stale.delete()
    said = Reply.objects.filter(
        sheet__asked__round=round_,
        sheet__asked__removed_at=None,
        sheet__state=SheetState.SENT,
        row=None,
    ).exclude(text="")
    place = _last(round_)
    rows = [
        Row(
            round=round_, reply=reply, matter=reply.matter, asked=reply.sheet.asked, position=place + n,
            who=_who(reply), opinion=reply.text,
        )
        for n, reply in enumerate(_in_order(said), start=1)
    ]  # fmt: skip
    Row.objects.bulk_create(rows, batch_size=500)
    return len(rows)


@transaction.atomic
def write_row(row: Row, *, given: dict[str, str], seen: int, by: User) -> Row:
    """Write what became of an opinion; refused, with both texts kept, when somebody wrote there since ``seen``."""
    take(row.round, *AFTER_CLOSE)
    row = locked(row)
    fresh = {name: given.get(name, "").strip() for name in ("verdict", "answer", "change", "place")}
    if all(getattr(row, name) == text for name, text in fresh.items()):
        return row
    if row.edition != seen:
        raise Refused(
            _(
                "%(who)s wrote here in the meantime: “%(text)s”. Your words are below; put both together."
            )
            % {"who": row.by, "text": row.answer or row.get_verdict_display()}
        )
    if fresh["verdict"] == Verdict.EXPLAINED and not fresh["answer"]:
        raise Refused(_("An opinion that is not accepted needs an explanation."))
    for name, text in fresh.items():
        setattr(row, name, text[:200] if name == "place" else text[:8000])
    row.edition, row.by, row.changed_at = row.edition + 1, by, now()
    row.save()
    tell(events.ROW_WRITTEN, who=by, what=row, source=row.who)
    return row


@transaction.atomic
def add_row(
    round_: Round, *, who: str, opinion: str, by: User, matter: Matter | None = None
) -> Row:
    """Add an opinion that came another way: by letter, in a working meeting."""
    round_ = take(round_, *AFTER_CLOSE)
    who, opinion = " ".join(who.split())[:300], opinion.strip()[:8000]
    if not who or not opinion:
        raise Refused(_("Please say whose opinion it is, and what it says."))
    same = round_.rows.filter(who=who, opinion=opinion, matter=matter).first()
    if same:
        return same
    row = Row.objects.create(
        round=round_, matter=matter, who=who, opinion=opinion, position=_last(round_) + 1, by=by
    )
    tell(events.ROW_WRITTEN, who=by, what=row, source=row.who)
    return row


def _in_order(replies: object) -> list[Reply]:
    rows = replies.select_related("matter", "sheet__asked__user", "sheet__asked__unit")  # type: ignore[attr-defined]
    return list(rows.order_by("matter__position", "sheet__asked__position", "pk"))


def _who(reply: Reply) -> str:
    line = reply.sheet.asked
    return ", ".join(part for part in (str(line), line.title) if part)[:300]


def _last(round_: Round) -> int:
    return round_.rows.aggregate(last=Max("position"))["last"] or 0
