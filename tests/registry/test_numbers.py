"""Numbers of documents: none missing, none doubled, none put in afterwards; paper and electronic in one series."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from core.clock import at, today
from core.refused import Refused
from documents import registers
from documents.actions import open_folder
from documents.models import NumberState, Paper, RegisterNumber
from registry.actions import kinds, outgoing
from registry.models import Issue
from registry.queries.register import Asked, line, printed, rows_of, totals

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def on_paper(number, kind="qd", **more):
    given = {"on": today(), "subject": "Về việc cấp đất", "signer": "Nguyễn Văn An", **more}
    return outgoing.OnPaper(kind=kind, number=number, **given)


def paper(who, title="Quyết định"):
    folder = open_folder("Văn bản", topic="folder.1", unit=who.committee)
    return Paper.objects.create(folder=folder, title=title, kind="qd", created_by=who.chi)


def taken(who, suffix="QĐ-UBND"):
    with transaction.atomic():
        return registers.take(paper(who), unit=who.committee, suffix=suffix, by=who.chi)


def test_paper_and_electronic_share_one_series(who):
    assert taken(who).notation == "01/QĐ-UBND"
    issue = outgoing.enter_paper(who.committee, on_paper(2), by=who.chi)
    assert issue.number.notation == "02/QĐ-UBND"
    assert taken(who).notation == "03/QĐ-UBND"
    assert Issue.objects.count() == 3


def test_a_number_that_is_not_the_next_is_refused(who):
    for number in (2, 1_000):
        with pytest.raises(Refused, match=r"01|bỏ cách"):
            outgoing.enter_paper(who.committee, on_paper(number), by=who.chi)
    outgoing.enter_paper(who.committee, on_paper(1), by=who.chi)
    with pytest.raises(Refused):
        outgoing.enter_paper(who.committee, on_paper(1), by=who.chi)
    assert RegisterNumber.objects.count() == 1


def test_nothing_is_put_in_before_the_last_day(who):
    outgoing.enter_paper(who.committee, on_paper(1), by=who.chi)
    yesterday = today() - dt.timedelta(days=1)
    with pytest.raises(Refused):
        outgoing.enter_paper(who.committee, on_paper(2, on=yesterday), by=who.chi)
    with pytest.raises(Refused):
        outgoing.enter_paper(who.committee, on_paper(2, on=today() + dt.timedelta(days=1)), by=who.chi)  # fmt: skip


def test_numbers_set_aside_are_filled_or_cancelled_never_missing(who):
    rows = outgoing.set_aside(who.committee, kind="qd", count=3, reason="Bảo trì", by=who.chi)
    assert [row.notation for row in rows] == ["01/QĐ-UBND", "02/QĐ-UBND", "03/QĐ-UBND"]
    assert taken(who).notation == "04/QĐ-UBND"
    outgoing.enter_paper(who.committee, on_paper(2), by=who.chi)
    outgoing.cancel_number(rows[2], reason="Không dùng", by=who.chi)
    found = list(rows_of(who.committee, Asked()).order_by("number"))
    assert [row.state for row in found] == ["reserved", "taken", "cancelled", "taken"]
    assert line(found[0]).cells[9] == "Số để dành: Bảo trì"
    assert line(found[2]).struck
    assert totals(rows_of(who.committee, Asked())) == {"all": 4, "reserved": 1, "cancelled": 1, "waiting": 2}  # fmt: skip
    with pytest.raises(Refused):
        outgoing.enter_paper(who.committee, on_paper(3), by=who.chi)


def test_a_rollback_gives_number_and_entry_back(who):
    class GaveUp(Exception):
        pass

    def giving_up():
        with transaction.atomic():
            registers.take(paper(who), unit=who.committee, suffix="QĐ-UBND", by=who.chi)
            raise GaveUp

    with pytest.raises(GaveUp):
        giving_up()
    assert (RegisterNumber.objects.count(), Issue.objects.count()) == (0, 0)
    assert taken(who).number == 1


@pytest.mark.parametrize(
    ("moment", "notation", "year"),
    [
        (dt.datetime(2026, 12, 31, 23, 59, 59, tzinfo=HANOI), "01/QĐ-UBND", 2026),
        (dt.datetime(2026, 12, 31, 17, 0, 0, tzinfo=dt.UTC), "01/QĐ-UBND", 2027),
        (dt.datetime(2026, 12, 31, 16, 59, 59, tzinfo=dt.UTC), "01/QĐ-UBND", 2026),
    ],
)
def test_the_year_ends_at_midnight_in_vietnam(who, moment, notation, year):
    with at(moment):
        row = taken(who)
    assert (row.notation, row.register.year, row.on.year) == (notation, year, year)


def test_the_new_year_begins_at_01_and_the_old_one_is_closed(who):
    with at(dt.datetime(2026, 12, 31, 23, 0, tzinfo=HANOI)):
        assert [taken(who).number, taken(who).number] == [1, 2]
    with at(dt.datetime(2027, 1, 1, 0, 0, 1, tzinfo=HANOI)):
        assert taken(who).number == 1
        with pytest.raises(Refused):
            outgoing.enter_paper(who.committee, on_paper(3, on=dt.date(2026, 12, 30)), by=who.chi)


def test_kinds_have_their_own_series_unless_arranged_otherwise(who):
    series = kinds.open_series(who.committee, code="VB", title="Sổ chung", letters="", by=who.chi)
    for kind in ("bc", "kh"):
        kinds.arrange_kind(who.committee, kind, offered=True, series=series, pattern="", by=who.chi)
    made = [outgoing.enter_paper(who.committee, on_paper(n, kind), by=who.chi).number.notation for n, kind in ((1, "bc"), (2, "kh"), (1, "ttr"))]  # fmt: skip
    assert made == ["01/BC-UBND", "02/KH-UBND", "01/TTr-UBND"]
    with pytest.raises(Refused):
        kinds.close_series(series, by=who.chi)


def test_the_book_is_printed_to_be_bound(who):
    for number in range(1, 4):
        outgoing.enter_paper(who.committee, on_paper(number), by=who.chi)
    made = printed(RegisterNumber.objects.first().register)
    assert made.pages == 2
    assert made.pdf.startswith(b"%PDF")


def test_a_cancelled_number_does_not_come_back(who):
    row = taken(who)
    outgoing.cancel_number(row, reason="Ghi nhầm sổ", by=who.chi)
    assert taken(who).number == 2
    assert RegisterNumber.objects.get(pk=row.pk).state == NumberState.CANCELLED
    with pytest.raises(Refused):
        outgoing.cancel_number(row, reason="", by=who.chi)
