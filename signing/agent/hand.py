"""The hand that signs: a PKCS#12 file or a token, a PIN that is asked for here, and faults that can be rehearsed."""

import asyncio
import base64
import getpass
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from signing.pdf.keys import Key, Unsuitable, WrongPin, holder_of, read_key, size_of_signature
from signing.ways import messages
from signing.ways.token_child import Keeper, answer

FAULTS = ("wrong-pin", "locked", "pulled", "cancel", "silent", "other-file", "crash")


class Failed(Exception):
    """Nothing was signed; ``status`` is one of the protocol's."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


class Opener(Protocol):
    """Opens the key with a PIN."""

    def open(self, pin: str) -> Key:
        """Return the opened key; ``Failed`` for a wrong PIN or an absent token."""


@dataclass(frozen=True)
class FileOpener:
    """A PKCS#12 file."""

    path: Path

    def open(self, pin: str) -> Key:
        """Open the file with the PIN as its passphrase."""
        try:
            return read_key(self.path.read_bytes(), pin.encode())
        except WrongPin:
            raise Failed(messages.WRONG_PIN, "Mã PIN không đúng.") from None
        except OSError:
            raise Failed(messages.NO_TOKEN, "Không đọc được tệp khóa.") from None
        except Unsuitable as error:
            raise Failed(messages.FAILED, f"Khóa loại {error} không dùng được.") from None


class TokenKey:
    """A key on a token in this process: the agent serves one person."""

    def __init__(self, keeper: Keeper, certificates: list[x509.Certificate]) -> None:
        self._keeper, self.certificate = keeper, certificates[0]
        self.chain = tuple(certificates[1:])

    @property
    def holder(self) -> str:
        """Return the common name of the certificate."""
        return holder_of(self.certificate)

    @property
    def elliptic(self) -> bool:
        """Say whether it is ECDSA."""
        return not hasattr(self.certificate.public_key(), "e")

    @property
    def signature_size(self) -> int:
        """Return the most bytes a raw signature has."""
        return size_of_signature(self.certificate)

    def sign(self, data: bytes, hashing: str = "sha256") -> bytes:
        """Return the raw signature; ``Failed`` when the token is gone."""
        question = {"verb": "sign", "data": base64.b64encode(data).decode(), "hashing": hashing}
        return base64.b64decode(_said(answer(self._keeper, question))["signature"])

    def close(self) -> None:
        """End the session and the login."""
        self._keeper.close()


@dataclass(frozen=True)
class TokenOpener:
    """A token behind a PKCS#11 driver."""

    library: str
    token: str
    ident: str

    def open(self, pin: str) -> Key:
        """Log in: one try."""
        keeper = Keeper()
        question = {
            "verb": "open", "library": self.library, "token": self.token, "id": self.ident,
            "pin": pin,
        }  # fmt: skip
        found = _said(answer(keeper, question))["certificates"]
        own = [one for one in found if one["id"] == self.ident]
        others = [one for one in found if one["id"] != self.ident]
        ders = [base64.b64decode(one["der"]) for one in (*own, *others)]
        return TokenKey(keeper, [x509.load_der_x509_certificate(one) for one in ders])


def _said(found: dict[str, Any]) -> dict[str, Any]:
    """Return the token's answer, or raise what it means."""
    words = {
        "wrong_pin": (messages.WRONG_PIN, "Mã PIN không đúng."),
        "locked": (messages.WRONG_PIN, "Mã PIN đã bị khóa."),
        "absent": (messages.NO_TOKEN, "Không thấy thiết bị."),
        "ended": (messages.NO_TOKEN, "Thiết bị đã bị rút ra."),
    }
    if "error" in found:
        raise Failed(*words.get(str(found["error"]), (messages.FAILED, "Thiết bị từ chối.")))
    return found


class Hand:
    """Asks for the PIN and signs; ``fault`` rehearses what goes wrong in life."""

    def __init__(self, opener: Opener, *, pin: str = "", fault: str = "", slow: float = 0) -> None:
        self._opener, self._pin, self.fault, self.slow = opener, pin, fault, slow

    async def open(self, what: str) -> Key:
        """Show what is to be signed, ask for the PIN, open the key; ``Failed`` when the person or the token does not."""
        say(what)
        await asyncio.sleep(self.slow)
        if self.fault == "silent":
            await asyncio.sleep(3600)
        if self.fault == "cancel":
            raise Failed(messages.CANCELLED, "Người ký đã hủy.")
        if self.fault == "locked":
            raise Failed(messages.WRONG_PIN, "Mã PIN đã bị khóa.")
        pin = "" if self.fault == "wrong-pin" else self._pin or await _asked()
        return await asyncio.to_thread(self._opener.open, pin)

    def sign(self, key: Key, data: bytes) -> bytes:
        """Sign, or rehearse a token that is pulled in the middle."""
        if self.fault == "pulled":
            raise Failed(messages.NO_TOKEN, "Thiết bị đã bị rút ra.")
        return key.sign(data)


def say(text: str) -> None:
    """Write a line for the person at the terminal; signs that move the cursor or turn the text are left out."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    sys.stdout.write(plain + "\n")
    sys.stdout.flush()


async def _asked() -> str:
    """Ask at the terminal: the PIN never leaves this program."""
    pin = await asyncio.to_thread(getpass.getpass, "Mã PIN: ")
    if not pin:
        raise Failed(messages.CANCELLED, "Người ký đã hủy.")
    return pin


def der_of(certificate: x509.Certificate) -> bytes:
    """Return the certificate's DER."""
    return certificate.public_bytes(serialization.Encoding.DER)
