"""Opens edXML messages in a bounded child, never in the server; what cannot be read has a word for why."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from registry.edxml.facts import Attachment, Deviation, Message

SECONDS = 9  # of processor time and of the clock


class Unreadable(Exception):
    """The message is refused; the arguments are a word of ``exchange_words.SENTENCES`` and what it is about."""


@contextmanager
def opened(path: Path) -> Iterator[Message]:
    """Read the message; its files exist for the time of the block. Raises ``Unreadable``."""
    with tempfile.TemporaryDirectory(prefix="edxml-") as folder:
        command = [sys.executable, "-m", "registry.edxml.child", str(path.absolute()), folder, str(SECONDS)]  # fmt: skip
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=SECONDS + 1, check=True, cwd=settings.BASE_DIR,
                env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8"},
            )  # fmt: skip
            answer = json.loads(done.stdout)
        except (subprocess.SubprocessError, ValueError) as error:
            raise Unreadable("huge", "") from error
        if "error" in answer:
            raise Unreadable(answer["error"], answer.get("about", ""))
        yield Message(
            answer["kind"],
            tuple((place, text) for place, text in answer["fields"]),
            tuple(Attachment(**{**one, "content": b""}) for one in answer["attachments"]),
            tuple(Deviation(**one) for one in answer["deviations"]),
        )
