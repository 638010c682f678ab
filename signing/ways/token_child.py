"""The child that speaks PKCS#11: one JSON question a line, one JSON answer a line; one child for one opened key.

A driver that hangs or crashes hangs and crashes here. A PKCS#11 login holds for a whole process (PKCS#11 2.40, 6.7.4), so
two people on one token in one process would share it: each opened key therefore has its own child. The PIN comes on
standard input, is used once and never retried: the token counts. Ends with its input, or after ``IDLE`` seconds.
"""

import base64
import hashlib
import json
import select
import sys
from collections.abc import Callable
from typing import Any

import pkcs11
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, TokenFlag

IDLE = 60.0  # seconds without a question
DIGEST_INFO = {  # DER before the digest, for tokens that sign RSA only raw (RFC 8017, 9.2 note 1)
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300d060960864801650304020305000440"),
}
WHOLE = {
    "sha256": Mechanism.SHA256_RSA_PKCS,
    "sha384": Mechanism.SHA384_RSA_PKCS,
    "sha512": Mechanism.SHA512_RSA_PKCS,
}
# What went wrong, in words of ours; the first that fits.
FAILURES: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((pkcs11.PinLocked,), "locked"),
    ((pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange), "wrong_pin"),
    ((pkcs11.PinExpired, pkcs11.UserPinNotInitialized), "pin_to_be_changed"),
    (
        (pkcs11.TokenNotPresent, pkcs11.DeviceRemoved, pkcs11.NoSuchToken, pkcs11.SlotIDInvalid),
        "absent",
    ),
    ((pkcs11.SessionHandleInvalid, pkcs11.SessionClosed, pkcs11.UserNotLoggedIn), "ended"),
    ((pkcs11.NoSuchKey, pkcs11.MultipleObjectsReturned), "no_key"),
    ((pkcs11.MechanismInvalid, pkcs11.FunctionNotSupported), "mechanism"),
)
Answer = dict[str, Any]


class Keeper:
    """One session on one token."""

    def __init__(self) -> None:
        self._token: Any = None
        self._session: Any = None
        self._key: Any = None
        self._again: str | None = None  # the PIN, only for keys that want it for every signature

    def list(self, question: Answer) -> Answer:
        """Name the certificates that lie open on the token; nobody logs in for that."""
        token = self._find(question)
        with token.open() as session:
            found = [_shown(one) for one in _certificates(session)]
        return {"certificates": found}

    def open(self, question: Answer) -> Answer:
        """Log in with the PIN and find key and certificates."""
        self._token = self._find(question)
        flags = self._token.flags
        if flags & TokenFlag.USER_PIN_LOCKED:
            return {"error": "locked"}
        try:
            self._session = self._token.open(user_pin=question["pin"])
        except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange):
            return {"error": "wrong_pin", "left": _left(self._token)}
        wanted = bytes.fromhex(question["id"])
        search = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: wanted}
        self._key = next(iter(self._session.get_objects(search)), None)
        if self._key is None:
            return {"error": "no_key"}
        if _asks_each_time(self._key):
            self._again = question["pin"]
        return {"certificates": [_shown(one) for one in _certificates(self._session)]}

    def sign(self, question: Answer) -> Answer:
        """Sign the data with the key."""
        data, hashing = base64.b64decode(question["data"]), question["hashing"]
        if self._key is None:
            return {"error": "ended"}
        made = self._elliptic(data, hashing) if self._is_elliptic() else self._rsa(data, hashing)
        return {"signature": base64.b64encode(made).decode()}

    def close(self) -> None:
        """End session and login."""
        if self._session is not None:
            self._session.close()
            self._session = self._key = self._again = None

    def _is_elliptic(self) -> bool:
        return bool(self._key.key_type == KeyType.EC)

    def _elliptic(self, data: bytes, hashing: str) -> bytes:
        """Sign the digest: SoftHSM and many tokens know ECDSA only raw. Two numbers come, DER is wanted."""
        digest = hashlib.new(hashing, data).digest()
        made = self._key.sign(digest, mechanism=Mechanism.ECDSA, pin=self._again)
        half = len(made) // 2
        return encode_dss_signature(
            int.from_bytes(made[:half], "big"), int.from_bytes(made[half:], "big")
        )

    def _rsa(self, data: bytes, hashing: str) -> bytes:
        mechanism = WHOLE[hashing]
        if mechanism in self._token.slot.get_mechanisms():
            return bytes(self._key.sign(data, mechanism=mechanism, pin=self._again))
        raw = DIGEST_INFO[hashing] + hashlib.new(hashing, data).digest()
        return bytes(self._key.sign(raw, mechanism=Mechanism.RSA_PKCS, pin=self._again))

    def _find(self, question: Answer) -> Any:
        try:
            library = pkcs11.lib(question["library"])
        except pkcs11.PKCS11Error as error:
            raise OSError("the driver cannot be loaded") from error
        return library.get_token(token_label=question["token"])


def _asks_each_time(key: Any) -> bool:
    try:
        return bool(key[Attribute.ALWAYS_AUTHENTICATE])
    except pkcs11.PKCS11Error:
        return False


def _certificates(session: Any) -> list[Any]:
    return list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}))


def _shown(one: Any) -> Answer:
    der = base64.b64encode(bytes(one[Attribute.VALUE])).decode()
    return {"id": bytes(one[Attribute.ID]).hex(), "label": str(one[Attribute.LABEL]), "der": der}


def _left(token: Any) -> str:
    """What the token says of the tries that are left: it tells no number, only these words (CK_TOKEN_INFO)."""
    flags = token.slot.get_token().flags
    if flags & TokenFlag.USER_PIN_LOCKED:
        return "none"
    if flags & TokenFlag.USER_PIN_FINAL_TRY:
        return "one"
    return "few" if flags & TokenFlag.USER_PIN_COUNT_LOW else ""


def answer(keeper: Keeper, question: Answer) -> Answer:
    """Answer one question; what goes wrong is a word, never a text of the driver."""
    verbs: dict[str, Callable[[Answer], Answer]] = {
        "list": keeper.list,
        "open": keeper.open,
        "sign": keeper.sign,
    }
    try:
        return verbs[question["verb"]](question)
    except pkcs11.PKCS11Error as error:
        for kinds, word in FAILURES:
            if isinstance(error, kinds):
                return {"error": word}
        return {"error": "token", "detail": type(error).__name__}
    except (OSError, RuntimeError):
        return {"error": "library"}


def main() -> None:
    """Answer until the input ends or nobody asks any more."""
    keeper = Keeper()
    out, sys.stdout = sys.stdout, sys.stderr  # what a driver prints is no answer
    while select.select([sys.stdin], [], [], IDLE)[0]:
        line = sys.stdin.readline()
        if not line:
            return
        out.write(json.dumps(answer(keeper, json.loads(line))) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
