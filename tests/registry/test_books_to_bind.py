"""The registers of incoming documents to be printed: last year's too, for a register is bound when its year is over."""

from __future__ import annotations

from core.clock import today
from registry.models import IncomingBook


def test_the_year_that_is_over_may_still_be_printed_and_a_long_book_says_how_long(client, who):
    year = today().year
    IncomingBook.objects.create(agency=who.committee, year=year - 1, last_number=9_800)
    client.force_login(who.chi)
    said = client.get("/registry/incoming/").content.decode()
    for of in (year, year - 1):
        assert f"/registry/incoming/books/{who.committee.pk}/{of}/register.pdf" in said
    assert said.count("dòng: in mất khoảng 14 giây") == 1
    assert "9800" in said.replace(".", "").replace("\xa0", "")
    book = f"/registry/incoming/books/{who.committee.pk}/{year - 1}/tracking.pdf"
    assert client.get(book).content.startswith(b"%PDF")
