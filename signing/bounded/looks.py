"""What the bounded child answers about looks: a picture judged and mended, places found and free, a form checked."""

from pathlib import Path
from typing import Any

Answer = dict[str, Any]


def picture(question: dict[str, Any]) -> Answer:
    """Judge the PNG ``file``; write it as a page of its real size to ``out``, mended when ``mend`` says so."""
    from signing.pdf import images

    kind, size = question["kind"], float(question.get("size", 0))
    try:
        image = images.read(Path(question["file"]).read_bytes())
        as_sent = images.facts(images.trimmed(image), kind, size)
        used = images.trimmed(images.mended(image, kind) if question.get("mend") else image)
        found = images.facts(used, kind, size)
    except images.BadPicture as error:
        return {"error": str(error)}
    Path(question["out"]).write_bytes(images.as_page(used, found.mm))
    Path(question["out"]).with_suffix(".png").write_bytes(images.as_png(used))
    return {"facts": found.as_dict(), "as_sent": as_sent.as_dict()}
