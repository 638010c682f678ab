"""Files with a password, when everybody may open them: their objects as they are once unlocked.

pyHanko hands out parts of such objects in wrappers that its own search for usages and for what belongs together does not
open: it then finds neither. Adobe's older key (revision 5, Acrobat 9, iText 5) it does not know at all, nor rights with
reserved bits.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import AuthStatus, SecurityHandler, StandardSecurityHandler
from pyhanko.pdf_utils.generic import DecryptedObjectProxy as Wrapped
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.pdf.reading import entry

NEVER = "/Contents"  # of a signature (ISO 32000-1, 7.6.1)
OLD_REVISION = 5
BY_RIGHTS = (2, 3, 4)  # revisions whose key is made of what the file allows
DIGEST, SALT = 32, 8  # bytes: of a password's digest, and of each of the two salts behind it


def unlocked(value: Any) -> Any:
    """Return an object with all its parts out of their wrappers; a signature's bytes never were encrypted."""
    if isinstance(value, Wrapped):
        value = _taken_out(value)
    if isinstance(value, generic.DictionaryObject):
        signature = "/ByteRange" in value
        for key, part in list(value.items()):
            if not (signature and key == NEVER and _is_text(part)):
                dict.__setitem__(value, key, unlocked(part))
    elif isinstance(value, generic.ArrayObject):
        for index, part in enumerate(list(value)):
            list.__setitem__(value, index, unlocked(part))
    return value


def _is_text(part: Any) -> bool:
    """Say whether a part is a string: a page may bear a ``/ByteRange`` beside its ``/Contents``, too."""
    texts = (generic.ByteStringObject, generic.TextStringObject)
    return isinstance(part.raw_object if isinstance(part, Wrapped) else part, texts)


def _taken_out(wrapped: Wrapped) -> Any:
    """Decrypt one object; what cannot be (the file's own keys, texts that TCPDF leaves open) is taken as it lies."""
    with suppress(Exception):
        return wrapped.decrypted
    raw = wrapped.raw_object
    if not isinstance(raw, generic.StreamObject):
        return raw
    parts = {key: generic.proxy_encrypted_obj(part, wrapped.handler) for key, part in raw.items()}
    found = generic.StreamObject(parts, encoded_data=raw.encoded_data)
    found.container_ref = raw.container_ref
    return found


@dataclass(frozen=True)
class Rights:
    """What a file allows, bit for bit as it is written: pyHanko sets reserved bits, and finds another key (TCPDF)."""

    written: int

    def as_uint32(self) -> int:
        """Return the bits as the key is made of them (ISO 32000-1, 7.6.3.3, algorithm 2)."""
        return self.written & 0xFFFFFFFF


def opens(reader: PdfFileReader) -> bool:
    """Unlock a file that opens without a password; ``False`` when it needs one."""
    handler, keys = reader.security_handler, reader.encrypt_dict
    revision = entry(keys, "/R")
    try:
        if isinstance(handler, StandardSecurityHandler) and revision in BY_RIGHTS:
            handler.perms = Rights(int(entry(keys, "/P")))  # type: ignore[assignment]
            status = handler.authenticate("", id1=reader.document_id[0]).status
        else:
            status = reader.decrypt("").status
    except Exception:  # noqa: BLE001 (a spoilt lock, or one of another kind, opens to nobody)
        return False
    if status != AuthStatus.FAILED:
        return True
    return revision == OLD_REVISION and _opens_as_of_old(handler)


def _opens_as_of_old(handler: SecurityHandler | None) -> bool:
    """Unlock a file of Adobe's revision 5 (Adobe Supplement to ISO 32000, extension level 3, 3.5.2).

    As in revision 6, but with SHA-256 alone.
    """
    if not isinstance(handler, StandardSecurityHandler):
        return False
    digest, rest = handler.udata[:DIGEST], handler.udata[DIGEST : DIGEST + 2 * SALT]
    if hashlib.sha256(rest[:SALT]).digest() != digest:
        return False
    cipher = Cipher(algorithms.AES(hashlib.sha256(rest[SALT:]).digest()), modes.CBC(bytes(16)))
    work = cipher.decryptor()
    handler._shared_key = work.update(handler.ueseed or b"") + work.finalize()  # noqa: SLF001 (pyHanko has no other way in)
    handler._auth_failed = False  # noqa: SLF001
    return True
