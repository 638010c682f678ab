"""Files that an attacker built against this verifier: fields, comments, certificates that were never meant to sign."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string

from signing.pdf.keys import OpenKey
from signing.verify.judge import judge
from signing.verify.verdicts import Notice, Reason, Verdict
from tests.signing import attacks, makers
from tests.signing import attacks_certified as certified

LINE, WHOLE = (60, 600, 300, 620), (0, 0, 595, 842)
TRUE = b"0 g BT /F1 12 Tf 2 4 Td (100 trieu) Tj ET"
FALSE = b"0 g BT /F1 12 Tf 2 4 Td (900 trieu) Tj ET"
OTHER_PAGE = b"1 g 0 0 595 842 re f 0 g BT /F1 18 Tf 70 778 Td (Giao 900 ty cho Cong ty X.) Tj ET"


def with_field(kind, rect, **more):
    """The paper with one more field on it."""

    def change(writer):
        one = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/Widget"),
                pdf_name("/FT"): pdf_name(kind),
                pdf_name("/T"): pdf_string("Truong"),
                pdf_name("/Rect"): certified.numbers(rect),
                pdf_name("/F"): generic.NumberObject(4),
                **{pdf_name(f"/{key}"): make(writer) for key, make in more.items()},
            }
        )
        reference = writer.add_object(one)
        form = {pdf_name("/Fields"): generic.ArrayObject([reference])}
        writer.root[pdf_name("/AcroForm")] = generic.DictionaryObject(form)
        writer.update_root()
        first = attacks.page(writer)
        first["/Annots"].append(reference)
        writer.update_container(first["/Annots"])

    return attacks.updated(certified.paper(), change)


def filled(data, **more):
    """The field says or shows something else."""

    def change(writer):
        one = attacks.field(writer, "Truong")
        for key, make in more.items():
            one[pdf_name(f"/{key}")] = make(writer)
        writer.update_container(one)

    return attacks.updated(data, change)


def text(said):
    return lambda _writer: pdf_string(said)


def name(said):
    return lambda _writer: pdf_name(said)


def shown(code, rect=LINE, encoding=None):
    def make(writer):
        drawing = certified.drawing(writer, code, rect)
        if encoding is not None:
            drawing["/N"]["/Resources"]["/Font"]["/F1"][pdf_name("/Encoding")] = encoding
        return drawing

    return make


def state(code):
    """The drawing of a ticked box."""

    def make(writer):
        ticked = certified.drawing(writer, code, LINE).raw_get("/N")
        states = generic.DictionaryObject({pdf_name("/Yes"): ticked})
        return generic.DictionaryObject({pdf_name("/N"): states})

    return make


def swapped():
    """An encoding in which a 1 is drawn as a 9."""
    swap = [generic.NumberObject(49), pdf_name("/nine"), pdf_name("/zero")]
    kinds = {pdf_name("/Type"): pdf_name("/Encoding")}
    return generic.DictionaryObject({**kinds, pdf_name("/Differences"): generic.ArrayObject(swap)})


def test_an_empty_field_over_the_page_is_not_filled_with_another_page(leader, verdict):
    signed = makers.pyhanko_signs(with_field("/Tx", WHOLE), leader)
    assert verdict(signed).verdict == Verdict.VALID
    found = verdict(filled(signed, V=text("x"), AP=shown(OTHER_PAGE, WHOLE)))
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.HIDDEN), found


def test_an_empty_field_may_be_filled(leader, verdict):
    signed = makers.pyhanko_signs(with_field("/Tx", LINE), leader)
    found = verdict(filled(signed, V=text("100 trieu"), AP=shown(TRUE)))
    assert (found.verdict, found.reason) == (Verdict.VALID, Reason.GOOD_THEN_FILLED), found


def test_a_ticked_box_keeps_its_drawing(leader, verdict):
    box = with_field("/Btn", LINE, V=name("/Yes"), AS=name("/Yes"), AP=state(TRUE))
    signed = makers.pyhanko_signs(box, leader)
    assert verdict(signed).verdict == Verdict.VALID
    assert verdict(filled(signed, AP=state(FALSE))).verdict == Verdict.MODIFIED


def test_a_box_may_be_ticked(leader, verdict):
    signed = makers.pyhanko_signs(with_field("/Btn", LINE, V=name("/Off"), AS=name("/Off"), AP=state(TRUE)), leader)  # fmt: skip
    found = verdict(filled(signed, V=name("/Yes"), AS=name("/Yes")))
    assert found.verdict == Verdict.VALID, found


def test_the_same_words_in_other_letters_are_other_words(leader, verdict):
    field = with_field("/Tx", LINE, V=text("100 trieu"), AP=shown(TRUE))
    signed = makers.pyhanko_signs(field, leader)
    again = verdict(filled(signed, AP=shown(TRUE)))
    assert again.verdict == Verdict.VALID, again
    found = verdict(filled(signed, AP=shown(TRUE, encoding=swapped())))
    assert found.verdict == Verdict.MODIFIED, found


@pytest.mark.parametrize("kind", ["/Square", "/Ink", "/Highlight", "/Line", "/Text", "/Caret"])
def test_no_comment_of_whatever_kind_prints(kind, leader, verdict):
    allowed = certified.certified(leader)
    found = verdict(certified.commented(allowed, kind, certified.MARGIN, certified.PRINT))
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.HIDDEN), found


def test_what_printers_show_and_screens_do_not(leader, verdict):
    flags = generic.NumberObject(4 | 32)
    data = certified.certified(leader)
    data = certified.commented(data, "/Square", certified.TEXT, certified.WHITE, F=flags)
    assert verdict(data).verdict == Verdict.MODIFIED


def test_the_last_of_many_comments_is_looked_at(leader, verdict):
    data = certified.certified(leader)
    for at in range(41):
        place = (400, 30 + at * 5, 404, 34 + at * 5)
        data = certified.commented(data, "/Square", place, b"0 0 1 RG 0 0 3 3 re S")
    assert verdict(data).verdict == Verdict.VALID
    assert verdict(certified.covering(data)).verdict == Verdict.MODIFIED


def test_a_page_as_large_as_a_wall_is_looked_at(leader, verdict):
    large = certified.paper(box=b"[0 0 6000 6000]")
    more = {"certify": True, "docmdp_permissions": certified.MDPPerm.ANNOTATE}
    signed = makers.pyhanko_signs(large, leader, **more)
    assert verdict(signed).verdict == Verdict.VALID
    assert verdict(certified.covering(signed)).verdict == Verdict.MODIFIED


# ---------------------------------------------------------------- certificates

SIGNS, ISSUES = ("digital_signature", "content_commitment"), ("digital_signature", "key_cert_sign")
ALL = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip


def issued(above=None, *, usage=SIGNS, ca=False, purposes=(), curve=None, chain=(), name=None):
    key, now = ec.generate_private_key(curve or ec.SECP256R1()), dt.datetime.now(dt.UTC)
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name or f"Thử {key.private_numbers().private_value % 9999}")])  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(above.certificate.subject if above else own)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
        .add_extension(x509.KeyUsage(**{one: one in usage for one in ALL}), critical=True)
    )
    if purposes:
        made = made.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
    signer = above.private if above else key
    return OpenKey(key, made.sign(signer, hashes.SHA256()), chain)


@pytest.fixture(scope="module")
def root():
    return issued(usage=ISSUES, ca=True)


def worth(key, root):
    der = root.certificate.public_bytes(serialization.Encoding.DER)
    found = judge(makers.pyhanko_signs(certified.paper(), key, strict=False), [asn1.Certificate.load(der)])  # fmt: skip
    return found.verdict, found.reason


E = ExtendedKeyUsageOID


@pytest.mark.parametrize(
    "purposes",
    [
        [E.SERVER_AUTH],
        [E.TIME_STAMPING],
        [E.OCSP_SIGNING],
        [E.SERVER_AUTH, E.CLIENT_AUTH],
    ],
)
def test_certificates_of_machines_sign_no_documents(purposes, root):
    assert worth(issued(root, purposes=purposes), root) == (
        Verdict.UNTRUSTED,
        Reason.WRONG_USAGE,
    )


@pytest.mark.parametrize("purposes", [[], [E.CLIENT_AUTH, E.EMAIL_PROTECTION], [E.CODE_SIGNING]])
def test_certificates_of_people_and_makers_do(purposes, root):
    assert worth(issued(root, purposes=purposes), root) == (Verdict.VALID, Reason.GOOD)


def test_an_authority_below_the_root_is_nobody_who_signs(root):
    assert worth(issued(root, usage=ISSUES, ca=True), root)[1] == Reason.WRONG_USAGE


def test_who_was_not_made_an_authority_issues_nothing(root):
    leaf = issued(root, usage=(*SIGNS, "key_cert_sign"))
    fake = issued(leaf, chain=(leaf.certificate,))
    assert worth(fake, root) == (Verdict.UNTRUSTED, Reason.UNKNOWN_SIGNER)


def test_a_root_that_the_file_brings_vouches_for_nobody(root):
    own = issued(usage=ISSUES, ca=True)
    fake = issued(own, chain=(own.certificate,))
    assert worth(fake, root) == (Verdict.UNTRUSTED, Reason.UNKNOWN_SIGNER)


def test_short_curves_are_weak(root):
    assert worth(issued(root, curve=ec.SECP192R1()), root) == (Verdict.UNTRUSTED, Reason.WEAK)


TRUE_NAME = "Ủy ban nhân dân thành phố Mẫu"


@pytest.mark.parametrize(
    ("name", "shown", "warned"),
    [
        (TRUE_NAME, TRUE_NAME, False),
        (unicodedata.normalize("NFD", TRUE_NAME), TRUE_NAME, False),
        (TRUE_NAME.replace("a", "а"), TRUE_NAME.replace("a", "а"), True),  # Cyrillic
        ("Ủy ban \u202eẫuM", "Ủy ban \ufffdẫuM", True),  # read from the right
        ("Ủy\u200b ban", "Ủy\ufffd ban", True),  # a space that nobody sees
    ],
)
def test_names_that_look_like_others(name, shown, warned, root):
    der = root.certificate.public_bytes(serialization.Encoding.DER)
    data = makers.pyhanko_signs(certified.paper(), issued(root, name=name), strict=False)
    found = judge(data, [asn1.Certificate.load(der)]).signatures[0]
    assert (found.signer, Notice.LOOKALIKE in found.notices) == (shown, warned)
