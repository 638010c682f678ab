"""Addresses that somebody else named, called without reaching what only we can reach (OWASP: server-side request forgery).

The name is resolved once, every address it has must be a public one, and exactly the checked address is connected to, so
a name that changes its mind meanwhile (DNS rebinding) gains nothing. No redirects, no proxies: whoever calls speaks on the
open line. ``NGHISU_OUTGOING_HOSTS`` names the exceptions.
"""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

INNER = [
    ipaddress.ip_network(net)
    for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "100.64.0.0/10")
]  # translators and tunnels to IPv4, shared addresses: they may lead inside


class LeadsInside(Exception):
    """The address leads to a machine that only we can reach; the message is its name."""


def parts_of(url: str) -> SplitResult | None:
    """Return a complete address in its parts, ``None`` for anything that is never called."""
    try:
        place = urlsplit(url)
        fits = url.isascii() and url.isprintable() and " " not in url and place.port != 0
        (place.hostname or "").encode("idna")
    except ValueError:  # also what Python's name encoding makes of too long a name
        return None
    named = fits and place.scheme in ("http", "https") and place.hostname
    return place if named and not (place.username or place.password) else None


def is_listed(place: SplitResult) -> bool:
    """Say whether the administrator named this machine as one that may be called."""
    return place.hostname in settings.OUTGOING_HOSTS


def is_inside(address: str) -> bool:
    """Say whether an IP address is not a public one, also in its disguises."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    ip = mapped or ip
    hidden = any(ip.version == net.version and ip in net for net in INNER)
    return hidden or not ip.is_global or ip.is_multicast


def connected(place: SplitResult, *, seconds: float, allowed: bool = False) -> socket.socket:
    """Return a line to the place, over TLS only to the one its certificate names.

    ``allowed``: it may lead inside. Raises ``LeadsInside``, ``OSError``.
    """
    host = place.hostname or ""
    port = place.port or (443 if place.scheme == "https" else 80)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(row[4][0]) for row in found))
    if not allowed and any(is_inside(one) for one in addresses):
        raise LeadsInside(host)
    line = socket.create_connection((addresses[0], port), timeout=seconds)
    if place.scheme == "http":
        return line
    try:
        return ssl.create_default_context().wrap_socket(line, server_hostname=host)
    except BaseException:
        line.close()
        raise


@contextmanager
def ended_after(line: socket.socket, seconds: float) -> Iterator[None]:
    """Close the line after the block, and in any case after so many seconds: no answer comes too slowly for ever."""
    watch = threading.Timer(seconds, end, [line])
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        line.close()


def end(line: socket.socket) -> None:
    """End a line from another thread; a read that waits on it returns."""
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
