"""Poppler and OpenSSL say the same of our files; every letter stands where it should."""

from __future__ import annotations

import io
import re
import subprocess

import pikepdf
import pypdfium2
import pytest

from signing.pdf import pictures, places
from signing.pdf.keys import WrongPin, open_key, passphrase, write_key
from signing.pdf.prepare import Wanted, prepare
from signing.pdf.sign import Mark, NoSuchField, sign
from tests.documents.test_typeset import LETTERS
from tests.signing.attacks import one_byte, ranges
from tests.signing.conftest import AGENCY, FILLED, LEADER


@pytest.fixture
def on_disk(sealed, tmp_path):
    path = tmp_path / "quyet-dinh.pdf"
    path.write_bytes(sealed)
    return path


def pdfsig(path):
    return subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout


def test_poppler_finds_both_signatures_valid(on_disk, sealed):
    said = pdfsig(on_disk)
    assert said.count("Signature is Valid.") == 2
    assert f"Signer Certificate Common Name: {LEADER}" in said
    assert f"Signer Certificate Common Name: {AGENCY}" in said
    assert re.findall(r"(?:Not total|Total) document signed", said) == [
        "Not total document signed",
        "Total document signed",
    ]
    on_disk.write_bytes(one_byte(sealed, sealed.find(b"stream") + 20))
    assert pdfsig(on_disk).count("Digest Mismatch.") == 2


def test_openssl_agrees(sealed, root_pem, tmp_path):
    places = ranges(sealed)
    assert len(places) == 2
    for at, (_zero, first, second, length) in enumerate(places):
        (tmp_path / "tbs").write_bytes(sealed[:first] + sealed[second : second + length])
        contents = bytes.fromhex(sealed[first + 1 : second - 1].decode())
        (tmp_path / "cms").write_bytes(contents)
        command = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER"]
        command += ["-in", tmp_path / "cms", "-content", tmp_path / "tbs", "-CAfile", root_pem]
        done = subprocess.run([*command, "-out", "/dev/null"], capture_output=True, check=False)
        assert b"successful" in done.stderr, (at, done.stderr)


def test_qpdf_finds_nothing_wrong(on_disk):
    subprocess.run(["qpdf", "--check", on_disk], capture_output=True, check=True)


def test_number_and_date_stand_in_their_blanks(on_disk):
    done = subprocess.run(["pdftotext", "-layout", on_disk, "-"], capture_output=True, check=True)
    text = " ".join(done.stdout.decode().split())
    assert re.search(r"Số: 05 ?/QĐ-UBND", text)
    assert f"Sông Hà, {FILLED['NgayThangNam']}" in text
    assert LEADER in text


def test_the_seal_covers_a_third_of_the_signature_in_real_size(sealed):
    with pikepdf.open(io.BytesIO(sealed)) as document:
        boxes = {
            str(one.T): [float(edge) for edge in one.Rect] for one in document.Root.AcroForm.Fields
        }
    left, bottom, right, top = boxes["ConDau"]
    sign_left, _bottom, sign_right, _top = boxes["ChuKy1"]
    assert right - left == pytest.approx(36 * places.MM, abs=0.1)
    assert top - bottom == pytest.approx(36 * places.MM, abs=0.1)
    assert (right - sign_left) / (sign_right - sign_left) == pytest.approx(1 / 3, abs=0.01)


def test_signature_blue_and_seal_red_on_the_page(sealed):
    document = pypdfium2.PdfDocument(sealed)
    document.init_forms()
    try:
        picture = document[len(document) - 1].render(scale=2).to_pil().convert("RGB")
    finally:
        document.close()
    colours = picture.getcolors(maxcolors=1 << 24) or []
    red = sum(n for n, (r, g, b) in colours if r > 180 and g < 90 and b < 90)
    blue = sum(n for n, (r, g, b) in colours if b > 120 and r < 90 and g < 110)
    assert red > 500
    assert blue > 200


def letters_of(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return document[0].get_textpage().get_text_range()
    finally:
        document.close()


def test_every_vietnamese_letter_is_drawn_in_text_and_seal():
    for start in range(0, len(LETTERS), 24):
        some = "".join(LETTERS[start : start + 24])
        assert set(letters_of(pictures.text_picture(some, 400, 16))) >= set(some)
        round_about = letters_of(pictures.seal_picture(some))
        assert set(round_about) >= set(some.upper())


def test_the_letters_keep_their_widths():
    """The trap of 2048 units to the em: letters that fly apart. Text is as wide as its box says."""
    document = pypdfium2.PdfDocument(pictures.text_picture("ngày 22 tháng 11 năm 2026", 166, 16))
    try:
        page = document[0].get_textpage()
        boxes = [page.get_charbox(n) for n in range(page.count_chars())]
        document_width = boxes[-1][2] - boxes[0][0]
    finally:
        document.close()
    assert 110 < document_width < 166


def test_a_paper_without_blanks_and_names_is_signed_at_the_usual_place(leader, verdict):
    from tests.world import pdf

    prepared = prepare(pdf(pages=2), Wanted(signers=("Không có tên",)))
    assert prepared.places["ChuKy1"].page == 1
    assert (
        verdict(sign(prepared.content, Mark("ChuKy1", certify=True), key=leader)).verdict == "valid"
    )


def test_a_field_is_signed_once(signed, leader):
    with pytest.raises(NoSuchField):
        sign(signed, Mark("ChuKy1"), key=leader)
    with pytest.raises(NoSuchField):
        sign(signed, Mark("Khong"), key=leader)


def test_a_key_file_opens_with_its_pin_only(pki, tmp_path):
    path, secret = tmp_path / "key.p12", b"the installation's secret"
    write_key(path, pki, passphrase(secret, label="key", pin="12345678"))
    assert path.stat().st_mode & 0o077 == 0
    for wrong in (
        passphrase(secret, label="key", pin="12345679"),
        passphrase(secret, label="other", pin="12345678"),
        passphrase(b"another secret", label="key", pin="12345678"),
    ):
        with pytest.raises(WrongPin):
            open_key(path, wrong)
    right = passphrase(secret, label="key", pin="12345678")
    assert open_key(path, right) is open_key(path, right)
