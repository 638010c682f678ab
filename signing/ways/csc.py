"""Remote signing by the API of the Cloud Signature Consortium, version 2 (CSC API 2.0): a client that believes nothing.

The service keeps the keys. Each signing is authorised with PIN and code for exactly these hashes (SAD, Signature Activation
Data); PIN, code and SAD live in this process's memory only, for as long as one signing takes. Every failure has a word.
"""

import base64
import hashlib
import http.client
import json
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from core.calling import ended_after

SECONDS = 8.0  # without a word
WHOLE = 30.0  # seconds for one question, however slowly the answer drips
LARGEST = 1 << 20  # bytes of an answer
SHA256 = "2.16.840.1.101.3.4.2.1"
RSA, RSA_SHA256, ECDSA_SHA256 = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2"  # fmt: skip
ANSWERED, ELSEWHERE, WRONG, BROKEN = (
    200,
    300,
    400,
    500,
)  # where each hundred of HTTP's answers begins
RAW_P256 = 64  # bytes: two numbers without DER
# The service's words for what went wrong (CSC API 2.0, 10.1), in ours.
WORDS = {
    "invalid_pin": "wrong_pin",
    "invalid_otp": "wrong_otp",
    "invalid_sad": "late",
    "expired_sad": "late",
    "invalid_client": "not_admitted",
    "invalid_grant": "not_admitted",
    "access_denied": "not_admitted",
    "invalid_token": "not_admitted",
    "credential_locked": "locked",
    "credential_disabled": "disabled",
}


class CscFailed(Exception):
    """The service did not sign; ``word`` says why."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True)
class Service:
    """Where a service is and who we are there; ``secret`` comes from the surroundings, never from the database."""

    url: str
    client: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Credential:
    """What a service says of a key: its certificates (holder first), whether it may sign, how many at once."""

    certificates: tuple[x509.Certificate, ...]
    algorithms: tuple[str, ...]
    enabled: bool
    at_once: int
    wants: tuple[str, ...]  # PIN, OTP

    @property
    def algorithm(self) -> str:
        """Return the signature algorithm to ask for; some services name RSA only without its hash."""
        for known in (RSA_SHA256, ECDSA_SHA256, RSA):
            if known in self.algorithms:
                return known
        raise CscFailed("algorithm")


@dataclass(frozen=True)
class Answer:
    """Signatures, in the order of the hashes; or a ticket under which they are asked for later."""

    signatures: tuple[bytes, ...] = ()
    ticket: str = ""


class Client:
    """One conversation with a service: an access token of its own, forgotten with it."""

    def __init__(self, service: Service) -> None:
        self._service, self._token = service, ""

    def credentials(self, user: str = "") -> list[str]:
        """Return the numbers of the credentials we may use (of the user)."""
        found = self._ask("credentials/list", {"userID": user} if user else {})
        return [str(one) for one in found.get("credentialIDs", [])]

    def info(self, credential: str) -> Credential:
        """Return what the service says of a credential."""
        asked = {"credentialID": credential, "certificates": "chain", "authInfo": True}
        found = self._ask("credentials/info", asked)
        try:
            ders = [base64.b64decode(one) for one in found["cert"]["certificates"]]
            if not ders:
                _nonsense()
            return Credential(
                tuple(x509.load_der_x509_certificate(one) for one in ders),
                tuple(found["key"]["algo"]),
                found["key"]["status"] == "enabled",
                max(1, int(found.get("multisign", 1))),
                tuple(str(one.get("id")) for one in found.get("auth", {}).get("objects", [])),
            )
        except (AttributeError, LookupError, OverflowError, ValueError, TypeError) as error:
            raise CscFailed("nonsense") from error

    def authorize(
        self, credential: str, hashes: Sequence[bytes], *, pin: str, otp: str, text: str = ""
    ) -> str:
        """Return the SAD for exactly these hashes (SHA-256)."""
        given = [{"id": "PIN", "value": pin}, {"id": "OTP", "value": otp}]
        found = self._ask(
            "credentials/authorize",
            {
                "credentialID": credential,
                "numSignatures": len(hashes),
                "hashes": [_coded(one) for one in hashes],
                "hashAlgorithmOID": SHA256,
                "authData": [one for one in given if one["value"]],
                "description": text[:255],
            },
        )
        return str(found.get("SAD") or _nonsense())

    def extend(self, credential: str, sad: str, hashes: Sequence[bytes]) -> str:
        """Return the SAD for the next ``hashes`` of the same permission (credentials/extendTransaction, 11.8)."""
        found = self._ask(
            "credentials/extendTransaction",
            {
                "credentialID": credential,
                "SAD": sad,
                "hashes": [_coded(one) for one in hashes],
                "hashAlgorithmOID": SHA256,
            },
        )
        return str(found.get("SAD") or _nonsense())

    def sign(
        self, credential: str, sad: str, hashes: Sequence[bytes], *, algorithm: str, later: str = ""
    ) -> Answer:
        """Sign the hashes; ``later``: an address that is called when they are signed (mode A), else at once (mode S)."""
        asked: dict[str, Any] = {
            "credentialID": credential,
            "SAD": sad,
            "hashes": [_coded(one) for one in hashes],
            "hashAlgorithmOID": SHA256,
            "signAlgo": algorithm,
            "operationMode": "A" if later else "S",
        }
        if later:
            asked["response_uri"], asked["validity_period"] = later, 600_000
        found = self._ask("signatures/signHash", asked)
        if later and found.get("responseID"):
            return Answer(ticket=str(found["responseID"]))
        return Answer(_signatures(found, len(hashes)))

    def poll(self, ticket: str, count: int = 0) -> Answer | None:
        """Return the signatures behind a ticket, ``None`` while the person has not confirmed."""
        found = self._ask("signatures/signPolling", {"responseID": ticket})
        return Answer(_signatures(found, count)) if found.get("signatures") else None

    def _ask(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        self._token = self._token or self._admitted()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        return self._post(path, json.dumps(body), headers)

    def _admitted(self) -> str:
        """Return an access token for this installation (OAuth 2.0, RFC 6749, 4.4)."""
        body = urlencode(
            {
                "grant_type": "client_credentials",
                "client_id": self._service.client,
                "client_secret": self._service.secret,
            }
        )
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        found = self._post("oauth2/token", body, headers)
        return str(found.get("access_token") or _nonsense())

    def _post(self, path: str, body: str, headers: dict[str, str]) -> dict[str, Any]:
        place = urlsplit(f"{self._service.url.rstrip('/')}/{path}")
        line = _line(place.scheme, place.hostname or "", place.port)
        try:
            line.connect()
            with ended_after(line.sock, WHOLE):
                line.request("POST", place.path, body.encode(), headers)
                answer = line.getresponse()
                content = answer.read(LARGEST)
                if answer.length and len(content) < LARGEST:  # cut off in the middle
                    raise CscFailed("down")
                return _read(answer.status, content)
        except (OSError, http.client.HTTPException) as error:
            raise CscFailed("down") from error
        except ValueError as error:  # an access token that cannot stand in a header
            raise CscFailed("nonsense") from error
        finally:
            line.close()


def _line(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, port, timeout=SECONDS, context=context)
    return http.client.HTTPConnection(host, port, timeout=SECONDS)


def _read(status: int, content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content or b"{}")
    except (ValueError, RecursionError):
        found = None
    if status >= BROKEN:
        raise CscFailed("down")
    if status >= WRONG:
        said = found.get("error", "") if isinstance(found, dict) else ""
        raise CscFailed(WORDS.get(str(said), "refused"))
    if not ANSWERED <= status < ELSEWHERE or not isinstance(
        found, dict
    ):  # PIN and code are sent to nobody else
        raise CscFailed("nonsense")
    return found


def _signatures(found: dict[str, Any], count: int) -> tuple[bytes, ...]:
    try:
        made = tuple(base64.b64decode(one, validate=True) for one in found["signatures"])
    except (KeyError, ValueError, TypeError) as error:
        raise CscFailed("nonsense") from error
    if count and len(made) != count:
        raise CscFailed("nonsense")
    return made


def as_der(signature: bytes, certificate: x509.Certificate) -> bytes:
    """Return an ECDSA signature in DER also when the service gave the two bare numbers."""
    if len(signature) != RAW_P256 or hasattr(certificate.public_key(), "encrypt"):
        return signature
    half = RAW_P256 // 2
    first, second = signature[:half], signature[half:]
    return encode_dss_signature(int.from_bytes(first, "big"), int.from_bytes(second, "big"))


def hashed(attributes: bytes) -> bytes:
    """Return what is sent to be signed: SHA-256 of the DER of the signed attributes."""
    return hashlib.sha256(attributes).digest()


def _coded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _nonsense() -> str:
    raise CscFailed("nonsense")
