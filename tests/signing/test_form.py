"""The checker of forms: right documents have no deviation, each wrong one exactly the one that was put into it."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command
from docx import Document
from docx.shared import Mm, Pt

from documents.word import Marked, write_word
from signing.looks import decree30
from signing.looks.check import FORMS as RULES
from signing.looks.check import check_path, from_bytes
from tests.signing.forms import DATA, RIGHT, right, wrong
from tests.signing.wrong_forms import WRONG

LEAST_FOUND, MOST_FALSE = 0.95, 0.02


def rules(content, form=""):
    return {one.rule for one in from_bytes(content, form).deviations}


@pytest.mark.parametrize("form", RIGHT)
def test_our_own_forms_are_right(form):
    assert rules(right(form)) == set()


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What was found in each wrong document, printed once for all."""
    answer = {}
    for rule, (form, edits, changed) in WRONG.items():
        content = wrong(tmp_path_factory.mktemp("forms"), form, edits, **changed)
        answer[rule] = {one.rule: one for one in from_bytes(content).deviations}
    return answer


@pytest.mark.xdist_group("wrong_forms")
def test_each_wrong_document_is_found_out(found, capsys):
    missed = {rule for rule, seen in found.items() if rule not in seen}
    beside = {rule: set(seen) - {rule} for rule, seen in found.items() if set(seen) - {rule}}
    hit, false = 1 - len(missed) / len(WRONG), len(beside) / len(WRONG)
    with capsys.disabled():
        print(
            f"\nform checker: {len(WRONG)} wrong documents, {hit:.0%} found, {false:.0%} with something else beside it"
        )
    assert hit >= LEAST_FOUND, missed
    assert false <= MOST_FALSE, beside


@pytest.mark.xdist_group("wrong_forms")
def test_what_is_told_is_measured_required_and_where(found):
    one = found["nation.size"]["nation.size"]
    assert (one.measured, one.required, one.clause) == ("10.5 pt", "12–13 pt", "II.1.a")
    assert one.page == 1
    assert one.box[0] > 90  # on the right
    assert found["body.size"]["body.size"].measured == "12 pt"
    assert found["motto.rule"]["motto.rule"].measured in ("55 %", "56 %")
    assert found["margin.left"]["margin.left"].measured == "25 mm"
    assert found["name.academic"]["name.academic"].measured == "TS."


def test_every_rule_of_a_page_has_a_wrong_document():
    shown = {rule.id for rule in (*decree30.SHOWN_RULES, *decree30.MARK_RULES)}
    assert {rule.id for rule in decree30.DOCUMENT} - shown - set(WRONG) == set()


@pytest.mark.parametrize("form", RULES)
def test_rules_have_their_clause_and_no_two_the_same_name(form):
    names = [rule.id for rule in RULES[form]]
    assert len(names) == len(set(names))
    assert all(rule.clause and rule.required for rule in RULES[form])


def test_the_command_tells_and_answers_with_its_code(tmp_path, capsys):
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(right("report"))
    form, edits, changed = WRONG["number.zero"]
    bad.write_bytes(wrong(tmp_path, form, edits, **changed))
    call_command("check_form", str(good))
    assert "Không có sai lệch nào" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        call_command("check_form", str(bad), "--json")
    assert ended.value.code == 1
    answer = json.loads(capsys.readouterr().out)
    assert [one["rule"] for one in answer["deviations"]] == ["number.zero"]


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7 broken", b"PK\x03\x04nothing"])
def test_what_cannot_be_read_gets_a_sentence(content, tmp_path, capsys):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(SystemExit) as ended:
        call_command("check_form", str(path))
    assert ended.value.code == 2
    assert "tệp" in capsys.readouterr().out.lower()


@pytest.mark.parametrize("form", ["decision", "report", "minutes", "conclusions"])
def test_our_own_word_files_are_right(form, tmp_path):
    assert {one.rule for one in check_path(written(form, tmp_path)).deviations} == set()


WORD = {
    "margin.left": lambda word: setattr(word.sections[0], "left_margin", Mm(20)),
    "font.face": lambda word: setattr(body(word).runs[0].font, "name", "Arial"),
    "body.size": lambda word: [setattr(run.font, "size", Pt(11)) for run in all_runs(word)],
    "body.indent": lambda word: [
        setattr(one.paragraph_format, "first_line_indent", Mm(0)) for one in word.paragraphs
    ],
    "body.justified": lambda word: [
        setattr(one, "alignment", 0) for one in word.paragraphs if one.alignment == 3
    ],
    "kind.bold": lambda word: [
        setattr(run, "bold", False) for run in word.paragraphs[0].runs or word.paragraphs[1].runs
    ],
    "number.slash": lambda word: replace_in(word.tables[0].cell(1, 0), "/", " "),
    "nation.capitals": lambda word: replace_in(word.tables[0].cell(0, 1), "CỘNG HÒA", "Cộng hòa"),
    "name.bold": lambda word: [
        setattr(run, "bold", False) for run in word.tables[-1].cell(0, 1).paragraphs[-1].runs
    ],
    "recipients.kept": lambda word: replace_in(word.tables[-1].cell(0, 0), "Lưu: VT", "Phòng"),
}  # fmt: skip


@pytest.mark.parametrize("rule", WORD)
def test_what_is_wrong_in_a_word_file_is_found(rule, tmp_path):
    path = written("report", tmp_path)
    word = Document(str(path))
    WORD[rule](word)
    word.save(str(path))
    found = {one.rule for one in check_path(path).deviations}
    assert rule in found
    assert len(found) <= 2


def written(form, folder):
    data = {**DATA, **RIGHT[form]}
    blocks = [
        Marked(f"b{at}", 1, one["kind"], one["text"])
        for at, one in enumerate(data["body"])
        if "text" in one
    ]
    path = folder / "van-ban.docx"
    path.write_bytes(write_word(form, data, blocks, draft=1))
    return path


def body(word):
    return next(one for one in word.paragraphs if one.alignment == 3)


def all_runs(word):
    return [run for one in word.paragraphs if one.alignment == 3 for run in one.runs]


def replace_in(cell, old, new):
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
