"""The site begins at the root, whatever a visitor says: Daphne believes a header “Daphne-Root-Path” of anybody.

With it a person could have another host written into a decision's QR code: “https://city” + “@evil.example/verify/…”.
"""

from collections.abc import Awaitable, Callable
from typing import Any

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


def rooted(app: App) -> App:
    """Wrap an HTTP application: addresses are built from the root."""

    async def door(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await app(scope | {"root_path": ""}, receive, send)

    return door
