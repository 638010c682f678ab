"""The child that opens one edXML message: limits first, then reads it and says what is in it, in one line of JSON.

    python -m registry.edxml.child FILE FOLDER SECONDS

{"kind", "fields", "attachments", "deviations"} or {"error": word, "about": text}. Django is never loaded here.
"""

import json
import resource
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from registry.edxml.read import MOST_ALL, Unfit, read

MEMORY = 512 << 20


def main(path: Path, folder: Path, seconds: int) -> dict[str, Any]:
    """Read the message under limits of memory, time and written bytes."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, MOST_ALL),
        (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(what, (limit, limit))
    try:
        message = read(path, folder)
        for_json = replace(message, attachments=tuple(replace(one, content="") for one in message.attachments))  # type: ignore[arg-type]  # fmt: skip
        return asdict(for_json)
    except Unfit as error:
        return {"error": error.args[0], "about": (*error.args, "")[1]}
    except (MemoryError, RecursionError, OSError, UnicodeError):
        return {"error": "huge", "about": ""}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201  its answer
