"""Requests that leave the house: to push services and gateways. The only module that calls addresses outside.

Whoever names an address must not reach what only we can reach (OWASP: server-side request forgery): the name is
resolved once, every address it has must be a public one, and exactly the checked address is connected to, so a name
that changes its mind meanwhile (DNS rebinding) gains nothing. `NGHISU_OUTGOING_HOSTS` names the exceptions. No
redirects, no proxies, a deadline over all, an answer of a few kilobytes at most.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from notices.handed import MaybeSent, NotSent, in_words

CONNECT, TOTAL = 5.0, 15.0  # seconds to reach it, and for everything
ANSWER = 16 * 1024  # bytes of an answer that are read
OK, REDIRECTS, REFUSED, BROKEN = 200, 300, 400, 500
LATER = {408, 425, 429}  # not now: worth another try
LONGEST_WAIT = 6 * 3600  # seconds; a longer Retry-After is not believed
INNER = [
    ipaddress.ip_network(net)
    for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "100.64.0.0/10")
]  # translators and tunnels to IPv4, shared addresses: they may lead inside


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
        line = _connected(place)
    except OSError as error:
        raise NotSent(in_words(error), final=False) from error
    before_data()
    watch = threading.Timer(TOTAL, _end, [line])
    watch.daemon = True
    watch.start()
    try:
        answer = _asked(place, line, request)
    except (OSError, http.client.HTTPException) as error:
        raise MaybeSent(in_words(error)) from error
    finally:
        watch.cancel()
        line.close()
    return _judged(*answer)


def place_of(url: str) -> SplitResult:
    """Return the address in its parts; raises NotSent when nothing may be sent there at all."""
    try:
        place = urlsplit(url)
        fits = url.isascii() and url.isprintable() and " " not in url and place.port != 0
        (place.hostname or "").encode("idna")
    except ValueError:  # also what Python's name encoding makes of too long a name
        fits = False
    if not fits:
        raise NotSent(_("the address is not complete"), final=True)
    listed = place.hostname in settings.OUTGOING_HOSTS
    if place.scheme != "https" and not (place.scheme == "http" and listed):
        raise NotSent(_("only addresses with https are called"), final=True)
    if not place.hostname or place.username or place.password:
        raise NotSent(_("the address is not complete"), final=True)
    return place


def is_inside(address: str) -> bool:
    """Whether an IP address is not a public one, also in its disguises."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    ip = mapped or ip
    hidden = any(ip.version == net.version and ip in net for net in INNER)
    return hidden or not ip.is_global or ip.is_multicast


def _connected(place: SplitResult) -> socket.socket:
    """Return a line to the place, over TLS only to the one its certificate names."""
    host = place.hostname or ""
    port = place.port or (443 if place.scheme == "https" else 80)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(row[4][0]) for row in found))
    if host not in settings.OUTGOING_HOSTS and any(is_inside(one) for one in addresses):
        raise NotSent(_("the address leads inside; the administrator must list it"), final=True)
    line = socket.create_connection((addresses[0], port), timeout=CONNECT)
    if place.scheme == "http":
        return line
    try:
        return ssl.create_default_context().wrap_socket(line, server_hostname=host)
    except BaseException:
        line.close()
        raise


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


def _end(line: socket.socket) -> None:
    """The deadline is over: whoever reads from the line gets an end."""
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        line.close()
