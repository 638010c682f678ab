"""`manage.py propose FILE`: text, PDF and Word files in, JSON or lines out; a sentence for every bad file."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from docx import Document

from core.workdays import WorkCalendar
from tasks.management.commands import propose
from tasks.texts import text_of

ORDER = "Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế lập dự toán trước ngày 15/5/2026."


@pytest.fixture
def say(tmp_path, capsys, monkeypatch):
    def no_table():
        raise OperationalError("no such table: core_calendarday")

    monkeypatch.setattr(propose, "city_calendar", no_table)

    def said(content, *options, name="text.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        call_command("propose", str(path), *options)
        return capsys.readouterr().out

    return said


def test_json_is_all_that_is_printed(say):
    told = json.loads(say(ORDER, "--json"))
    assert told == {
        "tasks": [
            {
                "text": ORDER, "start": 0, "end": len(ORDER), "lead": ["Sở Tài chính"], "coordinate": ["Sở Y tế"],
                "deadline": {"kind": "date", "date": "2026-05-15", "quote": "trước ngày 15/5/2026"},
            }
        ]
    }  # fmt: skip


def test_an_hour_is_told_and_the_day_of_issue_counts(say):
    hour = json.loads(say("Giao Sở Y tế báo cáo trước 10h00 ngày 01/4/2026.", "--json"))
    assert hour["tasks"][0]["deadline"]["time"] == "10:00"
    days = json.loads(
        say("Giao Sở Y tế báo cáo trong 03 ngày.", "--json", "--issued", "2026-03-30")
    )
    assert days["tasks"][0]["deadline"]["date"] == "2026-04-02"


def test_without_a_year_a_sentence_says_why_there_is_no_date(tmp_path, capsys, say):
    found = json.loads(say("Giao Sở Y tế báo cáo trước ngày 15/5.", "--json"))
    due = found["tasks"][0]["deadline"]
    assert (due["kind"], due["date"]) == ("date", None)
    for words, told in (("15/5", True), ("15/5/2026", False)):
        path = tmp_path / "year.txt"
        path.write_text(f"Giao Sở Y tế báo cáo trước ngày {words}.")
        call_command("propose", str(path))
        assert ("không nêu năm" in capsys.readouterr().err) == told


def test_lines_for_people(say):
    out = say(ORDER)
    assert "Chủ trì: Sở Tài chính" in out
    assert "15/05/2026" in out
    assert "không giao nhiệm vụ nào" in say("Trời hôm nay đẹp.")


def test_without_a_database_the_official_days_off_count(say):
    told = json.loads(
        say("Giao Sở Y tế báo cáo trong 02 ngày làm việc.", "--json", "--issued", "2026-04-29")
    )
    assert told["tasks"][0]["deadline"]["date"] == "2026-05-05"


def test_word_and_pdf_say_the_same(tmp_path):
    word = Document()
    word.add_paragraph("KẾT LUẬN")
    word.add_paragraph(ORDER)
    word.save(tmp_path / "a.docx")
    assert text_of(tmp_path / "a.docx") == f"KẾT LUẬN\n{ORDER}"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "không có chữ"), (b"  \n ", "không có chữ"), (bytes(range(256)) * 50, "không phải văn bản"), (b"%PDF-1.7\nxx", "Không đọc được"),
        (b"PK\x03\x04" + b"x" * 90, ""), (b"a\x00b", "không phải văn bản"), ("Sở Y tế".encode("cp1258", "replace") + b"\xff\xfe\xfa", "UTF-8"),
    ],
)  # fmt: skip
def test_a_bad_file_gets_a_sentence(say, content, sentence):
    with pytest.raises(CommandError) as error:
        say(content, "--json")
    assert sentence in str(error.value)


def test_missing_huge_and_wrong_day(say, tmp_path):
    with pytest.raises(CommandError, match="Không có tệp"):
        call_command("propose", str(tmp_path / "none.txt"))
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    with pytest.raises(CommandError, match="lớn hơn"):
        call_command("propose", str(tmp_path / "huge.txt"))
    with pytest.raises(CommandError, match="YYYY-MM-DD"):
        say(ORDER, "--issued", "15/5/2026")


def test_utf16_and_a_mark_are_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(ORDER.encode("utf-16"))
    (tmp_path / "b.txt").write_bytes(ORDER.encode("utf-8-sig"))
    assert text_of(tmp_path / "a.txt") == text_of(tmp_path / "b.txt") == ORDER


def test_the_city_s_calendar_decides(say, monkeypatch):
    monkeypatch.setattr(
        propose, "city_calendar", lambda: WorkCalendar(off=frozenset({date(2026, 6, 2)}))
    )
    told = json.loads(
        say("Giao Sở Y tế báo cáo trong 02 ngày làm việc.", "--json", "--issued", "2026-06-01")
    )
    assert told["tasks"][0]["deadline"]["date"] == "2026-06-04"
