"""What happens in the signing room; the only package here that writes."""

from signing.actions.keys import import_key, issue_key, issue_seal, open_key, open_seal
from signing.actions.own import sign_own
from signing.actions.routes import StepSpec, make_ready, recall, return_route, start
from signing.actions.signing import number_and_seal, sign

__all__ = [
    "StepSpec",
    "import_key",
    "issue_key",
    "issue_seal",
    "make_ready",
    "number_and_seal",
    "open_key",
    "open_seal",
    "recall",
    "return_route",
    "sign",
    "sign_own",
    "start",
]
