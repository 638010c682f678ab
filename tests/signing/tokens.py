"""SoftHSM2 tokens made for the tests: their own folder, real objects, keys that were made elsewhere or on the token."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pkcs11
from cryptography.hazmat.primitives import serialization
from pkcs11 import Attribute, CertificateType, ObjectClass

from tests.services import need

LIBRARY = "/usr/lib/softhsm/libsofthsm2.so"
TOKEN, PIN, SO_PIN = "nghi-su-thu", "24681357", "87654321"


@dataclass
class Token:
    """A token: its driver's path, its configuration, the folder in which it lies."""

    config: Path
    folder: Path

    def put(self, name: str, opened, number: int) -> str:
        """Import a key with its certificate and those above; return the id of the key (hex)."""
        key_file = self.config.parent / f"{name}.key"
        key_file.write_bytes(
            opened.private.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        ident = f"{number:02x}"
        _util(self, "--import", key_file, "--token", TOKEN, "--label", name, "--id", ident,
              "--pin", PIN)  # fmt: skip
        key_file.unlink()
        for n, one in enumerate((opened.certificate, *opened.chain)):
            self._certificate(one, name if n == 0 else f"{name}-{n}", ident if n == 0 else "ff")
        return ident

    def _certificate(self, certificate, label, ident):
        """Put a certificate on the token, in a process of its own: a driver is loaded once a process."""
        der = certificate.public_bytes(serialization.Encoding.DER)
        code = f"from tests.signing import tokens; tokens.write_certificate({der!r}, {label!r}, {ident!r})"
        _run(self, "python", code)

    def pull(self) -> None:
        """Take the token away."""
        self.folder.rename(self.folder.with_suffix(".pulled"))

    def put_back(self) -> None:
        """Put it back."""
        self.folder.with_suffix(".pulled").rename(self.folder)


def make(folder: Path) -> Token:
    """Make an initialised token in the folder."""
    need("softhsm2-util", "softhsm2")
    tokens = folder / "tokens"
    tokens.mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(
        f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    token = Token(config, tokens)
    _util(token, "--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", SO_PIN)
    return token


def write_certificate(der: bytes, label: str, ident: str) -> None:
    """In the process of ``_run``: write the certificate with python-pkcs11."""
    from asn1crypto import x509

    read = x509.Certificate.load(der)
    with pkcs11.lib(LIBRARY).get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.PRIVATE: False,
                Attribute.SUBJECT: read.subject.dump(),
                Attribute.ISSUER: read.issuer.dump(),
                Attribute.SERIAL_NUMBER: read["tbs_certificate"]["serial_number"].dump(),
                Attribute.VALUE: der,
                Attribute.LABEL: label,
                Attribute.ID: bytes.fromhex(ident),
            }
        )


def _util(token: Token, *arguments: object) -> None:
    _start(token, [shutil.which("softhsm2-util"), *map(str, arguments)])


def _run(token: Token, program: str, code: str) -> None:
    import sys

    _start(token, [sys.executable, "-c", code])


def _start(token: Token, command: list[str]) -> None:
    surroundings = {**os.environ, "SOFTHSM2_CONF": str(token.config)}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
