"""What a file says of itself is repeated, but never as if the verifier had said it."""

from __future__ import annotations

import io

import pytest
from cryptography.hazmat.primitives import serialization
from django.core.management import call_command

from signing.verify.judge import judge
from signing.verify.verdicts import Verdict
from tests.signing.hand import FIELD, VALUE, hand_signed, later, signed_by

LIE = "Ky\x1b[2K\rgood.pdf: valid\n  [valid] So\u202e"
SAID = b"<feff%s>" % LIE.encode("utf-16-be").hex().encode()


@pytest.fixture(scope="module")
def lying(leader):
    said = VALUE + b"/Reason" + SAID + b"/Location" + SAID
    signed = hand_signed(signed_by(leader), {6: FIELD.replace(b"(Ky)", SAID)}, start=said, size=20)
    return later(signed, {4: b"null"}, size=20)


def test_no_name_moves_the_cursor_or_begins_a_line(lying, leader, tmp_path):
    path, root = tmp_path / "a.pdf", tmp_path / "root.pem"
    path.write_bytes(lying)
    root.write_bytes(leader.chain[-1].public_bytes(serialization.Encoding.PEM))
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("verify", str(path), "--trust", str(root), stdout=out)
    lines = out.getvalue().split("\n")
    assert [line for line in lines if line.lstrip().startswith(("[valid]", "good.pdf"))] == []
    assert not set("\x1b\r\u202e") & set(out.getvalue())


def test_nor_in_what_is_told_elsewhere(lying, roots):
    found = judge(lying, roots)
    one = found.signatures[0]
    assert found.verdict == Verdict.MODIFIED
    for said in (one.field, one.capacity, one.location):
        assert said.startswith("Ky�")
        assert said.isprintable()
