"""Files with a password that everybody may open, judged as closely as others: what belongs together and who uses what is found there, too."""

from __future__ import annotations

import hashlib
import re

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from pyhanko.pdf_utils.crypt._legacy import compute_u_value_r34
from pyhanko.sign.diff_analysis import SuspiciousModification

from signing.verify.changes import History
from signing.verify.judge import judge, opened
from signing.verify.locked import Rights
from signing.verify.verdicts import Reason, Verdict
from tests.signing.hand import OBJECTS, SHOWN, VALUE, hand_signed, later, signed_by
from tests.signing.test_habits_of_fields import FORM, SECOND, TEXT

KEY, CHECKED, MADE = bytes(range(32)), b"8 bytes.", b"another."
NOTHING = bytes(16)
LOCKED, OPEN = b"/StdCF", b"/Identity"
TEXTS = re.compile(rb"\(([^()]*)\)")
DRAWN = b"/Type/XObject/Subtype/Form/BBox[0 0 140 20]"
TRAILER = b"/Encrypt 14 0 R/ID[<%s><%s>]" % (b"00" * 16, b"00" * 16)


def _aes(key, content, mode=None):
    work = Cipher(algorithms.AES(key), mode or modes.CBC(NOTHING)).encryptor()
    return work.update(content) + work.finalize()


def _locked_by(password, kind):
    """Return the dictionary of Adobe's revision 5 (extension level 3)."""
    proof = hashlib.sha256(password + CHECKED).digest() + CHECKED + MADE
    sealed = _aes(hashlib.sha256(password + MADE).digest(), KEY)
    rights = _aes(KEY, (-4).to_bytes(8, "little", signed=True) + b"Tadb" + bytes(4), modes.ECB())
    return (
        b"<</Filter/Standard/V 5/R 5/Length 256/P -4/O<%s>/U<%s>/OE<%s>/UE<%s>/Perms<%s>"
        b"/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF%s/StrF%s>>"
    ) % (
        bytes(48).hex().encode(), proof.hex().encode(), bytes(32).hex().encode(),
        sealed.hex().encode(), rights.hex().encode(), kind, kind,
    )  # fmt: skip


def _locked(content):
    padding = 16 - len(content) % 16
    return NOTHING + _aes(KEY, content + bytes([padding]) * padding)


def _texts(body):
    """Encrypt the texts of a dictionary."""
    return TEXTS.sub(lambda found: b"<%s>" % _locked(found[1]).hex().encode(), body)


def _stream(content, keys=b"", *, kind=LOCKED):
    written = _locked(content) if kind == LOCKED else content
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (keys, len(written), written)


def _signed(leader, objects=None, *, password=b"", kind=LOCKED):
    streams = {4: _stream(SHOWN, kind=kind), 10: _stream(b"", DRAWN, kind=kind)}
    change = _texts if kind == LOCKED else bytes
    plain = {number: one for number, one in {**OBJECTS, **FORM}.items() if number not in streams}
    made = {number: change(one) for number, one in plain.items()}
    made |= {**streams, **(objects or {}), 14: _locked_by(password, kind)}
    return hand_signed(signed_by(leader), made, start=change(VALUE), trailer=TRAILER)


def test_a_file_locked_as_acrobat_9_and_itext_5_do_is_opened(leader, roots):
    found = judge(_signed(leader), roots)
    assert (found.verdict, found.reason) == (Verdict.VALID, Reason.GOOD), found
    content = opened(_signed(leader)).root["/Pages"]["/Kids"][0]["/Contents"]
    assert content.data == SHOWN


def test_a_file_with_a_password_of_its_own_stays_locked(leader, roots):
    found = judge(_signed(leader, password=b"mat khau"), roots)
    assert (found.verdict, found.reason) == (Verdict.MALFORMED, Reason.PASSWORD)


@pytest.mark.parametrize("written", [2147421752, 4294963192, -4104])
def test_what_a_file_allows_is_read_bit_for_bit(leader, roots, written):
    """TCPDF writes the rights without the highest bit, others without a sign."""
    owner = bytes(32)
    proof, _key = compute_u_value_r34(b"", 4, 16, owner, Rights(written), bytes(16), True)
    lock = (
        b"<</Filter/Standard/V 4/R 4/Length 128/P %d/O<%s>/U<%s>"
        b"/CF<</StdCF<</CFM/AESV2/AuthEvent/DocOpen/Length 16>>>>/StmF/Identity/StrF/Identity>>"
    ) % (written, owner.hex().encode(), proof.hex().encode())
    signed = hand_signed(signed_by(leader), {**FORM, 14: lock}, trailer=TRAILER)
    assert judge(signed, roots).verdict == Verdict.VALID


@pytest.mark.parametrize("kind", [LOCKED, OPEN])
def test_a_second_signature_may_bring_drawings_within_drawings(leader, roots, kind):
    """As iText draws it: the letters lie in a form within the form."""
    change = _texts if kind == LOCKED else bytes
    within = DRAWN + b"/Resources<</XObject<</FRM 13 0 R>>>>"
    new = {
        8: change(FORM[8][:-2]) + b"/AP<</N 11 0 R>>/V 12 0 R>>",
        11: _stream(b"/FRM Do", within, kind=kind),
        12: SECOND,
        13: _stream(b"", DRAWN, kind=kind),
    }
    signed = later(_signed(leader, kind=kind), new, size=15, trailer=TRAILER)
    found = judge(signed, roots).signatures[0]
    assert (found.verdict, found.reason) == (Verdict.VALID, Reason.GOOD_THEN_FILLED), found


def test_a_drawing_that_a_page_uses_too_is_not_replaced_as_a_fields(leader):
    """Whoever uses an object is found through the wrappers of encrypted parts."""
    drawing = b"/AP<</N 4 0 R>>>>"
    shared = {9: _texts(TEXT) + drawing, 4: _stream(SHOWN, DRAWN)}
    new = {9: _texts(TEXT + b"/V(05)") + drawing, 4: _stream(SHOWN + b" ", DRAWN)}
    changed = later(_signed(leader, shared), new, size=15, trailer=TRAILER)
    assert isinstance(History(opened(changed)).step(1), SuspiciousModification)


def test_a_text_that_was_not_encrypted_is_taken_as_it_lies(leader):
    """TCPDF forgets some."""
    catalog = {1: OBJECTS[1][:-2] + b"/Lang(vi)>>"}
    found = opened(_signed(leader, catalog)).root["/Lang"]
    assert found == "vi"


def test_who_uses_the_content_of_a_page_is_known(leader):
    view = opened(_signed(leader)).get_historical_resolver(0)
    content = view.root["/Pages"]["/Kids"][0].raw_get("/Contents").reference
    view._load_reverse_xref_cache()
    assert view._get_usages_of_ref(content), OBJECTS[3]
