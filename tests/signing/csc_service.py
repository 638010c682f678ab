"""A remote signing service as CSC API 2.0 describes it, of the tests: it checks every real request and can misbehave.

OAuth 2.0 client credentials, credentials/list and /info, authorize with PIN and OTP (each OTP once), a SAD of limited life
bound to exactly the hashes it was given for, signHash in modes S and A, a limit of documents at once.
"""

from __future__ import annotations

import base64
import json
import secrets
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature

CLIENT, SECRET, PIN = "nghi-su", "bi-mat-cua-ung-dung", "13572468"
SHA256 = "2.16.840.1.101.3.4.2.1"
ALGORITHMS = {
    True: ["1.2.840.10045.4.3.2"],
    False: ["1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11"],
}
DIGEST, AT_ONCE = 32, 5


class Wrong(Exception):
    def __init__(self, error, status=400):
        super().__init__(error)
        self.error, self.status = error, status


class Service:
    """The service's memory; ``faults`` are words: see the uses."""

    def __init__(self):
        self.keys, self.tokens, self.sads, self.tickets = {}, set(), {}, {}
        self.otps, self.faults, self.asked = {"111222", "333444", "555666"}, set(), []
        self.life, self.held = 300.0, []
        self.at_once, self.per_call, self.dies_after, self.signed = AT_ONCE, 100, 0, []
        self.instead, self.drip = {}, 0.0  # end of a path → status, headers, bytes; seconds a byte

    # the conversation

    def oauth2_token(self, body):
        given = {name: values[0] for name, values in parse_qs(body).items()}
        if given.get("grant_type") != "client_credentials":
            raise Wrong("invalid_grant")
        if (given.get("client_id"), given.get("client_secret")) != (CLIENT, SECRET):
            raise Wrong("invalid_client", 401)
        token = secrets.token_urlsafe(16)
        self.tokens.add(token)
        return {"access_token": token, "token_type": "Bearer", "expires_in": 3600}

    def credentials_list(self, _data):
        return {"credentialIDs": sorted(self.keys)}

    def credentials_info(self, data):
        key = self._key(data)
        if "other certificate" in self.faults:
            key = next(one for one in self.keys.values() if one is not key)
        chain = (key.certificate, *key.chain)
        ders = [one.public_bytes(serialization.Encoding.DER) for one in chain]
        return {
            "key": {
                "status": "disabled" if "disabled" in self.faults else "enabled",
                "algo": ALGORITHMS[key.elliptic],
                "len": key.certificate.public_key().key_size,
            },
            "cert": {"status": "valid", "certificates": [base64.b64encode(one).decode() for one in ders]},
            "auth": {"mode": "explicit", "expression": "PIN AND OTP",
                     "objects": [{"type": "Password", "id": "PIN"}, {"type": "Password", "id": "OTP"}]},
            "SCAL": "2",
            "multisign": self.at_once,
        }  # fmt: skip

    def credentials_authorize(self, data):
        self._key(data)
        said = {one["id"]: one["value"] for one in data["authData"]}
        if said.get("PIN") != PIN:
            raise Wrong("invalid_pin")
        if said.get("OTP") not in self.otps:
            raise Wrong("invalid_otp")
        self.otps.discard(said["OTP"])
        given = self._hashes(data)
        if data["numSignatures"] != len(given) or len(given) > self.at_once:
            raise Wrong("invalid_request")
        sad = secrets.token_urlsafe(16)
        self.sads[sad] = (data["credentialID"], given, time.monotonic() + self.life)
        return {"SAD": sad, "expiresIn": int(self.life)}

    def signatures_signHash(self, data):  # noqa: N802 (the API's own name)
        key = self._key(data)
        credential, allowed, until = self.sads.pop(data.get("SAD"), (None, [], 0))
        if credential != data["credentialID"] or time.monotonic() > until:
            raise Wrong("invalid_sad")
        given = self._hashes(data)
        if given != allowed[: len(given)] or len(given) > self.per_call:
            raise Wrong("invalid_request")
        self.sads[data["SAD"]] = (
            credential,
            allowed[len(given) :],
            0,
        )  # good for an extension only
        self._count(given)
        if data["signAlgo"] not in ALGORITHMS[key.elliptic] or data["operationMode"] not in "SA":
            raise Wrong("invalid_request")
        if "wrong hash" in self.faults:
            given = [bytes(DIGEST) for _one in given]
        made = [base64.b64encode(self._signed(key, one)).decode() for one in given]
        if "swapped" in self.faults:
            made.reverse()
        if "fewer" in self.faults:
            made = made[:-1]
        if data["operationMode"] == "A":
            ticket = secrets.token_urlsafe(12)
            self.tickets[ticket] = made
            return {"responseID": ticket}
        return {"signatures": made}

    def credentials_extendTransaction(self, data):  # noqa: N802
        """A new SAD for the next hashes, which must be those that the first one was given for, in their order."""
        self._key(data)
        credential, left, _until = self.sads.pop(data.get("SAD"), (None, [], 0))
        given = self._hashes(data)
        if credential != data["credentialID"] or not given or given != left[: len(given)]:
            raise Wrong("invalid_sad")
        sad = secrets.token_urlsafe(16)
        self.sads[sad] = (credential, left, time.monotonic() + self.life)
        if "expires between" in self.faults:
            self.sads[sad] = (credential, left, 0)
        return {"SAD": sad, "expiresIn": int(self.life)}

    def signatures_signPolling(self, data):  # noqa: N802
        made = self.tickets.get(data["responseID"])
        if made is None:
            raise Wrong("invalid_request")
        return {} if "not confirmed" in self.faults else {"signatures": made}

    # what it checks and does

    def _key(self, data):
        if data.get("credentialID") not in self.keys:
            raise Wrong("invalid_request")
        return self.keys[data["credentialID"]]

    def _count(self, given):
        if self.dies_after and len(self.signed) + len(given) > self.dies_after:
            raise Wrong("server_error", 503)
        self.signed += given

    def _hashes(self, data):
        if data.get("hashAlgorithmOID") != SHA256 or "hash" in data:
            raise Wrong("invalid_request")
        found = [base64.b64decode(one, validate=True) for one in data["hashes"]]
        if any(len(one) != DIGEST for one in found):
            raise Wrong("invalid_request")
        return found

    def _signed(self, key, digest):
        algorithm = Prehashed(hashes.SHA256())
        if isinstance(key.private, rsa.RSAPrivateKey):
            return key.private.sign(digest, padding.PKCS1v15(), algorithm)
        made = key.private.sign(digest, ec.ECDSA(algorithm))
        if "bare numbers" not in self.faults:
            return made
        return b"".join(one.to_bytes(32, "big") for one in decode_dss_signature(made))

    def answer(self, path, headers, body):
        self.asked.append((path, body))
        if "down" in self.faults:
            raise Wrong("server_error", 503)
        name = path.strip("/").removeprefix("csc/v2/").replace("/", "_")
        if name == "oauth2_token":
            return self.oauth2_token(body)
        token = headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.tokens:
            raise Wrong("invalid_token", 401)
        return getattr(self, name)(json.loads(body))


def _desk(service):
    class Desk(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            try:
                status, said = 200, service.answer(self.path, self.headers, body)
            except Wrong as wrong:
                status, said = wrong.status, {"error": wrong.error, "error_description": "no"}
            if "nonsense" in service.faults:
                said = ["?"]
            end = next((one for one in service.instead if self.path.endswith(one)), None)
            given = (status, {}, json.dumps(said).encode())
            self._said(*(service.instead[end] if end else given))

        def _said(self, status, more, content):
            self.send_response(status)
            given = {"Content-Type": "application/json", "Content-Length": str(len(content))}
            for name, value in (given | more).items():
                self.send_header(name, value)
            self.end_headers()
            pieces = (
                [content[at : at + 1] for at in range(len(content))] if service.drip else [content]
            )
            with suppress(OSError):
                for piece in pieces:
                    self.wfile.write(piece)
                    time.sleep(service.drip)

        def log_message(self, *_args):
            pass

    return Desk


@contextmanager
def running():
    """The service on a free port; ``service.url`` is its address."""
    service = Service()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _desk(service))
    service.url = f"http://127.0.0.1:{server.server_port}/csc/v2"
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
