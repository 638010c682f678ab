"""Files with a password, when everybody may open them: their objects as they are once unlocked.

pyHanko hands out parts of such objects in wrappers that its own search for usages and for what belongs together does not
open: it then finds neither. Adobe's older key (revision 5, Acrobat 9, iText 5) it does not know at all.
"""

import hashlib
from contextlib import suppress
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import SecurityHandler, StandardSecurityHandler
from pyhanko.pdf_utils.generic import DecryptedObjectProxy as Wrapped

NEVER = "/Contents"  # of a signature (ISO 32000-1, 7.6.1)
OLD_REVISION = 5
DIGEST, SALT = 32, 8  # bytes: of a password's digest, and of each of the two salts behind it


def unlocked(value: Any) -> Any:
    """Return an object with all its parts out of their wrappers; a signature's bytes never were encrypted."""
    if isinstance(value, Wrapped):
        value = _taken_out(value)
    if isinstance(value, generic.DictionaryObject):
        signature = "/ByteRange" in value
        for key, part in list(value.items()):
            if not (signature and key == NEVER):
                dict.__setitem__(value, key, unlocked(part))
    elif isinstance(value, generic.ArrayObject):
        for index, part in enumerate(list(value)):
            list.__setitem__(value, index, unlocked(part))
    return value


def _taken_out(wrapped: Wrapped) -> Any:
    """Decrypt one object; what cannot be (the file's own keys, spoilt streams) is taken as it lies."""
    with suppress(Exception):
        return wrapped.decrypted
    raw = wrapped.raw_object
    if not isinstance(raw, generic.StreamObject):
        return wrapped
    parts = {key: generic.proxy_encrypted_obj(part, wrapped.handler) for key, part in raw.items()}
    found = generic.StreamObject(parts, encoded_data=raw.encoded_data)
    found.container_ref = raw.container_ref
    return found


def open_old(handler: SecurityHandler | None, revision: int) -> bool:
    """Open a file of Adobe's revision 5 without a password (Adobe Supplement to ISO 32000, extension level 3, 3.5.2).

    As in revision 6, but with SHA-256 alone; ``False`` when a password is needed, or for any other revision.
    """
    if revision != OLD_REVISION or not isinstance(handler, StandardSecurityHandler):
        return False
    digest, rest = handler.udata[:DIGEST], handler.udata[DIGEST : DIGEST + 2 * SALT]
    if hashlib.sha256(rest[:SALT]).digest() != digest:
        return False
    cipher = Cipher(algorithms.AES(hashlib.sha256(rest[SALT:]).digest()), modes.CBC(bytes(16)))
    work = cipher.decryptor()
    handler._shared_key = work.update(handler.ueseed or b"") + work.finalize()  # noqa: SLF001 (pyHanko has no other way in)
    handler._auth_failed = False  # noqa: SLF001
    return True
