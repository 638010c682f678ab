"""What upper floors may ask of the signing room."""

from signing.actions import (
    StepSpec,
    make_ready,
    number_and_seal,
    recall,
    return_route,
    sign,
    sign_own,
    start,
)
from signing.events import NUMBERED_AND_SEALED, ROUTE_COMPLETED, ROUTE_RECALLED, ROUTE_RETURNED
from signing.models import Route
from signing.queries import check_url, find, waiting_for
from signing.strongbox import DEMO_PIN

__all__ = [
    "DEMO_PIN",
    "NUMBERED_AND_SEALED",
    "ROUTE_COMPLETED",
    "ROUTE_RECALLED",
    "ROUTE_RETURNED",
    "Route",
    "StepSpec",
    "check_url",
    "find",
    "make_ready",
    "number_and_seal",
    "recall",
    "return_route",
    "sign",
    "sign_own",
    "start",
    "waiting_for",
]
