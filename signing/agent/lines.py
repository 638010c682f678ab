"""The agent's lines to the server: only to the site whose page asked, small answers, no redirects."""

import http.client
import json
import secrets
import ssl
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

SECONDS = 30.0
LARGEST = 110 * 1024 * 1024  # bytes


class NotTaken(Exception):
    """The server refused, with a sentence."""


class _Straight(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


class Lines:
    """Fetches and posts, to one site only."""

    def __init__(self, site: str, ca: str = "") -> None:
        context = ssl.create_default_context(cafile=ca or None)
        self._open = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPSHandler(context=context),
            _Straight(),
        ).open
        self._site = _origin(site)

    def fetch(self, url: str) -> bytes:
        """Return what lies at an address of the site."""
        return self._asked(urllib.request.Request(self._checked(url)))  # noqa: S310 (checked)

    def fetch_json(self, url: str) -> dict[str, Any]:
        """Return the JSON object at an address of the site."""
        found = json.loads(self.fetch(url))
        if not isinstance(found, dict):
            raise NotTaken("not an object")
        return found

    def post_json(self, url: str, data: dict[str, Any]) -> dict[str, Any]:
        """Post JSON, return the JSON of the answer."""
        return self._post(url, json.dumps(data).encode(), "application/json")

    def upload(self, url: str, content: bytes, name: str) -> dict[str, Any]:
        """Post a file as a form does (field ``uploadfile``), return the JSON of the answer."""
        mark = secrets.token_hex(16)
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="uploadfile"; filename="{name}"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        )
        body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        return self._post(url, body, f"multipart/form-data; boundary={mark}")

    def _post(self, url: str, body: bytes, kind: str) -> dict[str, Any]:
        request = urllib.request.Request(  # noqa: S310 (checked)
            self._checked(url), data=body, headers={"Content-Type": kind}
        )
        found = json.loads(self._asked(request) or b"{}")
        return found if isinstance(found, dict) else {}

    def _asked(self, request: urllib.request.Request) -> bytes:
        try:
            with self._open(request, timeout=SECONDS) as answer:
                content: bytes = answer.read(LARGEST)
                return content
        except urllib.error.HTTPError as error:
            raise NotTaken(_sentence(error)) from error
        except (OSError, http.client.HTTPException) as error:
            raise NotTaken("Không kết nối được tới máy chủ.") from error

    def _checked(self, url: str) -> str:
        if _origin(url) != self._site:
            raise NotTaken("Địa chỉ không thuộc trang đã yêu cầu ký.")
        return url


def _sentence(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.loads(error.read(10_000))["Message"])
    except (ValueError, KeyError, TypeError):
        return f"Máy chủ trả lời {error.code}."


def _origin(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    usual = 443 if parts.scheme in ("https", "wss") else 80
    return parts.scheme, parts.hostname or "", parts.port or usual
