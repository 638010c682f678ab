"""What leaves the room: the table, the statistics; and what comes in on paper."""

import io
import zipfile

import pytest
from django.urls import reverse

from opinions import actions
from opinions.models import Sheet
from tests import world
from tests.opinions import scenes


def _page(client, person, url):
    client.force_login(person)
    answer = client.get(url)
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def _send(round_, **choices):
    data = {"how": "send"}
    for matter in round_.matters.all():
        data |= {f"choice_{matter.pk}": "agree", f"text_{matter.pk}": ""}
    return {**data, **choices}


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_table_is_exported_with_every_word_as_text(client, who, kind):
    evil = '=HYPERLINK("http://x","y")'
    round_ = scenes.collecting()
    scenes.answers(round_, who.binh, "other", text=evil)
    actions.close_round(round_, reason="x", by=who.chi)
    client.force_login(who.chi)
    answer = client.get(reverse(f"opinions:table_{kind}", args=[round_.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        inside = "xl/worksheets/sheet1.xml" if kind == "xlsx" else "word/document.xml"
        text = file.read(inside).decode()
    assert "HYPERLINK" in text
    assert "<f>" not in text
    assert "instrText" not in text


def test_the_table_is_printed_in_the_form_of_the_decree(client, who):
    import subprocess

    round_ = scenes.closed(drafting_unit=scenes.drafting(), units=[who.department])
    client.force_login(who.chi)
    content = client.get(reverse("opinions:table_pdf", args=[round_.pk])).content
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    told = text.stdout.decode()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in told
    assert "Tiếp thu, giải trình" in told
    assert "Nên chia" in told


def test_the_statistics_count_by_member_and_by_round(client, who):
    with scenes.at(23, 9):
        scenes.announced()
    page = _page(client, who.chi, "/opinions/statistics/?year=2026")
    row = page[page.index("Trần Thị Bình") :].split("</tr>")[0]
    assert [cell.split("<")[0] for cell in row.split('text-end">')[1:]] == [
        "1",
        "1",
        "0",
        "0",
        "2",
        "0",
        "0",
    ]
    client.force_login(who.chi)
    for name in ("by_member", "by_round"):
        assert client.get(reverse(f"opinions:{name}") + "?year=2026").content[:2] == b"PK"
    assert "Vũ Thị Em" not in _page(client, who.binh, "/opinions/statistics/?year=2026")


def test_an_answer_on_paper_is_entered_with_its_scan_and_its_member_is_told(client, who):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from notices.models import Notice

    round_ = scenes.collecting()
    url = reverse("opinions:on_paper", args=[scenes.line(round_, who.binh).pk])
    client.force_login(who.binh)
    assert client.post(url, _send(round_)).status_code == 403
    client.force_login(who.chi)
    assert client.post(url, _send(round_)).status_code == 422
    scan = SimpleUploadedFile("phieu.pdf", world.pdf("Phieu giay"), "application/pdf")
    client.post(url, _send(round_, file=scan))
    sheet = Sheet.objects.get()
    assert (sheet.state, sheet.by, sheet.file is not None) == ("sent", who.chi, True)
    assert "Lê Thị Chi" in Notice.objects.filter(user=who.binh).latest("pk").sentence
    second = SimpleUploadedFile("phieu.pdf", world.pdf("Khac"), "application/pdf")
    assert client.post(url, _send(round_, file=second)).status_code == 409
    assert scenes.answers(round_, who.binh, "disagree").number == 2
