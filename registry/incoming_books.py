"""The register of incoming documents and the tracking register, to be printed and bound (Decree 30/2020/NĐ-CP, Appendix IV)."""

from django.utils.timezone import localdate, localtime

from core.clock import now
from documents.typeset import Typeset
from people.models import Unit
from registry.incoming_states import IncomingState
from registry.kinds import kind_name
from registry.models import Incoming
from registry.printing import Column, Cover, Line, book
from registry.queries.incoming import of_year

# Appendix IV, II.2: ten columns
INCOMING = (
    Column("Ngày đến", 1.1, "c"), Column("Số đến", 0.7, "c"), Column("Tác giả", 1.6), Column("Số, ký hiệu", 1.4),
    Column("Ngày tháng", 1.1, "c"), Column("Tên loại và trích yếu nội dung", 3.4), Column("Đơn vị hoặc người nhận", 1.6),
    Column("Ngày chuyển", 1.1, "c"), Column("Ký nhận", 0.9), Column("Ghi chú", 1.2),
)  # fmt: skip
# Appendix IV, II.3: the tracking register, seven columns
TRACKING = (
    Column("Số đến", 0.7, "c"), Column("Tên loại, số và ký hiệu, ngày tháng và tác giả văn bản", 3.2),
    Column("Đơn vị hoặc người nhận", 1.8), Column("Thời hạn giải quyết", 1.1, "c"), Column("Tiến độ giải quyết", 1.8),
    Column("Số, ký hiệu văn bản trả lời", 1.3), Column("Ghi chú", 1.2),
)  # fmt: skip
STATES = {
    IncomingState.REGISTERED: "Chưa trình", IncomingState.SUBMITTED: "Chờ ý kiến chỉ đạo",
    IncomingState.DIRECTED: "Đang giải quyết", IncomingState.DONE: "Đã giải quyết",
}  # fmt: skip


def incoming_book(agency: Unit, year: int) -> Typeset:
    """Print the register of incoming documents of a year."""
    lines = [Line(_entry(row), on=localdate(row.arrived_at)) for row in of_year(agency, year)]  # fmt: skip
    return book(
        _cover(agency, "Sổ đăng ký văn bản đến", year), INCOMING, lines, at=localtime(now())
    )


def tracking_book(agency: Unit, year: int) -> Typeset:
    """Print the tracking register (sổ theo dõi giải quyết văn bản đến) of a year."""
    lines = [Line(_tracked(row), on=localdate(row.arrived_at)) for row in of_year(agency, year)]  # fmt: skip
    title = "Sổ theo dõi giải quyết văn bản đến"
    return book(_cover(agency, title, year), TRACKING, lines, at=localtime(now()))


def _cover(agency: Unit, title: str, year: int) -> Cover:
    superior = agency.parent.name if agency.parent else ""
    return Cover(agency.name, title, year, superior)


def _entry(row: Incoming) -> tuple[str, ...]:
    handed = row.submitted_at
    return (
        _day(localdate(row.arrived_at)), str(row.number), row.issuer, row.notation, _day(row.dated_on),
        f"{kind_name(row.kind)} {row.subject}".strip(), _receivers(row), _day(localdate(handed) if handed else None),
        "", row.note,
    )  # fmt: skip


def _tracked(row: Incoming) -> tuple[str, ...]:
    named = f"{kind_name(row.kind) or 'Văn bản'} số {row.notation or '…'} ngày {_day(row.dated_on) or '…'} của {row.issuer}: {row.subject}"  # fmt: skip
    dues = [one.due_on for one in row.directions.all() if one.due_on]
    said = row.outcome if row.state == IncomingState.DONE else ""
    progress = STATES.get(IncomingState(row.state), "") + (f": {said}" if said else "")
    return (str(row.number), named, _receivers(row), _day(max(dues, default=row.due_on)), progress, row.reply, row.note)  # fmt: skip


def _receivers(row: Incoming) -> str:
    leads = [str(getattr(one.lead, "short", one.lead)) for one in row.directions.all()]
    return ", ".join(leads) or str(row.leader or "")


def _day(day: object) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
