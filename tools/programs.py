"""System programs that only the tests need: installs what is missing with apt where it may, else says what is left out."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from saying import Stop, answer, run, tell

# Debian package -> (a sign that it is there, which tests need it)
PROGRAMS = {
    "postgresql": ("/usr/lib/postgresql/*/bin/initdb", "the tests of the city size"),
    "redis-server": ("redis-server", "the tests of the city size"),
    "chromium": ("chromium", "the journeys in real browsers"),
    "poppler-utils": ("pdfsig", "the second opinion on signatures"),
    "qpdf": ("qpdf", "the second opinion on PDF files"),
    "softhsm2": ("softhsm2-util", "the tests of keys in a token"),
    "libreoffice-writer-nogui": ("soffice", "the tests of Office files that become PDF"),
    "openssl": ("openssl", "the second opinion on certificates"),
    "fonts-noto-core": (
        "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
        "the look of pages in pictures",
    ),
}


def prepare() -> None:
    """Install what is missing. With CI=true a program that stays missing raises Stop; otherwise its tests are left out."""
    missing = _missing()
    if missing and (rights := _rights()) is not None:
        _install(rights, missing)
        missing = _missing()
    if not missing:
        return
    if os.environ.get("CI") == "true":
        raise Stop(
            f"These Debian packages are missing and could not be installed: {' '.join(missing)}."
        )
    for package in missing:
        tell(f"  Left out: {PROGRAMS[package][1]} (sudo apt install {package})")


def _missing() -> list[str]:
    return [package for package, (sign, _) in PROGRAMS.items() if not _present(sign)]


def _present(sign: str) -> bool:
    if sign.startswith("/"):
        return any(Path("/").glob(sign[1:]))
    return shutil.which(sign) is not None


def _rights() -> list[str] | None:
    """What to put before apt-get: nothing for root, sudo where it asks no password, None where neither helps."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    return None if answer("sudo", "-n", "true") is None else ["sudo", "-n"]


def _install(rights: list[str], packages: list[str]) -> None:
    environment = {"DEBIAN_FRONTEND": "noninteractive"}
    apt = [*rights, "apt-get", "-o", "DPkg::Lock::Timeout=120"]
    try:
        run("Debian's package lists", *apt, "update", **environment)
        title = f"Debian packages ({' '.join(packages)})"
        run(title, *apt, "install", "-y", "--no-install-recommends", *packages, **environment)
    except Stop as stop:
        tell(f"  {stop}")
