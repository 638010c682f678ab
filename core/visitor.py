"""Who is really calling (pure): the visitor's address behind trusted proxies."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

Networks = Sequence[IPv4Network | IPv6Network]


def networks(text: str) -> Networks:
    """Return the networks of “10.0.0.0/8, 127.0.0.1”; raises ValueError on anything else."""
    return [ip_network(part.strip()) for part in text.split(",") if part.strip()]


def trusted(address: str, proxies: Networks) -> bool:
    """Say whether the address is one of the proxies'; what is no address is not."""
    try:
        found = ip_address(address.strip())
    except ValueError:
        return False
    return any(found.version == network.version and found in network for network in proxies)


def visitor(remote: str, forwarded: str, proxies: Networks) -> str:
    """Return the caller's address: the last one in ``X-Forwarded-For`` that no proxy of ours wrote for itself.

    Only what a trusted proxy says counts (the header of anybody else is ignored), and it is read from its end: what stands
    further left the visitor may have written. Something that is no address ends the walk at the hop before it.
    """
    found = remote
    for hop in reversed(forwarded.split(",")):
        if not trusted(found, proxies):
            break
        try:
            found = str(ip_address(hop.strip()))
        except ValueError:
            break
    return found
