"""Habits of signing programs, each alone: a good file is good in every one of them, a changed one never."""

from __future__ import annotations

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.name import _ASN1Type

from signing.pdf.keys import OpenKey
from signing.verify.judge import judge
from signing.verify.trust import read_certificates
from signing.verify.verdicts import Attack, Reason, Verdict
from tests.signing import makers
from tests.signing.attacks import one_byte
from tests.signing.hand import FIELD, OBJECTS, SHOWN, VALUE, hand_signed, later, signed_by

CATALOG = OBJECTS[1]
WIDGET = (
    FIELD.replace(b"/FT/Sig", b"").replace(b"/T(Ky)", b"/Parent 6 0 R").replace(b"/V 7 0 R", b"")
)
UTF_16 = "Ký tên".encode("utf-16-be").hex().encode()
OLD_FORM = {1: CATALOG.replace(b"/SigFlags 3", b"")}
HABITS = {
    "upper case": {"hexed": lambda made: made.hex().upper()},
    "mixed case": {"hexed": lambda made: made.hex()[:90].upper() + made.hex()[90:]},
    "wide range": {"spaces": b"[ %d  %d\n%d   %d ]"},
    "long numbers": {"spaces": b"[%d %010d %010d %010d]"},
    "no day": {"start": VALUE.split(b"/M(")[0]},
    "no type": {"start": VALUE.replace(b"/Type/Sig", b"")},
    "value in the field": {"objects": {6: FIELD.replace(b"7 0 R", b"@"), 7: b"null"}},
    "value in the form": {
        "objects": {
            1: CATALOG.replace(b"6 0 R", FIELD.replace(b"7 0 R", b"@")),
            6: b"null",
            7: b"null",
        }
    },
    "no widget": {
        "objects": {
            3: OBJECTS[3].replace(b"/Annots[6 0 R]", b""),
            6: b"<</FT/Sig/T(Ky)/V 7 0 R>>",
        }
    },
    "widgets below": {
        "objects": {
            3: OBJECTS[3].replace(b"[6 0 R]", b"[8 0 R 9 0 R]"),
            6: b"<</FT/Sig/T(Ky)/V 7 0 R/Kids[8 0 R 9 0 R]>>",
            8: WIDGET,
            9: WIDGET.replace(b"300 60 480 110", b"60 60 200 110"),
        }
    },
    "field in a tree": {
        "objects": {
            1: CATALOG.replace(b"[6 0 R]", b"[8 0 R]"),
            6: FIELD.replace(b"/FT/Sig", b"/Parent 8 0 R"),
            8: b"<</T(Muc)/FT/Sig/Kids[6 0 R]>>",
        }
    },
    "name in UTF-16": {"objects": {6: FIELD.replace(b"(Ky)", b"<FEFF%s>" % UTF_16)}},
    "period in a name": {"objects": {6: FIELD.replace(b"(Ky)", b"(muc.ky)")}},
    "turned page": {"objects": {3: OBJECTS[3].replace(b"/Contents", b"/Rotate 90/Contents")}},
    "points at nothing": {"objects": {3: OBJECTS[3].replace(b"/Parent", b"/Thumb 99 0 R/Parent")}},
    "numbers never used": {"size": 30},
    "PDF 1.3": {"header": b"%PDF-1.3\n"},
    "PDF 2.0": {"header": b"%PDF-2.0\n%\xe2\xe3\xcf\xd3\n"},
    "programs in the file": {
        "objects": {1: CATALOG.replace(b"/Pages", b"/OpenAction<</S/JavaScript/JS(1)>>/Pages")}
    },
    "filled up with noise": {"padding": bytes(range(1, 250)) * 60},
}
MOVED = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
NAMES = CATALOG.replace(b"/Pages", b"/Names 8 0 R/Pages")
FONTS = {
    1: CATALOG.replace(b"/SigFlags 3", b"/SigFlags 3/DR<</Font 8 0 R>>"),
    8: b"<</Helv 5 0 R>>",
}
STORE = CATALOG.replace(
    b"/Pages", b"/DSS<</VRI<</%s<</TU(D:2026)/Cert[8 0 R]>>>>/Certs[8 0 R]>>/Pages"
)
STORED = b"<</Length 3>>stream\nabc\nendstream"
# what a program may write later: what the signed file has beside the usual, and the later revision
AFTERWARDS = {
    "calls unused numbers free (iText)": ({}, {5: OBJECTS[5]}, {"free": (11, 12)}),
    "takes a number never used (poppler)": ({}, {9: b"<</A 1>>", 1: CATALOG}, {}),
    "names the form's flags": (OLD_FORM, {1: CATALOG}, {}),
    "same names in another object": ({1: NAMES, 8: b"<</A(b)>>"}, {1: NAMES.replace(b"8 0", b"9 0"), 9: b"<</A(b)>>"}, {}),
    "extensions in objects": ({}, {1: CATALOG.replace(b"/Pages", b"/Extensions 8 0 R/Pages"), 8: b"<</ADBE 9 0 R>>", 9: b"<</BaseVersion/1.7/ExtensionLevel 5>>"}, {}),
    "a font for the form's fields (PDFBox)": (FONTS, {8: b"<</Helv 5 0 R/ZaDb 9 0 R>>", 9: OBJECTS[5].replace(b"Times-Roman", b"ZapfDingbats")}, {}),
    "proofs written anew (iText)": ({1: STORE % (b"A" * 40), 8: STORED}, {1: (STORE % (b"A" * 40)).replace(b"2026", b"2027").replace(b"8 0", b"9 0"), 9: STORED}, {}),
    "the same again": ({}, {1: CATALOG, 3: OBJECTS[3], 2: OBJECTS[2]}, {}),
}  # fmt: skip


@pytest.mark.parametrize("habit", HABITS)
def test_a_good_file_is_good_whatever_its_maker_is_used_to(leader, roots, habit):
    how = dict(HABITS[habit])
    content = hand_signed(signed_by(leader), how.pop("objects", None), **how)
    found = judge(content, roots)
    assert (found.verdict, found.reason) == (Verdict.VALID, Reason.GOOD), found
    assert found.signatures[0].signer == leader.holder
    changed = judge(one_byte(content, content.find(SHOWN) + 30), roots)
    assert changed.verdict == Verdict.MODIFIED


@pytest.mark.parametrize("what", AFTERWARDS)
def test_what_programs_write_beside_a_signature_is_no_change(leader, roots, what):
    objects, revision, how = AFTERWARDS[what]
    content = later(hand_signed(signed_by(leader), {**objects}, size=20), revision, size=20, **how)
    found = judge(content, roots)
    assert (found.verdict, found.reason) == (Verdict.VALID, Reason.GOOD_THEN_FILLED), found


@pytest.mark.parametrize(
    ("objects", "revision", "how"),
    [
        ({}, {}, {"free": (5,)}),
        ({3: OBJECTS[3].replace(b"4 0 R", b"[4 0 R 9 0 R]")}, {9: OBJECTS[4]}, {}),
        (FONTS, {8: b"<</Helv 9 0 R>>", 9: OBJECTS[5]}, {}),
        ({1: NAMES, 8: b"<</A(b)>>"}, {1: NAMES.replace(b"8 0", b"9 0"), 9: b"<</A(c)>>"}, {}),
        ({}, {1: CATALOG.replace(b"/Pages", b"/DSS<</Evil 8 0 R>>/Pages"), 8: STORED}, {}),
        ({}, {1: CATALOG.replace(b"/Pages 2", b"/Pages 9"), 9: MOVED}, {}),
    ],
    ids=["used number freed", "promised", "font replaced", "names changed", "store", "pages"],
)
def test_what_only_looks_like_such_a_habit_is_a_change(leader, roots, objects, revision, how):
    content = later(hand_signed(signed_by(leader), objects, size=20), revision, size=20, **how)
    assert judge(content, roots).verdict == Verdict.MODIFIED


def test_a_single_byte_behind_the_container_is_no_filling(leader, roots):
    content = hand_signed(signed_by(leader), padding=b"\0" * 40 + b"\1")
    found = judge(content, roots)
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.PADDING_CHANGED)


@pytest.mark.parametrize(
    "names",
    [{"signature_name": "1.2.840.10045.2.1"}, {"digest_name": "1.2.840.113549.1.1.11"}],
    ids=["kind of key only (iText 5)", "signature's algorithm as hash (old Adobe)"],
)
def test_algorithms_under_the_names_of_old_makers(names, tmp_path):
    key, certificate = makers.self_signed("Khóa đường cong")
    content = hand_signed(signed_by(OpenKey(key, certificate, ()), **names))
    der = certificate.public_bytes(serialization.Encoding.DER)
    (tmp_path / "own.der").write_bytes(der)
    own = read_certificates([tmp_path / "own.der"])
    found = judge(content, own)
    assert found.verdict == Verdict.VALID, found
    assert found.signatures[0].algorithm == "ECDSA P-256, SHA-256"
    assert judge(one_byte(content, content.find(SHOWN) + 30), own).verdict == Verdict.MODIFIED


def test_who_signs_twice_in_one_container_signed_once(leader, roots):
    found = judge(hand_signed(signed_by(leader, twice_by=leader)), roots)
    assert found.verdict == Verdict.VALID, found


def test_two_people_in_one_container_are_too_many_but_no_forgery(leader, agency, roots):
    found = judge(hand_signed(signed_by(leader, twice_by=agency)), roots)
    assert (found.verdict, found.reason) == (Verdict.INVALID, Reason.UNSUPPORTED)
    assert found.signatures[0].attack != Attack.FORGERY


@pytest.mark.parametrize(
    "said",
    ["Ban hành".encode(), b"\xfe\xff" + "Ban hành".encode("utf-16-be")],
    ids=["UTF-8", "UTF-16"],
)
def test_why_somebody_signed_is_read_in_every_encoding(leader, roots, said):
    start = VALUE + b"/Reason<%s>/Location<%s>" % (said.hex().encode(), said.hex().encode())
    one = judge(hand_signed(signed_by(leader), start=start), roots).signatures[0]
    assert "b'" not in one.capacity
    assert one.location == "Ban hành"


def test_a_reason_in_no_encoding_is_still_words(leader, roots):
    twice = (b"\xfe\xff" + "Ban hành".encode("utf-16-be")).decode("latin-1").encode()
    start = VALUE + b"/Location<%s>" % twice.hex().encode()
    assert (
        judge(hand_signed(signed_by(leader), start=start), roots).signatures[0].location
        == "Ban hành"
    )


def test_the_signature_that_enables_a_form_for_a_reader_is_nobodys(leader, roots):
    enabled = {
        1: b"<</Type/Catalog/Pages 2 0 R/Perms<</UR3 7 0 R>>>>",
        3: OBJECTS[3].replace(b"/Annots[6 0 R]", b""),
        6: b"null",
    }
    assert judge(hand_signed(signed_by(leader), enabled), roots).verdict == Verdict.UNSIGNED
    hidden = {**enabled, 1: b"<</Type/Catalog/Pages 2 0 R>>"}
    assert judge(hand_signed(signed_by(leader), hidden), roots).reason == Reason.REMOVED


def test_a_container_that_carries_nothing_signs_the_file(leader, roots):
    content = hand_signed(signed_by(leader, carried=b""))
    assert judge(content, roots).verdict == Verdict.VALID
    changed = judge(one_byte(content, content.find(SHOWN) + 30), roots)
    assert changed.reason == Reason.CONTENT_CHANGED


@pytest.mark.parametrize("written", [_ASN1Type.UTF8String, _ASN1Type.PrintableString])
def test_a_certificate_without_any_extension_as_openssl_makes_it(written, tmp_path):
    above, root = makers.self_signed("Goc")
    key, own = makers.self_signed("Vo Thi Buoi")
    issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Goc", _type=written)])
    builder = x509.CertificateBuilder(issuer, own.subject, key.public_key(), 7)
    builder = builder.not_valid_before(own.not_valid_before_utc)
    issued = builder.not_valid_after(own.not_valid_after_utc).sign(above, hashes.SHA256())
    (tmp_path / "root.der").write_bytes(root.public_bytes(serialization.Encoding.DER))
    content = hand_signed(signed_by(OpenKey(key, issued, ())))
    found = judge(content, read_certificates([tmp_path / "root.der"]))
    assert found.verdict == Verdict.VALID, found
    assert [one["subject"] for one in found.signatures[0].chain] == ["Vo Thi Buoi", "Goc"]
