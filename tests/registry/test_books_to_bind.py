"""The registers of incoming documents to be printed: last year's too, for a register is bound when its year is over."""

from __future__ import annotations

import subprocess
from datetime import date

from core.clock import now, today
from registry.models import IncomingBook
from registry.printing import Column, Cover, Line, book


def test_the_year_that_is_over_may_still_be_printed_and_a_long_book_says_how_long(client, who):
    year = today().year
    IncomingBook.objects.create(agency=who.committee, year=year - 1, last_number=9_800)
    client.force_login(who.chi)
    said = client.get("/registry/incoming/").content.decode()
    for of in (year, year - 1):
        assert f"/registry/incoming/books/{who.committee.pk}/{of}/register.pdf" in said
    assert said.count("dòng: in mất khoảng 11 giây") == 1
    assert "9800" in said.replace(".", "").replace("\xa0", "")
    book = f"/registry/incoming/books/{who.committee.pk}/{year - 1}/tracking.pdf"
    assert client.get(book).content.startswith(b"%PDF")


def pages(lines):
    """The numbers on each page of a book of these lines."""
    made = book(Cover("Xã", "Sổ", 2026), (Column("Số"), Column("Trích yếu")), lines, at=now())
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=made.pdf, capture_output=True, check=True)  # fmt: skip
    each = told.stdout.decode().split("\f")
    found = [[row.split()[0] for row in page.splitlines() if "Việc" in row] for page in each]
    return [page for page in found if page]


def test_each_month_of_a_long_book_begins_a_page_and_what_came_late_stays_in_its_place(settings):
    settings.TSA_URL = ""
    days = {n: date(2026, 1 + n // 500, 5) for n in range(1, 1202)} | {730: date(2025, 12, 31)}
    lines = [Line((str(n), f"Việc {n}"), on=on) for n, on in days.items()]
    long, short = pages(lines), pages(lines[:900])
    assert [number for page in long for number in page] == [str(n) for n in days]
    assert {"500", "1000"} <= {page[0] for page in long}
    assert "730" not in {page[0] for page in long}
    assert "500" not in {page[0] for page in short}
