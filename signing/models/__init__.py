"""What is signed: routes and their steps, the signatures made, and the keys they were made with."""

from signing.models.keys import SigningKey
from signing.models.routes import Route, Step
from signing.models.signatures import Signature

__all__ = ["Route", "Signature", "SigningKey", "Step"]
