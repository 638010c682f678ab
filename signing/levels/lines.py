"""Lines to authorities: OCSP, CRLs, timestamps. Only public addresses, small answers, a deadline over all, no redirects.

The addresses stand in certificates, so whoever writes a certificate chooses them (server-side request forgery): each
name is resolved once, every address it has must be a public one, and exactly that address is connected to.
``NGHISU_OUTGOING_HOSTS`` names the exceptions. Plain http is usual here: what comes back is signed.
"""

import http.client
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from notices.outgoing import is_inside

CONNECT, TOTAL = 4.0, 12.0  # seconds to reach it, and for everything
LARGEST = 10 << 20  # bytes of an answer: the CRL of a large authority
OK = 200


class NoAnswer(Exception):
    """The authority cannot be reached, or answers something that nobody asked for."""


@dataclass(frozen=True)
class Asked:
    """What is asked where: ``body`` is posted as ``kind``, without a body it is fetched.

    ``set_here``: the administrator set this address (the timestamp authority); it may be an inner one.
    """

    url: str
    body: bytes = b""
    kind: str = ""
    set_here: bool = False


def ask(asked: Asked, *, seconds: float = TOTAL, largest: int = LARGEST) -> bytes:
    """Return the answer's bytes; ``NoAnswer`` with the reason."""
    place = _place(asked.url)
    try:
        line = _connected(place, asked)
    except OSError as error:
        raise NoAnswer(str(error)) from error
    watch = threading.Timer(seconds, _end, [line])
    watch.daemon = True
    watch.start()
    try:
        return _answer(place, line, asked, largest)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswer(str(error) or type(error).__name__) from error
    finally:
        watch.cancel()
        line.close()


def _place(url: str) -> SplitResult:
    try:
        place = urlsplit(url)
        fits = url.isascii() and url.isprintable() and " " not in url and place.port != 0
        (place.hostname or "").encode("idna")
    except ValueError:
        fits = False
    if not fits or place.scheme not in ("http", "https") or not place.hostname or place.username:
        raise NoAnswer(f"not an address that is called: {url[:100]}")
    return place


def _connected(place: SplitResult, asked: Asked) -> socket.socket:
    host = place.hostname or ""
    port = place.port or (443 if place.scheme == "https" else 80)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(row[4][0]) for row in found))
    allowed = asked.set_here or host in settings.OUTGOING_HOSTS
    if not allowed and any(is_inside(one) for one in addresses):
        raise NoAnswer(f"the address leads inside; NGHISU_OUTGOING_HOSTS must list {host}")
    line = socket.create_connection((addresses[0], port), timeout=CONNECT)
    if place.scheme == "http":
        return line
    try:
        return ssl.create_default_context().wrap_socket(line, server_hostname=host)
    except BaseException:
        line.close()
        raise


def _answer(place: SplitResult, line: socket.socket, asked: Asked, largest: int) -> bytes:
    asking = http.client.HTTPConnection(place.hostname or "", place.port)
    line.settimeout(TOTAL)
    asking.sock = line
    path = (place.path or "/") + (f"?{place.query}" if place.query else "")
    headers = {"User-Agent": "NghiSu", "Connection": "close"}
    if asked.body:
        headers["Content-Type"] = asked.kind
    asking.request("POST" if asked.body else "GET", path, asked.body or None, headers)
    answer = asking.getresponse()
    try:
        if answer.status != OK:
            raise NoAnswer(f"answered {answer.status}")
        content = answer.read(largest + 1)
    finally:
        answer.close()
    if len(content) > largest:
        raise NoAnswer(f"more than {largest} bytes")
    return content


def _end(line: socket.socket) -> None:
    """The deadline is over: whoever reads from the line gets an end."""
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        line.close()
