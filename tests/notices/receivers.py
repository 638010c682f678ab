"""Those outside: a push service and a gateway with moods, and a browser that opens what it was pushed."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()


class Outside:
    """An HTTP server: keeps what it gets, and answers each request by the next of its `moods`."""

    def __init__(self):
        self.got, self.moods, self.patience = [], [], 0.0
        outside = self

        class Asked(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outside.got.append((self.path, dict(self.headers), body))
                outside.answer(self, outside.moods.pop(0) if outside.moods else 201)

            do_GET = do_POST  # noqa: N815

            def log_message(self, *_words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def answer(self, asked, mood):
        """Answer as the mood is: a status, or something worse."""
        if mood == "dies":
            asked.connection.close()
            return
        if mood == "slow":
            threading.Event().wait(self.patience)
            return
        status, headers, body = mood if isinstance(mood, tuple) else (mood, {}, b"")
        asked.send_response(status)
        for name, value in headers.items():
            asked.send_header(name, value)
        asked.send_header("Content-Length", str(len(body)))
        asked.end_headers()
        try:
            asked.wfile.write(body)
        except OSError:
            self.cut = True

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Browser:
    """The other end of RFC 8291, written from the standard alone."""

    def __init__(self, private=None, secret=b"0123456789abcdef"):
        self.private = private or ec.generate_private_key(CURVE)
        self.secret = secret
        self.point = raw_point(self.private.public_key())

    def opened(self, body):
        """RFC 8188: salt, record size, length of the key, the key; then the one record."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, closed = body[21 : 21 + length], body[21 + length :]
        assert len(closed) <= size
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender)
        shared = self.private.exchange(ec.ECDH(), theirs)
        info = b"WebPush: info\x00" + self.point + sender
        first = HKDF(hashes.SHA256(), 32, self.secret, info).derive(shared)
        extract = HKDF.extract(hashes.SHA256(), salt, first)
        key = HKDFExpand(hashes.SHA256(), 16, b"Content-Encoding: aes128gcm\x00").derive(extract)
        nonce = HKDFExpand(hashes.SHA256(), 12, b"Content-Encoding: nonce\x00").derive(extract)
        text = AESGCM(key).decrypt(nonce, closed, None)
        return text.rstrip(b"\x00")[:-1]


def vouched(header):
    """Check who signed (RFC 8292) as a push service does; returns the claims and the key."""
    token, key = header.removeprefix("vapid t=").split(", k=")
    head, claims, signature = token.split(".")
    raw = unpad(signature)
    der = utils.encode_dss_signature(
        int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    )
    public = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, unpad(key))
    public.verify(der, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    assert json.loads(unpad(head))["alg"] == "ES256"
    return json.loads(unpad(claims)), key


def raw_point(public):
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def pad(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unpad(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
