"""Requests that leave the house: to push services and gateways, over a guarded line (``core.calling``)."""

import http.client
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult

from django.utils.translation import gettext as _

from core import calling
from notices.handed import MaybeSent, NotSent, in_words

CONNECT, TOTAL = 5.0, 15.0  # seconds to reach it, and for everything
ANSWER = 16 * 1024  # bytes of an answer that are read
OK, REDIRECTS, REFUSED, BROKEN = 200, 300, 400, 500
LATER = {408, 425, 429}  # not now: worth another try
LONGEST_WAIT = 6 * 3600  # seconds; a longer Retry-After is not believed


@dataclass(frozen=True)
class Request:
    """What is posted where."""

    url: str
    body: bytes
    headers: Mapping[str, str]


def post(request: Request, *, before_data: Callable[[], None]) -> int:
    """Post it once; returns the status when it was taken (2xx).

    Calls `before_data` when the request is about to leave. Raises NotSent or MaybeSent.
    """
    place = place_of(request.url)
    try:
        line = calling.connected(place, seconds=CONNECT, allowed=calling.is_listed(place))
    except calling.LeadsInside as error:
        raise NotSent(
            _("the address leads inside; the administrator must list it"), final=True
        ) from error
    except OSError as error:
        raise NotSent(in_words(error), final=False) from error
    before_data()
    with calling.ended_after(line, TOTAL):
        try:
            answer = _asked(place, line, request)
        except (OSError, http.client.HTTPException) as error:
            raise MaybeSent(in_words(error)) from error
    return _judged(*answer)


def place_of(url: str) -> SplitResult:
    """Return the address in its parts; raises NotSent when nothing may be sent there at all."""
    place = calling.parts_of(url)
    if place is None:
        raise NotSent(_("the address is not complete"), final=True)
    if place.scheme != "https" and not calling.is_listed(place):
        raise NotSent(_("only addresses with https are called"), final=True)
    return place


def _asked(place: SplitResult, line: socket.socket, request: Request) -> tuple[int, str]:
    asking = http.client.HTTPConnection(place.hostname or "", place.port)
    asking.sock = line
    path = place.path or "/"
    asking.putrequest("POST", f"{path}?{place.query}" if place.query else path, skip_host=True,
                      skip_accept_encoding=True)  # fmt: skip
    for name, value in {"Host": place.netloc, "User-Agent": "NghiSu", **request.headers}.items():
        asking.putheader(name, value)
    asking.putheader("Content-Length", str(len(request.body)))
    asking.putheader("Connection", "close")
    asking.endheaders(request.body)
    answer = asking.getresponse()
    if answer.status >= OK:
        answer.read(ANSWER)
    return answer.status, answer.getheader("Retry-After", "")


def _judged(status: int, after: str) -> int:
    if OK <= status < REDIRECTS:
        return status
    if REDIRECTS <= status < REFUSED:
        why = _("%(status)s: it wants us to go elsewhere, which we never do") % {"status": status}
        raise NotSent(why, final=True, handed_over=True)
    temporary = status in LATER or status >= BROKEN
    wait = min(int(after), LONGEST_WAIT) if after.isdecimal() else 0
    why = _("answered %(status)s") % {"status": status}
    raise NotSent(why, final=not temporary, handed_over=True, gone=status in {404, 410}, after=wait)
