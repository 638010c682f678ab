"""Copies: true copies, extracts, copies of copies; their own register; scans that are unfit are refused."""

from __future__ import annotations

import io
import re
import uuid
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from core.refused import Refused
from documents import witness
from registry.actions import copies
from registry.copying import pages_of, scan_troubles
from registry.models import Copy, Issue
from signing import actions as signing
from signing.looks.check import read_pdf
from signing.strongbox import DEMO_PIN
from tests.registry.desk import drafted, seen, signed, step


def wanted(who, version, **more):
    given = {"form": "SY", "label": "Công văn số 01/UBND", "pages": "", "recipients": ("Lưu: VT.",), "signer": who.an, "capacity": "CHỦ TỊCH", **more}  # fmt: skip
    return copies.Wanted(source=version, **given)


@pytest.fixture
def version(who):
    return signed(drafted(who), who).paper.versions.order_by("-number").first()


def copied(who, version, **more):
    """Let An sign a copy and Chi number and seal it."""
    asked = wanted(who, version, **more)
    copy = copies.send_copy(asked, copies.make_copy(asked, who.committee), who.committee, by=who.chi)  # fmt: skip
    route = copy.paper.routes.get()
    signing.sign(step(route), pin=DEMO_PIN, seen=seen(route), by=who.an)
    signing.number_and_seal(step(route), pin=DEMO_PIN, seen=seen(route), by=who.chi)
    return Copy.objects.get(pk=copy.pk)


def file_of(paper):
    return paper.versions.order_by("-number").first()


def test_a_true_copy_is_signed_and_numbered_in_its_own_register(who, version):
    copy = copied(who, version)
    assert (copy.state, copy.paper.notation, copy.paper.state) == ("signed", "01/SY-UBND", "issued")
    assert copy.paper.registered.register.name == "SAO"
    assert not Issue.objects.filter(paper=copy.paper).exists()


def test_a_copy_bears_the_agencys_mark_of_text_at_the_top_right_of_page_1(who, version):
    """Decree 30/2020, Appendix I, part II: form of copy, agency, time; and it is the agency's signature that shows it."""
    content = file_of(copied(who, version).paper).read()
    mark = next(one for one in read_pdf(content).shown if one.is_text)
    form, agency, time = mark.text.split("\n")
    assert (form, agency) == ("SAO Y", who.committee.name)
    assert re.fullmatch(r"Thời gian ký: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", time)
    assert (mark.field, mark.page, round(mark.size)) == ("ConDau", 0, 10)
    assert mark.box[2] == pytest.approx(195, abs=1)
    assert mark.box[3] > 280
    assert witness.opinion(Path(file_of(Copy.objects.get().paper).path)).verdict in (
        "valid",
        "untrusted",
    )


def test_a_copy_of_a_copy_bears_both_marks_side_by_side(who, version):
    first = copied(who, version)
    content = file_of(copied(who, file_of(first.paper), form="SL").paper).read()
    mark = next(one for one in read_pdf(content).shown if one.is_text)
    page = pdfium.PdfDocument(content)[0]
    across = page.get_textpage().get_text_bounded(bottom=page.get_height() - 80)
    assert mark.text.startswith("SAO LỤC")
    assert "SAO Y" in across
    assert mark.box[2] < 120


@pytest.mark.parametrize(
    "bad",
    [
        {"form": "TrS", "pages": ""}, {"form": "SY", "pages": "2-9"}, {"form": "SL"}, {"form": "XX"},
        {"form": "TrS", "pages": "0"},
    ],
)  # fmt: skip
def test_unfit_copies_are_refused(who, version, bad):
    with pytest.raises(Refused):
        copies.make_copy(wanted(who, version, **bad), who.committee)


@pytest.mark.parametrize(
    ("words", "pages"), [("", [1, 2, 3, 4]), ("1-2, 4", [1, 2, 4]), ("3,3, 1", [1, 3])]
)
def test_pages_are_named(words, pages):
    assert pages_of(words, 4) == pages


@pytest.mark.parametrize("bad", ["5", "2-1", "a", "1-", "-", "1;2", "0-1", "99999999"])
def test_pages_that_are_not_there_are_refused(bad):
    with pytest.raises(Refused):
        pages_of(bad, 4)


@pytest.mark.parametrize(
    ("dpi", "mode", "fit"), [(200, "RGB", True), (300, "RGB", True), (150, "RGB", False), (300, "L", False)]
)  # fmt: skip
def test_a_scan_must_be_sharp_and_in_colour(tmp_path, dpi, mode, fit):
    image = Image.new(mode, (round(8.27 * dpi), round(11.69 * dpi)), 200 if mode == "L" else (200, 220, 240))  # fmt: skip
    out = io.BytesIO()
    image.save(out, "PDF", resolution=dpi)
    path = tmp_path / "scan.pdf"
    path.write_bytes(out.getvalue())
    assert (scan_troubles(path) == []) is fit


@pytest.mark.django_db(transaction=True)
def test_a_copy_asked_for_twice_is_made_once_and_signed_as_usual(client, who, version):
    client.force_login(who.chi)
    given = {"form": "SY", "label": "Công văn số 01/UBND", "signer": who.an.pk, "act": str(uuid.uuid4())}  # fmt: skip
    address = f"/registry/copies/of/{version.pk}/"
    assert 'name="act"' in client.get(address).content.decode()
    first, again = client.post(address, given), client.post(address, given)
    assert (first.status_code, again.status_code, again.url) == (302, 302, first.url)
    assert Copy.objects.get().capacity == "CHỦ TỊCH"
