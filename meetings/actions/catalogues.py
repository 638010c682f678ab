"""The catalogues of kinds of sessions and types of papers: filled once, then the administrators'."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import planning_events as events
from meetings.models import PaperType, SessionKind
from people.models import User

# name, rule of decision, lead time, units hand in working days before, minutes, minutes to speak, who publishes
KINDS = (
    ("Phiên họp UBND thường kỳ", "committee", "regular", 5, 240, 10, "office"),
    ("Phiên họp UBND chuyên đề", "committee", "regular", 5, 180, 10, "office"),
    ("Phiên họp UBND bất thường", "committee", "special", 1, 120, 5, "office"),
    ("Kỳ họp HĐND", "council", "regular", 5, 480, 7, "office"),
    ("Họp giao ban", "working", "ordinary", 3, 90, 5, "nobody"),
    ("Họp làm việc, giải quyết công việc", "working", "ordinary", 3, 120, 5, "chair"),
    ("Hội nghị", "working", "ordinary", 5, 240, 10, "chair"),
    ("Họp khẩn", "working", "none", 0, 60, 5, "nobody"),
)
# name, words that recognise it in a file's name; the more particular first
TYPES = (
    ("Tờ trình", "tờ trình, ttr"),
    ("Ý kiến thẩm định", "thẩm định, thẩm tra, bctđ"),
    ("Tổng hợp ý kiến", "tổng hợp ý kiến, giải trình, tiếp thu"),
    ("Dự thảo văn bản", "dự thảo, dt, nghị quyết, quyết định"),
    ("Báo cáo", "báo cáo, bc"),
    ("Đề án, kế hoạch", "đề án, kế hoạch, phương án"),
    ("Phụ lục, biểu số liệu", "phụ lục, biểu, pl"),
    ("Tài liệu tham khảo", "tham khảo, tltk"),
)


@transaction.atomic
def fill_catalogues() -> None:
    """Write the usual kinds and types into an empty catalogue; what administrators wrote stays."""
    if not SessionKind.objects.exists():
        names = ("name", "rule", "lead", "papers_days", "minutes", "speaking_minutes", "publishes")
        SessionKind.objects.bulk_create(
            SessionKind(position=n, **dict(zip(names, row, strict=True)))  # type: ignore[arg-type]
            for n, row in enumerate(KINDS, start=1)
        )
    if not PaperType.objects.exists():
        PaperType.objects.bulk_create(
            PaperType(name=name, words=words, position=n)
            for n, (name, words) in enumerate(TYPES, start=1)
        )


@transaction.atomic
def save_row(row: Any, *, by: User, **fields: object) -> Any:
    """Write a row of a catalogue, new or changed."""
    for name, value in fields.items():
        setattr(row, name, value)
    same = type(row).objects.filter(name=row.name).exclude(pk=row.pk)
    if same.exists():
        raise Refused(_("“%(name)s” is in the catalogue already.") % {"name": row.name})
    if row.pk is None:
        row.position = type(row).objects.count() + 1
    row.save()
    tell(events.KIND_SAVED, who=by, what=row)
    return row


@transaction.atomic
def archive_row(row: Any, *, archive: bool, by: User) -> Any:
    """Archive a row (it is offered no longer, what uses it keeps it), or take it out of the archive."""
    row = locked(row)
    row.archived_at = now() if archive else None
    row.save(update_fields=["archived_at"])
    tell(events.KIND_ARCHIVED if archive else events.KIND_RESTORED, who=by, what=row)
    return row
