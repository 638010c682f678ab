"""What goes over the wire: JSON texts and WebSocket frames (RFC 6455, server to page, never masked). Pure."""

import json
import struct
from typing import Any

TEXT, CLOSE = 0x81, 0x88
SHORT, MEDIUM = 126, 1 << 16

SIGN_IN = 4401
RIGHTS_CHANGED = 4403
RESTART = 1012
POLICY = 1008


def text(message: dict[str, Any]) -> bytes:
    """Return the message as compact UTF-8 JSON."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def frame(payload: bytes, first: int = TEXT) -> bytes:
    """Return one unfragmented, unmasked frame around the payload (RFC 6455, 5.2)."""
    size = len(payload)
    if size < SHORT:
        return struct.pack("!BB", first, size) + payload
    if size < MEDIUM:
        return struct.pack("!BBH", first, SHORT, size) + payload
    return struct.pack("!BBQ", first, SHORT + 1, size) + payload


def closing(code: int) -> bytes:
    """Return a close frame with the code (RFC 6455, 5.5.1)."""
    return frame(struct.pack("!H", code), CLOSE)
