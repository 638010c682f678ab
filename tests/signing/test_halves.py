"""Two halves make one signature, whoever signs between them; what does not belong together makes none."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import subprocess

import pytest

from signing.pdf import halves
from signing.pdf.draft import Mark
from signing.verify.verdicts import Verdict
from tests.services import need
from tests.signing.agents import halved


@pytest.fixture(scope="session")
def half(prepared, leader):
    """The prepared bytes, and what they wait for."""
    mark = Mark("ChuKy1", b"", "Ký duyệt", "Sông Hà", certify=True)
    return halved(prepared.content, mark, leader.certificate)


@pytest.fixture
def completed(tmp_path):
    def complete(half, key, signature=None, **more):
        content, waits = half
        source, target = tmp_path / "source.pdf", tmp_path / "target.pdf"
        source.write_bytes(content)
        running = halves.complete(
            waits,
            source,
            target,
            signature or key.sign(waits.attributes),
            certificate=key.certificate,
            chain=key.chain,
            **more,
        )
        made = target.read_bytes()
        assert running.digest() == hashlib.sha256(made).digest(), "what follows is stamped over it"
        return made

    return complete


def test_two_halves_are_one_signature(half, leader, verdict, completed, tmp_path):
    signed = completed(half, leader)
    found = verdict(signed)
    assert (found.verdict, found.signatures[0].signer) == (Verdict.VALID, leader.holder)
    (tmp_path / "signed.pdf").write_bytes(signed)
    need("pdfsig", "poppler-utils")
    command = ["pdfsig", tmp_path / "signed.pdf"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in said, said


def test_p256_signs_between_the_halves(prepared, state_ca, verdict, completed):
    key = state_ca.key("deputy")
    half = halved(prepared.content, Mark("ChuKy1"), key.certificate)
    found = verdict(completed(half, key)).signatures[0]
    assert (found.intact, found.signer) == (True, key.holder)


def test_the_prepared_file_is_only_added_to(half, prepared):
    assert half[0].startswith(prepared.content)


def test_a_signature_of_another_key_is_not_embedded(half, leader, agency, completed):
    with pytest.raises(halves.WrongSignature):
        completed(half, leader, agency.sign(half[1].attributes))
    with pytest.raises(halves.WrongSignature):
        completed(half, leader, leader.sign(b"something else"))
    with pytest.raises(halves.WrongSignature):
        completed(half, leader, b"garbage")


def swapped(content, half):
    return content.replace(b"%PDF-1", b"%PDF-2", 1), half


def filled(content, half):
    """Somebody has put something into the place: it is outside of what the digest covers."""
    return content[: half.start + 9] + b"1" + content[half.start + 10 :], half


def renamed(content, half):
    """The attributes speak of another file."""
    other = half.attributes.replace(half.digest, bytes(32))
    return content, dataclasses.replace(half, attributes=other)


def shifted(**by):
    def change(content, half):
        moved = {name: getattr(half, name) + much for name, much in by.items()}
        return content, dataclasses.replace(half, **moved)

    return change


CHANGES = {
    "content": swapped,
    "place": filled,
    "start": shifted(start=1),
    "end": shifted(end=-2),
    "both": shifted(start=2, end=2),
    "turned": shifted(start=9_999_999),
    "digest": lambda content, half: (content, dataclasses.replace(half, digest=bytes(32))),
    "cut": lambda content, half: (content[: half.start + 100], half),
    "attributes": renamed,
    "longer": lambda content, half: (content + b"\n", half),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_changed_between_is_not_completed(half, leader, completed, change):
    with pytest.raises(halves.Moved):
        completed(change(*half), leader)


def test_a_source_that_is_not_the_one_shown_is_not_prepared(prepared, leader, tmp_path):
    source, target = tmp_path / "source.pdf", tmp_path / "target.pdf"
    source.write_bytes(prepared.content)
    given = {"certificate": leader.certificate, "at": dt.datetime.now(dt.UTC)}
    with pytest.raises(halves.Moved):
        halves.prepare(source, target, Mark("ChuKy1"), sha256="0" * 64, **given)


def test_a_timestamp_stands_in_the_container(half, leader, verdict, state_ca, completed):
    from signing.levels.stamps import stamper

    stamp = stamper(state_ca.tsa())
    made = completed(half, leader, stamp=lambda digest: stamp(digest).content)
    assert verdict(made).signatures[0].intact
    assert bytes.fromhex("2a864886f70d010910020e") in bytes.fromhex(
        made[half[1].start + 1 : half[1].end - 1].decode()
    )
