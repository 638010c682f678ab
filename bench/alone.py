"""An installation of its own to measure on: an empty folder, and nothing of what this machine is set to."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

OURS = ("NGHISU_", "DATABASE_", "REDIS_")


@contextlib.contextmanager
def alone() -> Iterator[tuple[Path, dict[str, str]]]:
    """Give a folder that is emptied afterwards, and the environment of the embedded size that keeps its data in it."""
    with tempfile.TemporaryDirectory(prefix="nghisu-bench-") as name:
        kept = {word: said for word, said in os.environ.items() if not word.startswith(OURS)}
        data = str(Path(name) / "data")
        yield Path(name), kept | {"NGHISU_DATA": data, "DJANGO_SETTINGS_MODULE": "config.settings"}
