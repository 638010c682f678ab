"""The child that turns one Office file into a PDF: judges it, shuts LibreOffice in, and says what it did in one line of JSON.

    python -m documents.office_child FOLDER FONTS SOFFICE SECONDS PARENT

``FOLDER/in`` is the file; ``FOLDER/bench/out`` gets the PDF. {"kind", "told", "fonts"} or {"error": "…"}.
Django is never loaded here. The child ends with its parent (a process number: it may have died before this one has begun),
and LibreOffice with the child, whatever kills them.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from documents.office_judging import Judged, Unfit, judge
from documents.office_sandbox import (
    NoRoom,
    die_with_parent,
    leave_world,
    shut_in,
    take_limits,
    wait_for,
)

MEMORY, FILE_SIZE = 4 << 30, 300 << 20  # bytes; LibreOffice maps far more than it uses
LIBRARIES = {"writer": "libswlo.so", "calc": "libsclo.so", "impress": "libsdlo.so"}
NO_ROOM = 97  # exit code
EMBEDDED = re.compile(rb"/BaseFont/[A-Z]{6}\+([A-Za-z0-9]+)")
PDF = {
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
    "ExportFormFields": {"type": "boolean", "value": "false"},
    "ExportNotes": {"type": "boolean", "value": "false"},
}
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}</oor:items>
"""
ITEM = '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
# macros never run, links are never followed, nothing is asked of the network: a second wall behind the namespaces
CHOSEN = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Java", "Enable", "false"),
)
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>/fonts</dir><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>
<cachedir>/var/cache/fontconfig</cachedir><cachedir>/bench/fontcache</cachedir>
{aliases}<include ignore_missing="yes">/etc/fonts/conf.d</include>
</fontconfig>
"""
ALIAS = '<match target="pattern"><test name="family"><string>{asked}</string></test><edit name="family" mode="assign" binding="same">{given}</edit></match>\n'
# typefaces with the same widths, so that lines and pages break where they broke in Word; the first that is there is taken
TWINS = {
    "Times New Roman": ("Times New Roman", "Tinos", "Liberation Serif"),
    "Times": ("Tinos", "Liberation Serif"),
    "Arial": ("Arial", "Arimo", "Liberation Sans"),
    "Courier New": ("Courier New", "Cousine", "Liberation Mono"),
    "Calibri": ("Calibri", "Carlito"),
    "Cambria": ("Cambria", "Caladea"),
}


def main(folder: Path, fonts: Path, soffice: str, seconds: int) -> dict[str, Any]:
    """Judge, convert, and say what came out."""
    try:
        judged = judge(folder / "in")
    except Unfit as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": "bomb"}
    program = Path(soffice).resolve()
    if not soffice or not (program.parent / LIBRARIES["writer"]).exists():
        return {"error": "no_soffice"}
    if not (program.parent / LIBRARIES[judged.needs]).exists():
        return {"error": f"no_{judged.needs}"}
    return _convert(folder, fonts, program, judged, seconds)


def _convert(folder: Path, fonts: Path, program: Path, judged: Judged, seconds: int) -> dict[str, Any]:  # fmt: skip
    work = folder / "bench"
    _furnish(work)
    shutil.move(folder / "in", work / f"in.{judged.kind}")
    code = _in_the_room(folder, fonts, program, judged, seconds)
    if code == NO_ROOM:
        return {"error": "no_room"}
    made = work / "out" / "in.pdf"
    if not made.is_file() or made.read_bytes()[:5] != b"%PDF-":
        return {"error": "unreadable" if code in (0, 1) else "too_much"}
    return {"kind": judged.kind, "told": judged.told, "fonts": _replaced(work)}


def _furnish(work: Path) -> None:
    """Lay out the folder that LibreOffice sees as its whole world."""
    for name in ("out", "tmp", "fontcache", "profile/user"):
        (work / name).mkdir(parents=True)
    items = "".join(ITEM.format(path=path, name=name, value=value) for path, name, value in CHOSEN)
    chosen = work / "profile/user/registrymodifications.xcu"
    chosen.write_text(SETTINGS.format(items=items), encoding="utf-8")
    aliases = "".join(
        ALIAS.format(asked=asked, given="".join(f"<string>{name}</string>" for name in twins))
        for asked, twins in TWINS.items()
    )
    (work / "fonts.conf").write_text(FONTS.format(aliases=aliases), encoding="utf-8")


def _in_the_room(folder: Path, fonts: Path, program: Path, judged: Judged, seconds: int) -> int:
    """Run LibreOffice in a world of its own and return its exit code (negative: ended by a signal)."""
    outer = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            leave_world()
            die_with_parent(outer)
            first = os.fork()
            if first:
                os._exit(os.waitstatus_to_exitcode(os.waitpid(first, 0)[1]) & 0xFF)
            die_with_parent(0)
            shut_in(folder, fonts)
            os._exit(_run(program, judged, seconds) & 0xFF)
        except NoRoom:
            os._exit(NO_ROOM)
        finally:
            os._exit(98)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _run(program: Path, judged: Judged, seconds: int) -> int:
    """As the first process of the new world: start LibreOffice under its limits, wait, then list what fonts there are."""
    options = json.dumps(PDF, separators=(",", ":"))
    command = [
        str(program), "-env:UserInstallation=file:///bench/profile", "--headless", "--norestore", "--nodefault",
        "--nolockcheck", "--nologo", "--convert-to", f"pdf:{judged.needs}_pdf_Export:{options}",
        "--outdir", "/bench/out", f"/bench/in.{judged.kind}",
    ]  # fmt: skip
    environment = {
        "HOME": "/bench", "TMPDIR": "/bench/tmp", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "Asia/Ho_Chi_Minh",
        "FONTCONFIG_FILE": "/bench/fonts.conf", "SAL_USE_VCLPLUGIN": "svp", "OOO_DISABLE_RECOVERY": "1",
    }  # fmt: skip
    pid = os.fork()
    if pid == 0:
        try:
            take_limits(MEMORY, seconds, FILE_SIZE)
            with Path("/bench/said").open("wb") as said:
                os.dup2(said.fileno(), 1)
                os.dup2(said.fileno(), 2)
            os.execve(command[0], command, environment)  # noqa: S606  no shell is wanted
        finally:
            os._exit(99)
    code = wait_for(pid)
    if judged.fonts and shutil.which("fc-match"):
        _match(sorted(judged.fonts)[:40], environment)
    return code


def _match(names: list[str], environment: dict[str, str]) -> None:
    """Ask which typeface is taken for each that was asked for, and write it down."""
    found = {}
    for name in names:
        command = ["fc-match", "-f", "%{family}", name.replace("-", "\\-")]
        done = subprocess.run(
            command, env=environment, capture_output=True, check=False, timeout=10
        )
        found[name] = done.stdout.decode("utf-8", "replace").split(",")[0]
    Path("/bench/matched").write_text(json.dumps(found), encoding="utf-8")


def _replaced(work: Path) -> dict[str, str]:
    """Return the typefaces that were not there, each with what stands for it in the PDF."""
    matched = work / "matched"
    if not matched.is_file():
        return {}
    inside = {name.lower() for name in EMBEDDED.findall((work / "out/in.pdf").read_bytes())}
    found: dict[str, str] = json.loads(matched.read_text(encoding="utf-8"))
    return {
        asked: given
        for asked, given in found.items()
        if asked.lower() != given.lower() and given.replace(" ", "").lower().encode() in inside
    }


if __name__ == "__main__":
    die_with_parent(int(sys.argv[5]))
    answer = main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    print(json.dumps(answer))  # noqa: T201  its answer
