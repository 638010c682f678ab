"""What upper floors may ask of the signing room."""

from signing.actions import (
    RuleSpec,
    StepSpec,
    keep_template,
    make_ready,
    number_and_seal,
    recall,
    remark,
    return_route,
    sign,
    sign_own,
    start,
)
from signing.actions.attaching import attach
from signing.actions.attaching import check_file as check_attachment
from signing.bounded.pool import Busy, keep_warm
from signing.checking.programs import asks_too_often, checked
from signing.events import NUMBERED_AND_SEALED, ROUTE_COMPLETED, ROUTE_RECALLED, ROUTE_RETURNED
from signing.forms.acts import LARGEST as LARGEST_FILE
from signing.models import Route, RouteTemplate
from signing.queries.day_work import day_work, returned_to, returned_work
from signing.queries.routes import check_url, find
from signing.queries.trays import waiting
from signing.strongbox import DEMO_PIN

__all__ = [
    "DEMO_PIN",
    "LARGEST_FILE",
    "NUMBERED_AND_SEALED",
    "ROUTE_COMPLETED",
    "ROUTE_RECALLED",
    "ROUTE_RETURNED",
    "Busy",
    "Route",
    "RouteTemplate",
    "RuleSpec",
    "StepSpec",
    "asks_too_often",
    "attach",
    "check_attachment",
    "check_url",
    "checked",
    "day_work",
    "find",
    "keep_template",
    "keep_warm",
    "make_ready",
    "number_and_seal",
    "recall",
    "remark",
    "return_route",
    "returned_to",
    "returned_work",
    "sign",
    "sign_own",
    "start",
    "waiting",
]
