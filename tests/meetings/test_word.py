"""A draft goes to Word and comes back; hostile files are refused with a sentence, before anything is unpacked."""

import io
import struct
import time
import zipfile
import zlib

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.refused import Refused
from documents.word_reading import keep_word, read_word
from meetings import actions
from meetings.models import WordReturn
from tests import world
from tests.meetings.scenes_after import minutes


def upload(content, name="bien-ban.docx"):
    return SimpleUploadedFile(name, content)


def back(draft, content, by=None):
    """The file comes back: the comparison."""
    kept = keep_word(upload(content))
    return actions.word_returned(draft, read_word(kept.path), kept, name="a.docx", by=by or world.cast().chi)  # fmt: skip


def edited(draft, change):
    """The Word file after somebody changed it."""
    document = docx.Document(io.BytesIO(actions.word_file(draft)))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraph(document, beginning):
    return next(one for one in document.paragraphs if one.text.startswith(beginning))


def differences(word):
    return [(row["kind"], row["old"], row["new"]) for row in word.rows]


@pytest.fixture
def draft(who):
    return minutes()


class TestTheFile:
    def test_it_looks_as_the_decree_wants(self, draft):
        document = docx.Document(io.BytesIO(actions.word_file(draft)))
        section = document.sections[0]
        assert [round(x.mm) for x in (section.page_width, section.page_height)] == [210, 297]
        assert 20 <= section.top_margin.mm <= 25
        assert 30 <= section.left_margin.mm <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20
        assert document.styles["Normal"].font.name == "Times New Roman"
        said = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BB-UBND", "Nơi nhận:", "THƯ KÝ", "Nguyễn Văn An"):  # fmt: skip
            assert any(words in text for text in said), words

    def test_unchanged_it_says_the_same(self, draft):
        assert back(draft, actions.word_file(draft)).rows == []

    def test_what_people_wrote_is_text(self, draft):
        key = draft.blocks.get(source="place").key
        actions.write_block(draft, key, "Địa điểm: <w:p>&amp; “A”\u2028 số 2", seen=1, by=draft.created_by)  # fmt: skip
        draft.refresh_from_db()
        assert back(draft, actions.word_file(draft)).rows == []


class TestComingBack:
    def test_changed_added_and_removed_are_shown_and_taken_over(self, draft, who):
        def change(document):
            paragraph(document, "Địa điểm").runs[0].text = "Địa điểm: Hội trường lớn."
            paragraph(document, "III.").insert_paragraph_before("Đoạn do Chi thêm.")
            gone = paragraph(document, "2.1.")._p
            gone.getparent().remove(gone)

        word = back(draft, edited(draft, change))
        assert differences(word) == [
            ("changed", "Địa điểm: …", "Địa điểm: Hội trường lớn."),
            ("added", "", "Đoạn do Chi thêm."),
            ("removed", "2.1. Nêu rõ nguồn kinh phí.", ""),
        ]
        actions.take_all(word, by=who.chi)
        texts = list(draft.blocks.order_by("position").values_list("text", flat=True))
        assert "Địa điểm: Hội trường lớn." in texts
        assert texts.index("Đoạn do Chi thêm.") == texts.index("III. KẾT LUẬN CỦA CHỦ TRÌ") - 1
        assert "2.1. Nêu rõ nguồn kinh phí." not in texts
        assert set(draft.changes.values_list("how", flat=True)) == {"word"}

    def test_one_row_is_left_as_it_was(self, draft, who):
        word = back(draft, edited(draft, lambda d: paragraph(d, "Địa điểm").add_run(" Tầng 2.")))
        actions.leave_row(word, 0, by=who.chi)
        assert draft.blocks.get(source="place").text == "Địa điểm: …"
        with pytest.raises(Refused):
            actions.take_row(word, 0, by=who.chi)

    def test_what_was_changed_here_meanwhile_is_not_written_over_unseen(self, draft, who):
        content = edited(draft, lambda d: paragraph(d, "Địa điểm").add_run(" Tầng 2."))
        block = draft.blocks.get(source="place")
        actions.write_block(draft, block.key, "Địa điểm: Phòng 5.", seen=1, by=who.an)
        word = back(draft, content)
        assert word.rows[0]["meanwhile"]
        actions.take_all(word, by=who.chi)
        assert draft.blocks.get(source="place").text == "Địa điểm: Phòng 5."

    def test_what_was_changed_here_only_is_no_difference(self, draft, who):
        content = actions.word_file(draft)
        block = draft.blocks.get(source="place")
        actions.write_block(draft, block.key, "Địa điểm: Phòng 5.", seen=1, by=who.an)
        assert back(draft, content).rows == []

    def test_without_its_marks_a_paragraph_is_known_by_its_words(self, draft):
        def strip(document):
            one = paragraph(document, "Biểu quyết")
            for child in list(one._p):
                if child.tag.endswith(("bookmarkStart", "bookmarkEnd")):
                    one._p.remove(child)
            one.add_run(" Không có ý kiến khác.")

        word = back(draft, edited(draft, strip))
        assert [row["kind"] for row in word.rows] == ["changed"]
        assert word.rows[0]["new"].endswith("Không có ý kiến khác.")

    def test_recipients_and_subject_can_be_taken_over(self, draft, who):
        def change(document):
            next(p for t in document.tables for r in t.rows for c in r.cells for p in c.paragraphs if p.text.startswith("- Lưu")).runs[0].text = "- Lưu: VT, Chi."  # fmt: skip

        word = back(draft, edited(draft, change))
        actions.take_row(word, 0, by=who.chi)
        draft.refresh_from_db()
        assert draft.head["recipients"][-1] == "Lưu: VT, Chi."

    def test_a_file_of_another_document_is_refused(self, draft):
        other = minutes_of_another()
        with pytest.raises(Refused):
            back(draft, actions.word_file(other))

    def test_the_comparison_is_a_page_for_the_clerk_only(self, draft, client, who):
        word = back(draft, edited(draft, lambda d: paragraph(d, "Địa điểm").add_run(" <b>x</b>")))
        for person, status in ((who.chi, 200), (who.binh, 403), (who.dung, 404)):
            client.force_login(person)
            answer = client.get(word.get_absolute_url())
            assert answer.status_code == status, person
            if status == 200:
                assert "&lt;b&gt;x&lt;/b&gt;" in answer.content.decode()


def minutes_of_another():
    """Minutes of a second meeting."""
    meeting = actions.close_meeting(world.in_session("Phiên khác"), by=world.cast().an)
    return actions.draft_minutes(meeting, by=world.cast().chi)


# ---------------------------------------------------------------- hostile files (faults S9, S10, S11)


def rezipped(content, **more):
    """The file with entries put in or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:  # fmt: skip
        for name in old.namelist():
            new.writestr(name, more.pop(name, None) or old.read(name))
        for name, data in more.items():
            new.writestr(name, data)
    return out.getvalue()


def many_entries(content):
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as archive:
        for number in range(100_000):
            archive.writestr(f"x{number}", b"")
    return out.getvalue()


def lying_size(content):
    """An entry whose directory says 100 bytes and which unpacks to 400 MB."""
    big = b"<w:document>" + b" " * 400_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(big) + packer.flush()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != "word/document.xml":
                new.writestr(name, old.read(name))
    body = out.getvalue()
    name, crc = b"word/document.xml", zlib.crc32(big)
    place = body.rfind(b"PK\x05\x06")
    start = struct.unpack("<I", body[place + 16 : place + 20])[0]
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(packed), 100, len(name), 0) + name + packed  # fmt: skip
    entry = b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 8, 0, 33, crc, len(packed), 100, len(name), 0, 0, 0, 0, 0, start) + name  # fmt: skip
    count = struct.unpack("<H", body[place + 10 : place + 12])[0] + 1
    directory = body[start:place] + entry
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), start + len(local), 0)  # fmt: skip
    return body[:start] + local + directory + end


XXE = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
TEMPLATE = b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>'
HOSTILE = {
    "empty": lambda _c: b"",
    "not a zip": lambda _c: b"%PDF-1.7 hello",
    "polyglot": lambda c: b"<html></html>" + c,
    "cut in the middle": lambda c: c[: len(c) // 2],
    "zip bomb": lambda c: rezipped(c, **{"word/media/a.bin": b"\0" * 200_000_000}),
    "size that lies": lying_size,
    "100,000 entries": many_entries,
    "macros": lambda c: rezipped(c, **{"word/vbaProject.bin": b"x"}),
    "embedded file": lambda c: rezipped(c, **{"word/embeddings/a.docx": b"x"}),
    "external template": lambda c: rezipped(c, **{"word/_rels/settings.xml.rels": TEMPLATE}),
    "XXE": lambda c: rezipped(c, **{"word/document.xml": XXE}),
    "deep nesting": lambda c: rezipped(c, **{"word/document.xml": b"<a>" * 200_000}),
    "no document": lambda _c: rezipped(b"PK\x05\x06" + b"\0" * 18, **{"x.txt": b"x"}),
    "50 MB": lambda _c: b"PK\x03\x04" + b"\0" * 50_000_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused_with_a_sentence(who, kind):
    content = HOSTILE[kind](actions.word_file(minutes()))
    began = time.monotonic()
    with pytest.raises(Refused) as caught:
        read_word(keep_word(upload(content)).path)
    assert len(str(caught.value)) > 10
    assert "passwd" not in str(caught.value)
    assert time.monotonic() - began < 15


def test_the_page_refuses_and_nothing_is_kept(client, who):
    draft = minutes()
    client.force_login(who.chi)
    url = reverse("meetings:word_upload", args=[draft.pk])
    for content in (b"", b"MZ not word", HOSTILE["XXE"](actions.word_file(draft))):
        answer = client.post(url, {"file": upload(content)})
        assert answer.status_code in (409, 422), answer
    assert client.post(url, {}).status_code == 422
    assert not WordReturn.objects.exists()
