"""Lines to authorities: OCSP, CRLs, timestamps. Only public addresses, small answers, a deadline over all, no redirects.

The addresses stand in certificates, so whoever writes a certificate chooses them: they are called over a guarded line
(``core.calling``). Plain http is usual here: what comes back is signed.

Who kept us waiting in vain rests a while: with two hundred papers to renew, or a batch, each would wait as long again.
"""

import http.client
import socket
import time
from collections import OrderedDict
from dataclasses import dataclass
from urllib.parse import SplitResult

from core import calling

CONNECT, TOTAL = 4.0, 12.0  # seconds to reach it, and for everything
LARGEST = 10 << 20  # bytes of an answer: the CRL of a large authority
OK = 200
RESTS, REMEMBERED = 30.0, 64  # seconds that an address rests, and how many are known to
_resting: OrderedDict[str, float] = OrderedDict()  # address → until when (time.monotonic)


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
    """Return the answer's bytes; ``NoAnswer`` with the reason, at once when this address has just been silent."""
    if time.monotonic() < _resting.get(asked.url, 0.0):
        raise NoAnswer("it did not answer a moment ago")
    began = time.monotonic()
    try:
        return _ask(asked, seconds, largest)
    except NoAnswer as error:
        if isinstance(error.__cause__, TimeoutError) or time.monotonic() - began >= seconds:
            _rest(asked.url)
        raise


def forget() -> None:
    """Ask everybody again."""
    _resting.clear()


def _rest(url: str) -> None:
    _resting[url] = time.monotonic() + RESTS
    while len(_resting) > REMEMBERED:
        _resting.popitem(last=False)


def _ask(asked: Asked, seconds: float, largest: int) -> bytes:
    place = _place(asked.url)
    allowed = asked.set_here or calling.is_listed(place)
    try:
        line = calling.connected(place, seconds=CONNECT, allowed=allowed)
    except calling.LeadsInside as error:
        said = f"the address leads inside; NGHISU_OUTGOING_HOSTS must list {error}"
        raise NoAnswer(said) from error
    except OSError as error:
        raise NoAnswer(str(error)) from error
    with calling.ended_after(line, seconds):
        try:
            return _answer(place, line, asked, largest)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NoAnswer(str(error) or type(error).__name__) from error


def _place(url: str) -> SplitResult:
    place = calling.parts_of(url)
    if place is None:
        raise NoAnswer(f"not an address that is called: {url[:100]}")
    return place


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
