"""The chain: each entry's hash covers its content and the hash before it (pure)."""

import hashlib
import json
from typing import Any


def digest(before: str, content: dict[str, Any]) -> str:
    """Return the SHA-256 (64 hex digits) of the hash before and the canonical JSON of the content."""
    text = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    )
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()
