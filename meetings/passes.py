"""The codes of screen links: twelve digits that a remote control can type, derived from the link and the server's key."""

import hashlib
import hmac
import secrets

from django.conf import settings

DIGITS = (
    12  # 10¹² codes; wrong ones are counted (views.screens), so guessing does not lead anywhere
)


def fresh_nonce() -> str:
    """Return what makes a link's code its own."""
    return secrets.token_hex(16)


def code_of(nonce: str) -> str:
    """Return the link's code; whoever holds only the database cannot work it out."""
    number = int.from_bytes(_keyed("code", nonce)[:16]) % 10**DIGITS
    return str(number).zfill(DIGITS)


def digest_of(code: str) -> str:
    """Return under what a code is found in the table."""
    return _keyed("digest", code).hex()


def spaced(code: str) -> str:
    """Return the code as it is read aloud: “1234 5678 9012”."""
    return " ".join(code[n : n + 4] for n in range(0, len(code), 4))


def typed(text: str) -> str:
    """Return the digits of what somebody typed; "" when it cannot be a code."""
    code = "".join(c for c in text if c in "0123456789")
    return code if len(code) == DIGITS else ""


def _keyed(purpose: str, text: str) -> bytes:
    key = f"meetings.screen.{purpose}.{settings.SECRET_KEY}".encode()
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
