"""Whether who registers a certificate holds its key: the program at their machine signs a challenge of ours, made for them, good for minutes."""

import base64
import binascii

from cryptography import x509
from django.core import signing
from django.utils.translation import gettext as _

from core.refused import Refused
from people.models import User
from signing.pdf.keys import signed_by
from signing.ways.messages import proof_of

GOOD_FOR = 15 * 60  # seconds
SALT = "nghisu.key.possession"


def challenge_for(user: User) -> str:
    """Return a text to be signed, for this person and this quarter of an hour."""
    return signing.TimestampSigner(salt=SALT).sign(str(user.pk))


def check(certificate: x509.Certificate, challenge: str, proof: str, user: User) -> bool:
    """Say whether a proof came and holds; ``Refused`` when one came that does not hold."""
    if not proof:
        return False
    try:
        whose = signing.TimestampSigner(salt=SALT).unsign(challenge, max_age=GOOD_FOR)
        made = base64.b64decode(proof, validate=True)
    except (signing.BadSignature, binascii.Error, ValueError):
        whose, made = "", b""
    if whose != str(user.pk) or not signed_by(certificate, made, proof_of(challenge)):
        raise Refused(_("The program at your machine did not prove that it holds the key of this certificate. Ask it again."))  # fmt: skip
    return True
