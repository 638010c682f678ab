"""Signed requests, as Standard Webhooks 1.0.0 wants them (standardwebhooks.com, “Signature scheme”). Pure.

The secret is `whsec_` and base64; signed is “id.timestamp.body” with HMAC-SHA256. Two secrets give two signatures,
separated by a space, so that the other side changes from the old one to the new one in its own time.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence

PREFIX = "whsec_"


def secret(raw: bytes) -> str:
    """Return the secret as it is handed to the other side; 24 to 64 random bytes."""
    return PREFIX + base64.b64encode(raw).decode()


def headers(name: str, at: int, body: bytes, secrets: Sequence[str]) -> dict[str, str]:
    """Return the three headers of a request; `name` stays the same at every try, `at` is this try's Unix second."""
    said = f"{name}.{at}.".encode() + body
    signed = " ".join(f"v1,{_sign(said, one)}" for one in secrets)
    return {"webhook-id": name, "webhook-timestamp": str(at), "webhook-signature": signed}


def _sign(said: bytes, secret: str) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
