"""Office files become PDF: LibreOffice runs in a child without network, files or rights of its own, never in the server.

Slow (seconds): never inside a transaction. Pages take Office files through ``documents.office_uploads``.
"""

import fcntl
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.child import ChildFailed, answer_of
from core.refused import NotNow, Refused
from documents.store import Kept, keep

SECONDS = 60  # of processor time, and of the clock
AT_ONCE, WAIT_SECONDS, LEFT_OVER_SECONDS = 2, 45, 900
SAME_WIDTHS = {("Times New Roman", "Tinos"), ("Times New Roman", "Liberation Serif"), ("Arial", "Liberation Sans"), ("Arial", "Arimo"), ("Calibri", "Carlito"), ("Cambria", "Caladea")}  # fmt: skip
KINDS = (".docx", ".doc", ".odt", ".rtf", ".xlsx", ".xls", ".ods", ".pptx", ".ppt", ".odp")
ACCEPT = "application/pdf,.docx,.doc,.odt,.rtf"  # for a page's file field
OFFICE_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
SENTENCES: dict[str, str | Promise] = {
    "not_office": gettext_lazy("This is neither a PDF nor a document of Word, LibreOffice or RTF. Please export it as PDF."),
    "locked": gettext_lazy("This file is locked with a password. Please save it without one, or export it as PDF."),
    "bomb": gettext_lazy("This file unpacks to far more than a document; it was not opened."),
    "huge": gettext_lazy("This Office file is too large to be converted. Please export it as PDF."),
    "damaged": gettext_lazy("This Office file is damaged and cannot be read. Please save it again, or export it as PDF."),
    "unreadable": gettext_lazy("This Office file could not be opened. Please save it again in Word, or export it as PDF."),
    "too_much": gettext_lazy("This Office file is too complicated to be converted here. Please export it as PDF."),
    "no_soffice": gettext_lazy("This server has no converter for Office files (LibreOffice). Please export the document as PDF first."),
    "no_calc": gettext_lazy("This server converts texts only, not spreadsheets. Please export the file as PDF first."),
    "no_impress": gettext_lazy("This server converts texts only, not slides. Please export the file as PDF first."),
    "no_room": gettext_lazy("This server does not allow the Office converter to be shut in, so it is not used. Please export the document as PDF first."),
}  # fmt: skip
TOLD: dict[str, str | Promise] = {
    "changes": gettext_lazy("The file holds tracked changes that were neither accepted nor rejected; look at the PDF before it goes on."),
    "old_letters": gettext_lazy("The file uses typefaces of the time before Unicode (.VnTime, VNI); its letters may come out wrong."),
    "macros": gettext_lazy("The file carries macros; they were not run and are not in the PDF."),
}  # fmt: skip


@dataclass(frozen=True)
class Converted:
    """A PDF made of an Office file: the PDF and the original, both kept; what a person should be told."""

    pdf: Kept
    original: Kept
    name: str
    kind: str
    told: tuple[str, ...] = ()
    fonts: Mapping[str, str] = field(default_factory=dict)


def told_of(told: Iterable[str], fonts: Mapping[str, str]) -> list[str]:
    """Return what to tell the readers of a converted file, one sentence each."""
    said = [str(TOLD[word]) for word in told if word in TOLD]
    return said + [font_sentence(asked, given) for asked, given in sorted(fonts.items())]


def font_sentence(asked: str, given: str) -> str:
    """Say which typeface stands for another, and whether lines may break elsewhere."""
    if (asked, given) in SAME_WIDTHS:
        text = _("“%(asked)s” is not on this server; “%(given)s”, which has the same widths, stands in its place.")  # fmt: skip
    else:
        text = _("“%(asked)s” is not on this server; “%(given)s” stands in its place: lines and pages may break elsewhere.")  # fmt: skip
    return text % {"asked": asked, "given": given}


def is_office(start: bytes) -> bool:
    """Say whether a file that begins with these bytes (8 suffice) may be an Office file."""
    return start.startswith(OFFICE_STARTS)


def convert(chunks: Iterable[bytes], name: str) -> Converted:
    """Make a PDF of an Office file; ``Refused`` with a sentence when it cannot or may not be, ``NotNow`` when later it can."""
    original = keep(chunks)
    with _slot(), _folder() as folder:
        shutil.copyfile(original.path, folder / "in")
        (folder / "bench").mkdir()
        answer = _ask_child(folder)
        if "error" in answer:
            raise Refused(str(SENTENCES.get(answer["error"], SENTENCES["unreadable"])))
        with (folder / "bench/out/in.pdf").open("rb") as file:
            pdf = keep(iter(lambda: file.read(1 << 20), b""))
    told, fonts = tuple(answer["told"]), dict(answer["fonts"])
    return Converted(pdf, original, name, answer["kind"], told, fonts)


def _ask_child(folder: Path) -> dict[str, Any]:
    """Run the child; it and all it started are ended when it does not answer in time, or when this process ends."""
    fonts = Path(settings.BASE_DIR, "vendor/fonts/tinos")
    program = shutil.which(getattr(settings, "OFFICE_PROGRAM", "soffice")) or ""
    command = [sys.executable, "-m", "documents.office_child", str(folder), str(fonts), program, str(SECONDS), str(os.getpid())]  # fmt: skip
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8"}
    try:
        answer: dict[str, Any] = answer_of(command, seconds=SECONDS + 10, cwd=settings.BASE_DIR, env=environment)  # fmt: skip
    except ChildFailed:
        return {"error": "too_much"}
    return answer


def office_folder() -> Path:
    """Return where conversions happen: a folder of the server's own, swept of what a crash left behind."""
    root = Path(settings.DATA_DIR, "office")
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    return root


def sweep() -> None:
    """Remove what conversions left whose server was killed."""
    oldest = time.time() - LEFT_OVER_SECONDS
    for old in office_folder().glob("job-*"):
        with suppress(OSError):
            if old.stat().st_mtime < oldest:
                shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _folder() -> Iterator[Path]:
    sweep()
    root = office_folder()
    with tempfile.TemporaryDirectory(prefix="job-", dir=root, ignore_cleanup_errors=True) as name:
        yield Path(name)


@contextmanager
def _slot() -> Iterator[None]:
    """Take one of the places for conversions on this machine; ``NotNow`` when none gets free in time."""
    until = time.monotonic() + WAIT_SECONDS
    while (lock := _free_slot()) is None:
        if time.monotonic() > until:
            raise NotNow(_("Many Office files are being converted just now. Please try again in a minute, or upload a PDF."))  # fmt: skip
        time.sleep(0.2)
    try:
        yield
    finally:
        os.close(lock)


def _free_slot() -> int | None:
    """Return a locked file descriptor; the lock goes with the process, whatever ends it."""
    for number in range(AT_ONCE):
        lock = os.open(office_folder() / f"slot-{number}", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
        else:
            return lock
    return None
