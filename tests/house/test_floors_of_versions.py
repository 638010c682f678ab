"""The lock files never fall below a version with a known hole."""

import json
import re
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
# package -> (lowest version, why)
PYTHON_FLOORS = {
    "daphne": (
        "4.2.2",
        "CVE-2026-44545 unlimited WebSocket messages, CVE-2026-44546 header injection",
    ),
    "django": ("5.2.19", "security fixes of the 5.2 line"),
    "channels-redis": ("4.3.0", "pub/sub layer with redis-py 8"),
    "pikepdf": ("10.17", "newest qpdf fixes"),
}
NPM_FLOORS = {
    "pdfjs-dist": (
        "6.0.0",
        "GHSA-hq66-cqwq-w95j (5.6.83 to 5.7.284) and CVE-2024-4367 run JavaScript of a crafted PDF",
    ),
    "bootstrap": ("5.3.8", "newest of the 5.3 line"),
}
UNWANTED = ("weasyprint", "pymupdf", "xhtml2pdf", "bleach")  # SSRF by redirect, AGPL, unmaintained


def _locked(name):
    text = "".join((ROOT / "requirements" / f"{lock}.txt").read_text() for lock in ("base", "dev"))
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE)).get(name)


@pytest.mark.parametrize("name", PYTHON_FLOORS)
def test_a_python_package_is_new_enough(name):
    floor, why = PYTHON_FLOORS[name]
    assert Version(_locked(name)) >= Version(floor), why


@pytest.mark.parametrize("name", NPM_FLOORS)
def test_a_browser_package_is_new_enough(name):
    floor, why = NPM_FLOORS[name]
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert Version(packages[f"node_modules/{name}"]["version"]) >= Version(floor), why


@pytest.mark.parametrize("name", UNWANTED)
def test_a_package_we_do_not_want_is_absent(name):
    assert _locked(name) is None


def test_every_browser_package_is_proved_by_a_hash_and_names_no_host():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for path, about in packages.items():
        if path:
            assert about.get("integrity", "").startswith("sha512-"), path
            assert "resolved" not in about, path
