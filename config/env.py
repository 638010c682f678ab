"""What the surroundings say: environment variables, read once, in one place."""

import json
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "PRAGMA busy_timeout=20000; PRAGMA cache_size=-16000; PRAGMA secure_delete=ON;"
    ),
}


def text(name: str, default: str = "") -> str:
    """Return the variable ``NGHISU_<name>``, or the default."""
    return os.environ.get(f"NGHISU_{name}", default)


def flag(name: str) -> bool:
    """Say whether ``NGHISU_<name>`` is switched on (1, true, yes, on)."""
    return text(name).lower() in {"1", "true", "yes", "on"}


def table(name: str) -> dict[str, Any]:
    """Return the JSON object of ``NGHISU_<name>``, an empty one when it is not set."""
    found = json.loads(text(name) or "{}")
    if not isinstance(found, dict):
        raise TypeError(f"NGHISU_{name} must be a JSON object")
    return found


def database(url: str, data: Path) -> dict[str, Any]:
    """Return Django's settings for the address: ``postgres://…``, or SQLite in ``data`` when empty."""
    if not url:
        return {
            "ENGINE": "core.sqlite",
            "NAME": data / "db.sqlite3",
            "CONN_MAX_AGE": 60,  # seconds; a new connection reads the whole schema: 4 ms
            "OPTIONS": SQLITE_OPTIONS,
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 10}},
    }


def mail(url: str) -> dict[str, Any]:
    """Return Django's mail settings for ``smtp://user:password@host:port``; files when empty."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}
    parts = urlsplit(url)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 15,
    }


def last_address(data: Path) -> str:
    """Return the address this installation was last served on: what ``serve`` wrote down."""
    try:
        return (data / "address").read_text().strip()
    except OSError:
        return "http://127.0.0.1:8000"


def secret_key(given: str, data: Path) -> str:
    """Return the given key, or the installation's own, made at the first start and kept private."""
    if given:
        return given
    path = data / "secret_key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()
