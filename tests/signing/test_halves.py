"""Two halves make one signature, whoever signs between them; what does not belong together makes none."""

from __future__ import annotations

import dataclasses
import datetime as dt
import subprocess

import pytest

from signing.pdf import halves
from signing.pdf.draft import Mark
from signing.verify.verdicts import Verdict
from tests.services import need


@pytest.fixture(scope="session")
def half(prepared, leader):
    mark = Mark("ChuKy1", b"", "Ký duyệt", "Sông Hà", certify=True)
    at = dt.datetime.now(dt.UTC)
    return halves.prepare(prepared.content, mark, certificate=leader.certificate, at=at)


def completed(half, key, signature=None):
    signature = signature or key.sign(half.attributes)
    return halves.complete(half, signature, certificate=key.certificate, chain=key.chain)


def test_two_halves_are_one_signature(half, leader, verdict, tmp_path):
    signed = completed(half, leader)
    found = verdict(signed)
    assert (found.verdict, found.signatures[0].signer) == (Verdict.VALID, leader.holder)
    (tmp_path / "signed.pdf").write_bytes(signed)
    need("pdfsig", "poppler-utils")
    command = ["pdfsig", tmp_path / "signed.pdf"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in said, said


def test_p256_signs_between_the_halves(prepared, state_ca, verdict):
    key, at = state_ca.key("deputy"), dt.datetime.now(dt.UTC)
    half = halves.prepare(prepared.content, Mark("ChuKy1"), certificate=key.certificate, at=at)
    found = verdict(completed(half, key)).signatures[0]
    assert (found.intact, found.signer) == (True, key.holder)


def test_the_prepared_file_is_only_added_to(half, prepared):
    assert half.content.startswith(prepared.content)


def test_a_signature_of_another_key_is_not_embedded(half, leader, agency):
    with pytest.raises(halves.WrongSignature):
        completed(half, leader, agency.sign(half.attributes))
    with pytest.raises(halves.WrongSignature):
        completed(half, leader, leader.sign(b"something else"))
    with pytest.raises(halves.WrongSignature):
        completed(half, leader, b"garbage")


@pytest.mark.parametrize(
    "change",
    [
        {"content": lambda half: half.content.replace(b"%PDF-1", b"%PDF-2", 1)},
        {"start": lambda half: half.start + 1},
        {"end": lambda half: half.end - 2},
        {"digest": lambda _half: bytes(32)},
        {"attributes": lambda half: half.attributes.replace(half.digest, bytes(32))},
    ],
)
def test_what_was_changed_between_is_not_completed(half, leader, change):
    other = dataclasses.replace(half, **{name: how(half) for name, how in change.items()})
    with pytest.raises(halves.Moved):
        completed(other, leader)


def test_a_timestamp_stands_in_the_container(half, leader, verdict, state_ca):
    from signing.levels.stamps import stamper

    stamp = stamper(state_ca.tsa())
    made = halves.complete(
        half,
        leader.sign(half.attributes),
        certificate=leader.certificate,
        chain=leader.chain,
        stamp=lambda digest: stamp(digest).content,
    )
    assert verdict(made).signatures[0].intact
    assert bytes.fromhex("2a864886f70d010910020e") in bytes.fromhex(
        made[half.start + 1 : half.end - 1].decode()
    )
