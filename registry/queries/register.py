"""The outgoing register as it is read, counted, exported and printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from core.clock import now
from core.folding import fold
from core.sheet import workbook
from documents.models import NumberState, Register, RegisterNumber
from documents.typeset import Typeset
from people.models import Unit, User
from registry.access import issues
from registry.actions.outgoing import ELSEWHERE
from registry.kinds import kind_name
from registry.models import Issue
from registry.printing import Column, Cover, Line, book
from registry.states import Effect

# Decree 30/2020/NĐ-CP, Appendix IV, the register of outgoing documents: ten columns
COLUMNS = (
    Column("Số, ký hiệu văn bản", 1.5, "c"), Column("Ngày tháng văn bản", 1.1, "c"),
    Column("Tên loại và trích yếu nội dung văn bản", 3.6), Column("Người ký", 1.4), Column("Nơi nhận văn bản", 2.2),
    Column("Đơn vị, người nhận bản lưu", 1.3), Column("Số lượng bản", 0.7, "c"), Column("Ngày chuyển", 1.1, "c"),
    Column("Ký nhận", 0.9), Column("Ghi chú", 1.5),
)  # fmt: skip
EFFECTS = {
    Effect.RECALLS: "Bị thu hồi bởi văn bản số", Effect.REPLACES: "Được thay thế bởi văn bản số",
    Effect.CORRECTS: "Được đính chính bởi văn bản số",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What is looked for: a year, a series, a kind, a drafting unit, words without tone marks; 0 and "" are all."""

    year: int = 0
    series: str = ""
    kind: str = ""
    unit: int = 0
    words: str = ""


def registers_of(agency: Unit) -> list[Register]:
    """Return the agency's outgoing registers, the newest year first."""
    rows = Register.objects.filter(unit=agency).exclude(name__in=ELSEWHERE)
    return list(rows.annotate(held=Count("numbers")).filter(held__gt=0).order_by("-year", "name"))


def rows_of(agency: Unit, asked: Asked) -> QuerySet[RegisterNumber]:
    """Return the numbers of the agency's registers, each with its entry, in the order of the books."""
    rows = RegisterNumber.objects.filter(register__unit=agency).exclude(register__name__in=ELSEWHERE)  # fmt: skip
    if asked.year:
        rows = rows.filter(register__year=asked.year)
    if asked.series:
        rows = rows.filter(register__name=asked.series)
    if asked.kind:
        rows = rows.filter(issue__kind=asked.kind)
    if asked.unit:
        rows = rows.filter(issue__draft__unit=asked.unit)
    for word in fold(asked.words).split():
        rows = rows.filter(issue__search_text__contains=word)
    rows = rows.select_related("register", "issue__draft__unit", "issue__paper")
    return rows.prefetch_related("issue__sendings", "issue__acted_upon__later__number")


def totals(rows: QuerySet[RegisterNumber]) -> dict[str, int]:
    """Count the numbers given, set aside, cancelled, and what still waits to be issued."""
    plain = rows.order_by().prefetch_related(None).select_related(None)
    return plain.aggregate(
        all=Count("pk"), reserved=Count("pk", filter=Q(state=NumberState.RESERVED)),
        cancelled=Count("pk", filter=Q(state=NumberState.CANCELLED)),
        waiting=Count("pk", filter=Q(issue__state="registered")),
    )  # fmt: skip


def line(row: RegisterNumber) -> Line:
    """Return a number as the register's ten columns."""
    issue: Issue | None = getattr(row, "issue", None)
    day, struck = f"{row.on:%d/%m/%Y}", row.state == NumberState.CANCELLED
    if issue is None:
        said = {NumberState.RESERVED: "Số để dành", NumberState.CANCELLED: "Số đã hủy"}
        note = f"{said.get(NumberState(row.state), '')}: {row.reason}".strip(": ")
        return Line((row.notation, day, "", "", "", "", "", "", "", note), struck, row.on)  # fmt: skip
    to = issue.told_to or [one.name for one in issue.sendings.all()]
    kind = kind_name(issue.kind)
    subject = issue.subject if issue.subject.startswith(kind) else f"{kind}: {issue.subject}".strip(": ")  # fmt: skip
    moved = f"{timezone.localdate(issue.issued_at):%d/%m/%Y}" if issue.issued_at else ""
    return Line(
        (row.notation, day, subject, issue.signer, " ".join(to), issue.keeper, str(issue.copies), moved, "", note_of(row, issue)),
        struck, row.on,
    )  # fmt: skip


def note_of(row: RegisterNumber, issue: Issue) -> str:
    """Return the last column: paper, what later documents did to it, a cancelled number, the clerk's own note."""
    said = ["Bản giấy"] if issue.on_paper else []
    said += [f"{EFFECTS[Effect(bond.effect)]} {bond.later.number.notation}" for bond in issue.acted_upon.all()]  # fmt: skip
    said += [f"Số đã hủy: {row.reason}"] if row.state == NumberState.CANCELLED else []
    return "; ".join([*said, *([issue.note] if issue.note else [])])


def xlsx(rows: Iterable[RegisterNumber], title: str) -> bytes:
    """Return the register as an Excel file."""
    return workbook(title, [one.title for one in COLUMNS], (line(row).cells for row in rows))


def printed(register: Register) -> Typeset:
    """Print one register of one year, to be bound."""
    rows = rows_of(register.unit, Asked(year=register.year, series=register.name))
    lines = [line(row) for row in rows.order_by("number")]
    parent = register.unit.parent
    above = parent.name if parent and register.unit.kind not in ("committee", "ward") else ""
    party = register.name.startswith("Đ-")
    last = f"Từ số 01 đến số {register.last_number:02d}" if register.last_number else "Chưa có số"
    cover = Cover(
        register.unit.name, "Sổ đăng ký văn bản đi", register.year, superior=above, lines=(f"Sổ {register.name}", last),
        nation=not party,
    )  # fmt: skip
    return book(cover, COLUMNS, lines, at=timezone.localtime(now()))


def entries_for_api(user: User) -> QuerySet[Issue]:
    """Return the entries the person may see, with what a list shows of them."""
    return issues(user).select_related("number__register", "agency").order_by("-on", "-pk")


def years(agency: Unit) -> Iterator[int]:
    """Yield the years for which the agency has outgoing registers, the newest first."""
    seen: dict[int, Any] = {row.year: row for row in registers_of(agency)}
    yield from sorted(seen, reverse=True)
