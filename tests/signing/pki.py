"""An authority as the State has one, in miniature and real: certomancer issues, answers OCSP, publishes CRLs, stamps times.

root → issuing authority → leader (RSA-2048), deputy (P-256), clerk, seal, system, revoked, expired, expiring; three
timestamp authorities under the root. Everything listens on one free port of this machine; the addresses stand in the
certificates. ``StateCa.behave`` takes a service down, slows it, lets it lie; ``StateCa.clock`` moves its time.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from signing.levels import lines
from signing.pdf.keys import OpenKey

ARCH = "city"
LEADER, AGENCY = "Nguyễn Thị Hồng Ưu", "Ủy ban nhân dân thành phố Mẫu"
HOLDERS = {
    "leader": LEADER,
    "deputy": "Trần Văn Bình",
    "clerk": "Lê Thị Chi",
    "seal": AGENCY,
    "system": "Hệ thống Nghị Sự",
    "revoked": "Người Bị Thu Hồi",
    "expired": "Người Hết Hạn",
    "expiring": "Người Sắp Hết Hạn",
}
AUTHORITIES = {"root": "CA gốc thử nghiệm", "interm": "CA cấp phát thử nghiệm"}
CLOCKS = {"tsa": "Dấu thời gian 1", "tsa2": "Dấu thời gian 2", "tsa3": "Dấu thời gian ngắn"}
RSA_HOLDERS = {"leader"}
LIFE = {  # days from today: first, last
    "root": (-3600, 12000),
    "interm": (-3600, 11000),
    "ocsp": (-3600, 11000),
    "tsa": (-400, 800),
    "tsa2": (-400, 10000),
    "tsa3": (-400, 20),
    "expired": (-800, -30),
    "expiring": (-350, 10),
}
ROOT_CRL_DAYS, CRL_DAYS, OCSP_MINUTES = 90, 30, 10
REVOKED_DAYS = 60
SLOWEST = 30.0


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


class _Services(Animator):
    def at_time(self, request: Any) -> dt.datetime:
        """Whole seconds: RFC 6960 and RFC 5280 allow no fractions."""
        moment: dt.datetime = super().at_time(request)
        return moment.replace(microsecond=0)


class StateCa:
    """The running authority: keys, roots, addresses, and switches for its services."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.today = (
            folder,
            dt.datetime.now(dt.UTC).replace(hour=0, minute=0, second=0),
        )
        self.today = self.today.replace(microsecond=0)
        self.asked: deque[str] = deque(maxlen=5000)
        self._faults: dict[str, str] = {}
        self._kept: dict[str, OpenKey] = {}
        self._released = threading.Event()
        self._write_keys()
        self._server = _Server(("127.0.0.1", 0), _Quiet)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        config = CertomancerConfig(_config(self.today, self.url), key_search_dir=str(folder))
        self.arch = config.get_pki_arch(ArchLabel(ARCH))
        self._animator = _Services(AnimatorArchStore(config.pki_archs), with_web_ui=False)
        self._server.set_app(self._answer)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    # what it has

    def key(self, label: str) -> OpenKey:
        """Return a holder's opened key with its chain (issuer first, root last)."""
        if label not in self._kept:
            private = serialization.load_pem_private_key(self._key_path(label).read_bytes(), None)
            above = ("root",) if label.startswith("tsa") else ("interm", "root")
            chain = tuple(self.certificate(one) for one in above)
            self._kept[label] = OpenKey(private, self.certificate(label), chain)  # type: ignore[arg-type]
        return self._kept[label]

    def certificate(self, label: str) -> x509.Certificate:
        """Return a certificate by its label."""
        return x509.load_der_x509_certificate(self.arch.get_cert(CertLabel(label)).dump())

    @property
    def root_pem(self) -> Path:
        """The root as a PEM file."""
        return self.pem("root")

    def pem(self, *labels: str) -> Path:
        """Return a PEM file with these certificates."""
        path = self.folder / f"{'-'.join(labels)}.cert.pem"
        form = serialization.Encoding.PEM
        path.write_bytes(b"".join(self.certificate(one).public_bytes(form) for one in labels))
        return path

    def tsa(self, which: str = "tsa") -> str:
        """Return the address of a timestamp authority: tsa (2 years), tsa2 (27 years), tsa3 (20 days left)."""
        return f"{self.url}/{ARCH}/tsa/{which}"

    # what it does

    @contextmanager
    def behave(self, service: str, how: str) -> Iterator[None]:
        """Let ``tsa``, ``ocsp`` or ``crls`` be down (503), slow, huge, or wrong; afterwards everybody asks again."""
        self._faults[service] = how
        self._released.clear()
        try:
            yield
        finally:
            self._faults.pop(service, None)
            self._released.set()
            lines.forget()

    @contextmanager
    def clock(self, moment: dt.datetime) -> Iterator[None]:
        """Let all services believe it is ``moment``."""
        self._animator.fixed_time = moment
        try:
            yield
        finally:
            self._animator.fixed_time = None

    def revoke(self, label: str, *, since: dt.datetime | None) -> None:
        """Revoke a certificate from now on (OCSP at once), or take it back with ``None``."""
        from certomancer.registry.issued.general import RevocationStatus

        spec = self.arch.get_cert_spec(CertLabel(label))
        status = RevocationStatus(revoked_since=since) if since else None
        object.__setattr__(spec, "revocation", status)

    def stop(self) -> None:
        """End it."""
        self._released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def _answer(self, environ: dict[str, Any], start: Any) -> Any:
        service = environ["PATH_INFO"].lstrip("/").partition("/")[2].partition("/")[0]
        self.asked.append(environ["PATH_INFO"])
        how = self._faults.get(service)
        if how == "slow":
            self._released.wait(SLOWEST)
        if how == "down":
            start("503 Service Unavailable", [("Content-Length", "0")])
            return [b""]
        if how == "wrong":
            start("200 OK", [("Content-Type", "text/html")])
            return [b"<html>portal: please log in</html>"]
        if how == "huge":
            start("200 OK", [("Content-Type", "application/octet-stream")])
            return (bytes(1 << 20) for _index in range(200))
        return self._animator(environ, start)

    def _key_path(self, label: str) -> Path:
        return self.folder / f"{label}.key.pem"

    def _write_keys(self) -> None:
        pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        for label in (*AUTHORITIES, "ocsp", *CLOCKS, *HOLDERS):
            made: Any = (
                rsa.generate_private_key(public_exponent=65537, key_size=2048)
                if label in RSA_HOLDERS
                else ec.generate_private_key(ec.SECP256R1())
            )
            text = made.private_bytes(pem, form, serialization.NoEncryption())
            self._key_path(label).write_bytes(text)


@contextmanager
def running(folder: Path) -> Iterator[StateCa]:
    """Run the authority for the time of the block."""
    authority = StateCa(folder)
    try:
        yield authority
    finally:
        authority.stop()


def _config(today: dt.datetime, url: str) -> dict[str, Any]:
    labels = (*AUTHORITIES, "ocsp", *CLOCKS, *HOLDERS)
    names = {**AUTHORITIES, "ocsp": "Trả lời OCSP thử nghiệm", **CLOCKS, **HOLDERS}
    certs = {label: _certificate(label, today) for label in labels}
    crl_root = {"for-issuer": "root", "simulated-update-schedule": f"P{ROOT_CRL_DAYS}D"}
    crl = {"for-issuer": "interm", "simulated-update-schedule": f"P{CRL_DAYS}D"}
    responder = {"for-issuer": "interm", "responder-cert": "ocsp"}
    return {
        "external-url-prefix": url,
        "keysets": {ARCH: {"keys": {one: {"path": f"{one}.key.pem"} for one in labels}}},
        "pki-architectures": {
            ARCH: {
                "keyset": ARCH,
                "entity-defaults": {"country-name": "VN", "organization-name": "THỬ NGHIỆM"},
                "entities": {one: {"common-name": names[one]} for one in labels},
                "certs": certs,
                "services": {
                    "ocsp": {"interm": responder},
                    "crl-repo": {"root": crl_root, "interm": crl},
                    "time-stamping": {one: {"signing-cert": one} for one in CLOCKS},
                },
            }
        },
    }


def _certificate(label: str, today: dt.datetime) -> dict[str, Any]:
    first, last = LIFE.get(label, (-200, 900))
    validity = {
        "valid-from": (today + dt.timedelta(days=first)).isoformat(),
        "valid-to": (today + dt.timedelta(days=last)).isoformat(),
    }
    made: dict[str, Any] = {"subject": label, "subject-key": label, "validity": validity}
    made["issuer"] = "root" if label in (*AUTHORITIES, *CLOCKS) else "interm"
    made["authority-key"] = made["issuer"]
    made |= _profile(label)
    if label == "revoked":
        since = (today - dt.timedelta(days=REVOKED_DAYS)).isoformat()
        made["revocation"] = {"revoked-since": since, "reason": "key_compromise"}
    return made


def _profile(label: str) -> dict[str, Any]:
    if label == "root":
        return {"profiles": [{"id": "simple-ca", "params": {"crl-repo": "root"}}]}
    if label == "interm":
        params = {"crl-repo": "interm", "ocsp-service": "interm", "max-path-len": 0}
        return {"profiles": [{"id": "simple-ca", "params": params}]}
    if label == "ocsp":
        return {"profiles": ["ocsp-responder"]}
    if label in CLOCKS:
        usage = {"schema": "key-usage", "params": ["digital_signature"]}
        stamping = {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]}
        key_usage = {"id": "key_usage", "critical": True, "smart-value": usage}
        return {"extensions": [key_usage, stamping]}
    mail = {"id": "extended_key_usage", "value": ["email_protection"]}
    return {"profiles": ["digsig-commitment"], "extensions": [mail]}


__all__ = ["AGENCY", "HOLDERS", "LEADER", "StateCa", "running"]
