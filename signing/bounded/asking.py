"""Ask the bounded child about a file of bytes and take back what it wrote."""

import tempfile
from pathlib import Path
from typing import Any

from signing.bounded.parent import ChildFailed, child

ERROR, TOO_COMPLEX = "error", "too_complex"


def ask(
    verb: str, content: bytes | Path, files: tuple[str, ...] = (), **question: Any
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the child's answer and the files it wrote, by suffix (``pdf``, ``png``).

    ``{"error": word}`` when the file cannot be read or the child did not come back in time.
    """
    with tempfile.TemporaryDirectory(prefix="nghisu-") as folder, child(verb) as running:
        path, out = Path(folder) / "given", Path(folder) / "made.pdf"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path = content
        try:
            answer = running.ask({"verb": verb, "file": str(path), "out": str(out), **question})
        except ChildFailed:
            answer = {ERROR: TOO_COMPLEX}
        made = {suffix: out.with_suffix(f".{suffix}") for suffix in files}
        return answer, {name: one.read_bytes() for name, one in made.items() if one.is_file()}
