"""How some people of the sample city want to be told, and a gateway that leads nowhere (RFC 2606)."""

from datetime import time
from typing import Any

from notices.actions import change_wish
from notices.gateways import add_gateway
from office.demo.people import ADMINISTRATOR, CHAIRMAN, CHIEF
from office.demo.story.city import City
from people.models import User

GATEWAY = {
    "name": "Cổng tin nhắn thành phố (mẫu)",
    "url": "https://tin-nhan.songha.example/nghi-su",
}
WISHES: dict[str, dict[str, Any]] = {
    CHAIRMAN: {
        "choices": {"task": {"mail": "morning"}, "opinion": {"mail": "morning"}},
        "works_from": time(7, 30),
        "works_until": time(18, 0),
    },
    CHIEF: {"choices": {"task": {"mail": "twice"}}, "morning": time(7, 15)},
}


def tell(city: City) -> None:
    """Set the gateway up and let the chairman take digests."""
    add_gateway(by=User.objects.get(username=ADMINISTRATOR), **GATEWAY)
    for username, wish in WISHES.items():
        change_wish(city.people[username], **wish)
