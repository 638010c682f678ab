"""Where the keys lie: the demonstration authority, key files, and the PIN that opens them.

A key file's passphrase is derived from the installation's secret key and the PIN, so neither alone opens it.
"""

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from django.db import DatabaseError, connection

from core.clock import now
from signing.pdf import authority
from signing.pdf.keys import Key, OpenKey, identity_of, open_key, passphrase, write_key

DEMO_PIN = "12345678"
LOOKS = 10  # hundredths of a second
HELD = """
SELECT EXISTS (SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE locktype = 'advisory' AND datname = current_database() AND classid = %s AND objid = %s AND granted)
"""
AUTHORITY_FILE, ROOT_FILE = "authority.p12", "trinh-dien-MAU.pem"


def keys_folder() -> Path:
    """Return where the key files lie, made private at first use."""
    folder = Path(settings.DATA_DIR) / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def trust_folder() -> Path:
    """Return the installation's trust store: PEM files of authorities it believes."""
    folder = Path(settings.DATA_DIR) / "trust"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def trusted() -> list[Path]:
    """Return the PEM files of the authorities believed for signatures."""
    from signing import trusting

    return trusting.paths(trusting.fresh_store())[0]


def phrase(label: str, pin: str = "") -> bytes:
    """Return the passphrase of the key file ``label``."""
    return passphrase(settings.SECRET_KEY.encode(), label=label, pin=pin)


def demonstration_authority() -> authority.Identity:
    """Return the demonstration authority, founded at its first use; its root goes into the trust store."""
    path, secret = keys_folder() / AUTHORITY_FILE, phrase("authority")
    with alone("authority"):
        if not path.exists():
            founded = authority.found_authority(now())
            (trust_folder() / ROOT_FILE).write_bytes(authority.pem(founded.chain[-1]))
            write_key(path, founded, secret)
    return identity_of(open_key(path, secret))


def issue(file: str, *, holder: str, unit: str, pin: str) -> authority.Identity:
    """Let the demonstration authority issue a key and keep it in ``file`` under the PIN."""
    made = authority.issue(demonstration_authority(), holder=holder, unit=unit, at=now())
    write_key(keys_folder() / file, made, phrase(file, pin))
    return made


def demonstration_file(holder: str) -> tuple[bytes, list[x509.Certificate]]:
    """Return a key of the demonstration authority as PKCS#12 under the demonstration's PIN, and its certificates."""
    made = authority.issue(demonstration_authority(), holder=holder, unit="", at=now())
    content = pkcs12.serialize_key_and_certificates(
        b"nghisu",
        made.key,
        made.certificate,
        list(made.chain),
        serialization.BestAvailableEncryption(DEMO_PIN.encode()),
    )
    return content, [made.certificate, *made.chain]


def close(file: str, key: OpenKey, pin: str) -> None:
    """Keep a key that was made elsewhere in ``file`` under the PIN."""
    write_key(keys_folder() / file, key, phrase(file, pin))


def opened(file: str, pin: str) -> OpenKey:
    """Open a key file; ``WrongPin`` when the PIN is not the one it was closed with."""
    return open_key(keys_folder() / file, phrase(file, pin))


def fingerprint(identity: authority.Identity | Key) -> str:
    """Return the SHA-256 of the key's certificate, 64 hex digits."""
    return print_of(identity.certificate)


def print_of(certificate: x509.Certificate) -> str:
    """Return the SHA-256 of a certificate, 64 hex digits."""
    return hashlib.sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest()


@contextmanager
def alone(what: str) -> Iterator[None]:
    """Keep other threads and processes of this machine out while ``what`` is made for the first time."""
    with (keys_folder() / f".{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)


@contextmanager
def held(what: str) -> Iterator[bool]:
    """Hold ``what`` while it is worked on; ``False`` when somebody else holds it already, here or on another machine.

    Who dies lets go. Machines know of each other through PostgreSQL; with SQLite there is one machine.
    """
    path = keys_folder() / f".{what}.lock"
    lock = _locked(path)
    if lock is None:
        yield False
        return
    with lock:
        try:
            with _held_everywhere(what) as free:
                yield free
        finally:
            path.unlink(missing_ok=True)


def _locked(path: Path) -> IO[str] | None:
    """Lock the file that lies there; somebody who only looks whether it is held is gone in a moment."""
    for _look in range(LOOKS):
        lock = path.open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.exists() and os.path.samestat(os.fstat(lock.fileno()), path.stat()):
                return lock
        except (BlockingIOError, FileNotFoundError):  # held, or let go of at this moment
            pass
        lock.close()
        time.sleep(0.01)
    return None


@contextmanager
def _held_everywhere(what: str) -> Iterator[bool]:
    if connection.vendor != "postgresql":
        yield True
        return
    if not _asked("SELECT pg_try_advisory_lock(%s)", _number(what)):
        yield False
        return
    try:
        yield True
    finally:
        with suppress(DatabaseError):  # the connection is gone, and the lock with it
            _asked("SELECT pg_advisory_unlock(%s)", _number(what))


def is_held(what: str) -> bool:
    """Say whether somebody works on ``what`` right now, here or on another machine."""
    try:
        with (keys_folder() / f".{what}.lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    if connection.vendor != "postgresql":
        return False
    number = _number(what)
    return _asked(HELD, number >> 32, number & 0xFFFFFFFF)


def _number(what: str) -> int:
    """Return the number under which PostgreSQL knows it."""
    return int.from_bytes(hashlib.sha256(what.encode()).digest()[:8], "big") >> 1


def _asked(question: str, *given: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        return bool(cursor.fetchone()[0])


def let_go_of_the_dead() -> None:
    """Remove the locks of work whose process was killed."""
    for path in keys_folder().glob(".batch-*.lock"):
        with held(path.name.removeprefix(".").removesuffix(".lock")):
            pass
