"""The command's contract: verdicts, JSON, exit codes; never a traceback, never for long."""

from __future__ import annotations

import io
import json
import os
import time
import zlib

import pikepdf
import pytest
from django.core.management import call_command

from signing.bounded.parent import verify_files
from signing.verify.verdicts import Reason, Verdict
from tests.signing.attacks import one_byte

FILE = {"file", "verdict", "signatures", "reason", "reason_code"}
SIGNATURE = {
    "signer",
    "time",
    "field",
    "intact",
    "trusted",
    "covers_whole_file",
    "modification",
    "reason",
}


def run(*arguments):
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", *map(str, arguments), stdout=out)
    return ended.value.code, out.getvalue()


@pytest.fixture
def files(tmp_path, sealed, draft):
    made = {
        "good.pdf": sealed,
        "changed.pdf": one_byte(sealed, sealed.find(b"stream") + 20),
        "plain.pdf": draft,
        "empty.pdf": b"",
        "letter.pdf": b"Kinh gui",
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_json_says_it_all(files, root_pem):
    names = ["good.pdf", "changed.pdf", "plain.pdf", "empty.pdf", "letter.pdf", "missing.pdf", "."]
    code, out = run(*(files / name for name in names), "--trust", root_pem, "--json")
    told = json.loads(out)["files"]
    assert code == 1
    assert [one["verdict"] for one in told] == [
        "valid",
        "modified",
        "unsigned",
        "malformed",
        "malformed",
        "malformed",
        "malformed",
    ]
    assert all(set(one) >= FILE for one in told)
    assert all(set(one) >= SIGNATURE for one in told[0]["signatures"])
    assert all(one["reason"] for one in told)


def test_only_valid_files_end_with_zero(files, root_pem):
    code, out = run(files / "good.pdf", "--trust", root_pem)
    assert code == 0
    assert "valid" in out
    code, out = run(files / "good.pdf")
    assert code == 1
    assert "untrusted" in out


def test_without_trust_the_installations_store_counts(files, root_pem, settings, tmp_path):
    settings.DATA_DIR, settings.DEMO = tmp_path / "data", True
    (settings.DATA_DIR / "trust").mkdir(parents=True)
    (settings.DATA_DIR / "trust" / "city.pem").write_bytes(root_pem.read_bytes())
    assert run(files / "good.pdf")[0] == 0
    settings.DEMO = (
        False  # our test authority is the demonstration's: outside of one it vouches for nobody
    )
    code, out = run(files / "good.pdf", "--json")
    told = json.loads(out)["files"][0]
    assert (code, told["verdict"], told["reason_code"]) == (1, "untrusted", "sample")


def test_a_spoilt_trust_file_is_named(files, tmp_path):
    (tmp_path / "trust.pem").write_text("no certificate")
    code, out = run(files / "good.pdf", "--trust", tmp_path / "trust.pem", "--json")
    assert code == 1
    assert json.loads(out)["files"][0]["reason_code"] == "bad_trust"


def bomb():
    """A small file with a page that unfolds to 300 megabytes."""
    packed = zlib.compress(b"0 0 m " * (50 << 20), 1)
    out = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page()
        page.Contents = pikepdf.Stream(document, b"")
        page.Contents.write(packed, filter=pikepdf.Name.FlateDecode)
        document.save(out)
    return out.getvalue()


def deep():
    """Thousands of arrays within each other."""
    body = b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"]" * 200_000 + b"\nendobj\n"
    table = b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
    trailer = b"trailer\n<</Size 2/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + table + trailer


def loop():
    """Tables that point at each other for ever."""
    body = b"%PDF-1.7\n"
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\n"
    return body + table + b"startxref\n9\n%%EOF\n"


@pytest.mark.parametrize("make", [bomb, deep, loop])
def test_hostile_files_are_answered_in_time(make, tmp_path, sealed, root_pem):
    (tmp_path / "hostile.pdf").write_bytes(make())
    (tmp_path / "good.pdf").write_bytes(sealed)
    begun = time.monotonic()
    found = [
        judgement.verdict
        for _path, judgement in verify_files(
            [tmp_path / "hostile.pdf", tmp_path / "good.pdf"], [root_pem]
        )
    ]
    assert found[0] in {Verdict.UNSIGNED, Verdict.MALFORMED}
    assert found[1] == Verdict.VALID
    assert time.monotonic() - begun < 40


def test_a_pipe_and_a_huge_file_get_a_sentence(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    with (tmp_path / "huge.pdf").open("wb") as file:
        file.truncate(3 << 30)
    found = dict(verify_files([tmp_path / "pipe.pdf", tmp_path / "huge.pdf"], []))
    assert found[tmp_path / "pipe.pdf"].reason == Reason.NOT_A_FILE
    assert found[tmp_path / "huge.pdf"].reason == Reason.TOO_BIG


def test_a_name_in_other_bytes_is_printed(tmp_path, root_pem):
    path = os.fsencode(tmp_path) + b"/quy\xe9t.pdf"
    code, out = run(os.fsdecode(path), "--trust", root_pem, "--json")
    assert code == 1
    assert json.loads(out)["files"][0]["reason_code"] == "missing"
