"""Python packages: makes .venv and fills it from the hash-locked files, with uv, or with pip where uv is not to be had."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import stamps
from saying import ROOT, TOOLS, VENV_PYTHON, Stop, answer, run

# uv must trust what the system trusts (networks that inspect TLS) and never fetch a Python of its own.
UV_ENVIRONMENT = {"UV_SYSTEM_CERTS": "1", "UV_PYTHON_DOWNLOADS": "never", "UV_LINK_MODE": "copy"}
PIP_ENVIRONMENT = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_RETRIES": "2"}
FIRST_SETUP_NEEDS = (
    2 * 1024**3
)  # bytes: .venv with the test tools, .tools, node_modules, room for the caches


def prepare(*names: str) -> None:
    """Make .venv stand with the packages of requirements/<name>.txt. Raises Stop with a sentence."""
    _make_venv()
    for name in names:
        if not stamps.fresh(name, stamps.LOCKS[name]):
            _install(name)
            stamps.remember(name, stamps.LOCKS[name])


def _make_venv() -> None:
    if _venv_version() == sys.version:
        return
    _need_room()
    stamps.forget_all()
    shutil.rmtree(ROOT / ".venv", ignore_errors=True)
    base = getattr(sys, "_base_executable", sys.executable)
    run("Python environment", base, "-m", "venv", ROOT / ".venv")


def _venv_version() -> str:
    """The version text of .venv's Python; empty when there is none that runs."""
    said = answer(VENV_PYTHON, "-c", "import sys; print(sys.version)") or ""
    return said.removesuffix("\n")


def _need_room() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < FIRST_SETUP_NEEDS:
        raise Stop(
            f"The disk has {free // 1024**2} MB free; the first set-up needs about 2,000 MB."
        )


def _install(name: str) -> None:
    title = {"base": "Python packages", "dev": "Python packages for tests"}[name]
    lock = stamps.LOCKS[name]
    uv = _uv()
    if uv:
        run(
            title,
            uv,
            "pip",
            "install",
            "--python",
            VENV_PYTHON,
            "--require-hashes",
            "-r",
            lock,
            **UV_ENVIRONMENT,
        )
    else:
        pip_install(f"{title} (with pip: a minute or two)", "-r", lock)


def _uv() -> Path | None:
    """The uv of .tools, fetched first if need be; None where it cannot be had or does not run."""
    target = TOOLS / "uv"
    uv = target / "bin" / "uv"
    if not stamps.fresh("uv", stamps.LOCKS["uv"]):
        try:
            pip_install(
                "uv, the package installer",
                "--target",
                target,
                "--upgrade",
                "-r",
                stamps.LOCKS["uv"],
            )
        except Stop as stop:
            _pass_on_unless_only_uv_is_missing(stop)
            return None
        stamps.remember("uv", stamps.LOCKS["uv"])
    return uv if answer(uv, "--version") else None


def _pass_on_unless_only_uv_is_missing(stop: Stop) -> None:
    if "No matching distribution" not in str(stop):
        raise stop


def pip_install(title: str, *arguments: str | Path) -> None:
    """Install hash-locked packages with .venv's own pip."""
    if not answer(VENV_PYTHON, "-m", "pip", "--version"):
        run("pip", VENV_PYTHON, "-m", "ensurepip", "--upgrade")
    run(
        title,
        VENV_PYTHON,
        "-m",
        "pip",
        "install",
        "-q",
        "--require-hashes",
        *arguments,
        **PIP_ENVIRONMENT,
    )
