"""Marks of text alone: attachments in files of their own and electronic copies."""

from __future__ import annotations

import datetime as dt

import pytest

from core.refused import Refused
from documents import actions as papers
from documents.models import Version
from signing.actions import attaching
from signing.looks.check import check, from_bytes, read_pdf
from signing.pdf import marks
from signing.pdf.sign import Mark, sign
from signing.verify.verdicts import Verdict
from tests import world
from tests.signing.forms import right
from tests.signing.way import seals, sent, signs

AT = dt.datetime(2026, 11, 22, 3, 15, 30, tzinfo=dt.UTC)


def test_the_time_is_iso_8601_in_vietnams_zone():
    assert marks.iso_time(AT) == "2026-11-22T10:15:30+07:00"


def marked(content, lines, key, **how):
    ready = marks.prepare_mark(content, lines, **how)
    return sign(
        ready.content, Mark(ready.field, marks.text_mark(lines), certify=True), key=key
    ), ready


def test_an_attachment_carries_number_and_time_at_the_top_right(agency, verdict):
    content, ready = marked(right("official"), marks.attachment_lines("05/QĐ-UBND", AT), agency)
    assert not ready.covers
    assert verdict(content).verdict in (Verdict.VALID, Verdict.UNTRUSTED)
    assert from_bytes(content, "attachment").deviations == ()
    mark = next(one for one in read_pdf(content).shown if one.is_text)
    assert mark.text == "Số: 05/QĐ-UBND\nThời gian ký: 2026-11-22T10:15:30+07:00"
    assert mark.size == pytest.approx(10, abs=0.2)
    assert mark.box[2] == pytest.approx(195, abs=1)
    assert mark.box[3] > 285


def test_a_copy_says_its_form_and_agency_and_drops_what_it_cannot_keep(agency, signed):
    lines = marks.copy_lines(marks.CopyForm.SAO_LUC, "Ủy ban nhân dân thành phố Sông Hà", AT)
    with pytest.raises(marks.AlreadySigned):
        marks.prepare_mark(signed, lines)
    content, _ready = marked(signed, lines, agency, flatten=True)
    reading = read_pdf(content)
    assert [one.text.split("\n")[0] for one in reading.shown if one.is_text] == ["SAO LỤC"]
    assert check(reading, "attachment").deviations == ()


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        (("Số: 05/QĐ-UBND", "Thời gian ký: 22/11/2026"), "mark.words"),
        (("Thời gian ký: 2026-11-22T10:15:30+07:00",), "mark.words"),
    ],
)
def test_a_wrong_mark_is_found_out(agency, lines, rule):
    content, _ready = marked(right("official"), lines, agency)
    assert {one.rule for one in from_bytes(content, "attachment").deviations} == {rule}


def test_a_mark_that_is_missing_or_in_another_size_is_found_out(agency, monkeypatch):
    assert {one.rule for one in from_bytes(right("official"), "attachment").deviations} == {
        "mark.there"
    }
    monkeypatch.setattr(marks, "SIZE", 12.0)
    lines = marks.attachment_lines("06/QĐ-UBND", AT)
    content, _ready = marked(right("official"), lines, agency)
    assert {one.rule for one in from_bytes(content, "attachment").deviations} == {"mark.size"}


@pytest.mark.django_db(transaction=True)
def test_attachments_are_sealed_in_the_same_act(settings, tmp_path):
    settings.DEMO, settings.DATA_DIR = True, tmp_path
    who = world.cast()
    route = sent(who)
    annex = papers.add_paper_bytes(
        route.paper.folder, title="Phụ lục", content=right("official"), name="phu-luc.pdf", by=who.chi
    )  # fmt: skip
    row = attaching.attach(route, annex.versions.get(), by=who.chi)
    assert attaching.attach(route, annex.versions.get(), by=who.chi) == row
    with pytest.raises(Refused):
        attaching.attach(route, route.current, by=who.chi)
    signs(route, who)
    seals(route, who)
    row.refresh_from_db()
    route.refresh_from_db()
    sealed = Version.objects.get(pk=row.sealed_id)
    mark = next(one for one in read_pdf(sealed.read()).shown if one.is_text)
    assert route.paper.notation in mark.text
    assert "+07:00" in mark.text
    with pytest.raises(Refused):
        attaching.detach(row, by=who.chi)
