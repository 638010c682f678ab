"""How often a stranger may ask: counted by address (behind proxies: ``core.visitor``), an IPv6 household as one."""

from ipaddress import ip_address, ip_network

from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 60  # seconds
HOUSEHOLD = 64  # bits of an IPv6 address that a provider gives to one household


def address(request: HttpRequest) -> str:
    """Return whose questions are counted together; what is no address is counted as one."""
    said = request.META.get("REMOTE_ADDR", "")
    try:
        found = ip_address(said)
    except ValueError:
        return "none"
    if found.version == 6 and found.ipv4_mapped is None:
        return str(ip_network((found, HOUSEHOLD), strict=False).network_address)
    return str(found)


def too_often(request: HttpRequest, what: str, most: int) -> bool:
    """Count one question of this address; say whether it asked ``what`` more than ``most`` times within the window."""
    key = f"visitor:{what}:{address(request)}"
    cache.add(key, 0, WINDOW)
    try:
        return bool(cache.incr(key) > most)
    except ValueError:  # it ran out between the two lines
        return False
