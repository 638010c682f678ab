"""A worker killed while LibreOffice turns a file of the exchange into a PDF: run as ``python -m tests.registry.killing_conversion``.

A message with a Word file waits in a folder; a process takes it in and is killed with SIGKILL once LibreOffice runs; what
stands then, and which programs are left, is noted; the clock's next turn comes, and it is noted again. Prints JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from dataclasses import replace
from pathlib import Path
from unittest import mock

import django

from tests.signing.killing import Zygote, die

PATIENCE = 60.0  # seconds until LibreOffice is seen, or is gone


def _walk(folder):
    """Take in what waits, and be killed as soon as LibreOffice is at work."""
    from registry.actions.exchange_in import pick_up

    def watch():
        while not _at_work():
            time.sleep(0.02)
        die()

    threading.Thread(target=watch, daemon=True).start()
    pick_up(_carrier(folder))


def _at_work():
    """The processes of LibreOffice that have a room of this installation's as their world."""
    from documents.office_files import office_folder

    rooms = [one.name for one in office_folder().glob("job-*")]
    found = []
    for one in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if one.name.isdecimal() and b"soffice.bin" in (one / "cmdline").read_bytes():
                mounts = (one / "mountinfo").read_text()
                found += [int(one.name)] if any(room in mounts for room in rooms) else []
    return found


def _carrier(folder):
    from registry.transports import Folder

    return Folder(Path(folder))


def waiting(folder):
    """A message with a Word file, on its way to the department."""
    from registry.actions import exchange
    from registry.edxml.facts import Attachment
    from tests.documents import office
    from tests.registry.test_exchange import issued

    word = Attachment("ke-hoach.docx", "application/msword", office.letter(*["Kế hoạch"] * 4000))
    whole = exchange._document
    with mock.patch.object(exchange, "_document", lambda *given: replace(whole(*given), attachments=(word,))):  # fmt: skip
        issued(_sides())
        exchange.make_messages()
    exchange.deliver(_carrier(folder))


def _sides():
    from people.models import Post
    from registry.actions.exchange import set_organ
    from tests import world
    from tests.registry.test_exchange import OURS, THEIRS

    who = world.cast()
    Post.objects.create(user=who.dung, unit=who.department, title="Văn thư", role="clerk")
    set_organ(who.committee, code=OURS, by=who.chi)
    set_organ(who.department, code=THEIRS, by=who.chi)
    return who


def seen():
    """What stands in the database: messages taken or unfit, documents that came in, and whether theirs is a PDF."""
    from registry.models import Exchange, Incoming

    rows = Incoming.objects.all()
    versions = [row.paper.versions.get() for row in rows]
    return {
        "messages": list(Exchange.objects.filter(outgoing=False).values_list("state", flat=True)),
        "documents": len(versions),
        "pdf": [one.read()[:5].decode() for one in versions],
    }


def main():
    """Be killed, look, go on, look again."""
    from documents import office_files
    from registry.actions.exchange_in import pick_up

    zygote, folder = Zygote(_walk), Path(os.environ["NGHISU_DATA"]) / "exchange"
    waiting(folder)
    told = {"ended": zygote.walk(str(folder)), "before": seen()}
    until = time.monotonic() + PATIENCE
    while _at_work() and time.monotonic() < until:
        time.sleep(0.05)
    told["orphans"] = len(_at_work())
    for turn in ("taken", "again"):
        told[turn] = pick_up(_carrier(folder))
    left = list(office_files.office_folder().glob("job-*"))
    for one in left:
        os.utime(one, (0, 0))
    office_files.sweep()
    told |= {"after": seen(), "left": len(left), "swept": not any(one.exists() for one in left)}
    print(json.dumps(told))


if __name__ == "__main__":
    django.setup()
    main()
