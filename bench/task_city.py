"""A city with very many tasks, loaded in bulk: the same people and units whatever the number, so that only tasks grow.

A number makes its task: everything follows from it by arithmetic, so that two runs load the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

UNITS, PEOPLE = 60, 5  # departments and wards, people of each
YEARS = 8  # the time over which the ended tasks are spread
NOW = datetime(
    2026, 11, 25, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")
)  # a working Wednesday (24 November is a day off)
DAY = timedelta(days=1)
BATCH = 20_000
DOING = (
    "Báo cáo",
    "Rà soát",
    "Xây dựng kế hoạch",
    "Kiểm tra",
    "Tham mưu",
    "Tổng hợp",
    "Thẩm định",
    "Đôn đốc",
)
MATTER = (
    "giải ngân đầu tư công", "chuyển đổi số", "chống ngập", "cấp nước sạch", "an toàn thực phẩm", "quy hoạch phân khu",
    "cải cách hành chính", "phòng cháy chữa cháy", "dữ liệu dân cư", "bồi thường giải phóng mặt bằng", "trường học",
)  # fmt: skip


def people() -> dict[str, Any]:
    """The committee with its chair and clerk, 60 units with a head and four officials each."""
    from people.models import Post, Unit, User

    committee = Unit.objects.create(
        name="Ủy ban nhân dân Thành phố", short="UBND", kind="committee"
    )
    units = [Unit.objects.create(name=f"Đơn vị số {n}", short=f"ĐV{n}", kind="department", parent=committee, position=n) for n in range(UNITS)]  # fmt: skip
    chair, clerk = (
        User.objects.create(username=name, full_name=name) for name in ("chair", "clerk")
    )
    Post.objects.create(user=chair, unit=committee, title="Chủ tịch", role="leader", is_head=True)
    Post.objects.create(user=clerk, unit=committee, title="Văn thư", role="clerk")
    staff = []
    for unit in units:
        for n in range(PEOPLE):
            user = User.objects.create(
                username=f"u{unit.position}p{n}", full_name=f"Cán bộ {unit.position}.{n}"
            )
            Post.objects.create(
                user=user, unit=unit, title="Trưởng" if not n else "Chuyên viên", is_head=not n
            )
            staff.append(user)
    return {"chair": chair, "clerk": clerk, "head": staff[0], "units": units, "staff": staff}


def task(number: int, *, is_open: bool, who: dict[str, Any]) -> dict[str, Any]:
    """The columns of one task that are not empty."""
    from core.finding import plain

    unit, spread = number % UNITS, number * 7919 % 9973
    person = who["staff"][unit * PEOPLE + 1 + spread % (PEOPLE - 1)] if spread % 2 else None
    giver = who["chair"] if spread % 10 == 0 else who["staff"][(unit + spread) % UNITS * PEOPLE]
    length = (5, 10, 20, 40, 90)[spread % 5]
    title = f"{DOING[spread % len(DOING)]} {MATTER[spread % len(MATTER)]} số {number}"
    due = NOW + DAY * (spread % 60 - 9 if is_open else -1 - number * 104_729 % (YEARS * 365))
    given = due - DAY * length * 7 / 5
    late = spread % 10 < 2 + unit % 3
    ended = None if is_open else min(due + DAY * (3 if late else -(spread % 4)), NOW - DAY / 24)
    state = "done" if not is_open else ("assigned", "accepted", "accepted", "reported")[spread % 4]
    return {
        "id": number, "title": title, "lead_unit_id": who["units"][unit].pk, "lead_person_id": person and person.pk,
        "giver_id": giver.pk, "recorder_id": who["clerk"].pk if spread % 10 == 0 else giver.pk, "due_on": due.date(),
        "state": state, "percent": 100 if state in {"done", "reported"} else spread % 80, "kept": None if is_open else not late,
        "created_at": given, "assigned_at": given, "known_since": given.date(), "accepted_at": given + DAY,
        "stepped_at": ended or max(given, NOW - DAY * (spread % 30)), "ended_at": ended,
        "reported_at": ended or (NOW - DAY if state == "reported" else None),
        "remind_at": NOW + DAY * (1 + spread % 9) if is_open else None, "search_text": plain(title),
    }  # fmt: skip


def add(numbers: Iterable[int], open_ones: set[int] | range, who: dict[str, Any]) -> None:
    """Load the tasks of these numbers, a report for each that was handed in, a supporter for every tenth."""
    from tasks.models import Report, Task

    numbers = list(numbers)
    made = (task(number, is_open=number in open_ones, who=who) for number in numbers)
    load(Task, made)
    load(
        Report,
        filter(None, (_report(number, is_open=number in open_ones, who=who) for number in numbers)),
    )
    supporters = (
        {"task_id": n, "unit_id": who["units"][(n + 1) % UNITS].pk} for n in numbers if n % 10 == 0
    )
    load(Task.supporters.through, supporters)


def _report(number: int, *, is_open: bool, who: dict[str, Any]) -> dict[str, Any] | None:
    row = task(number, is_open=is_open, who=who)
    if row["reported_at"] is None:
        return None
    waits = row["state"] == "reported"
    return {
        "task_id": number, "kind": "result", "text": "Đã xong", "percent": 100, "by_id": who["head"].pk,
        "at": row["reported_at"], "kept": True if waits else row["kept"], "verdict": "waiting" if waits else "accepted",
    }  # fmt: skip


def load(model: Any, rows: Iterator[dict[str, Any]]) -> None:
    """Put rows into the model's table: COPY on PostgreSQL, one long INSERT a batch on SQLite."""
    from django.db import connection, transaction

    first = next(rows, None)
    if first is None:
        return
    empty = {
        f.column: f.get_db_prep_save(f.get_default(), connection)
        for f in model._meta.concrete_fields
        if f.column != "id"
    }
    columns = list({**empty, **first})
    table, names = model._meta.db_table, ", ".join(f'"{c}"' for c in columns)
    values = ([{**empty, **row}[c] for c in columns] for row in _with(first, rows))
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in values:
                    copy.write_row(row)
            return
        marks = ", ".join("%s" for _c in columns)
        while batch := list(islice(values, BATCH)):
            plain = [
                [
                    connection.ops.adapt_datetimefield_value(v) if isinstance(v, datetime) else v
                    for v in row
                ]
                for row in batch
            ]
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', plain)


def _with(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest


class WithoutIndexes:
    """The tables of tasks without their indexes while very much is loaded; made again and measured at the end."""

    def __enter__(self) -> None:
        from django.db import connection

        from core.fulltext import TRIGGERS
        from tasks.models import Task

        self.indexes = Task._meta.indexes
        with connection.schema_editor() as editor:
            for index in self.indexes:
                editor.remove_index(Task, index)
            if connection.vendor == "postgresql":
                editor.execute("DROP INDEX IF EXISTS tasks_task_text")
            else:
                for name in TRIGGERS:
                    editor.execute(f"DROP TRIGGER tasks_task_text_{name}")

    def __exit__(self, *_error: object) -> None:
        from django.db import connection

        from core.fulltext import create
        from tasks.models import Task

        with connection.schema_editor() as editor:
            for index in self.indexes:
                editor.add_index(Task, index)
            create(editor, "tasks_task")
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence('tasks_task', 'id'), (SELECT max(id) FROM tasks_task))"
                )
                cursor.execute("VACUUM ANALYZE")  # its own housekeeper does so; SQLite has none
