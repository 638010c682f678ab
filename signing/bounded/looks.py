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


def mark(question: dict[str, Any]) -> Answer:
    """Give ``file`` a free field for its mark of text at the top right of page 1 and write it to ``out``."""
    from signing.pdf import marks

    try:
        ready = marks.prepare_mark(
            Path(question["file"]).read_bytes(),
            tuple(question["lines"]),
            flatten=bool(question.get("flatten")),
        )
    except marks.AlreadySigned:
        return {"error": "already_signed"}
    except marks.Unreadable as error:
        return {"error": "unreadable", "detail": str(error)[:300]}
    Path(question["out"]).write_bytes(ready.content)
    return {"field": ready.field, "covers": ready.covers}


def try_places(question: dict[str, Any]) -> Answer:
    """Say what stands in the way of places moved by hand on ``file``: field → word of the doubt."""
    from signing.pdf import moving
    from signing.pdf.pieces import Place

    given = {name: Place(**place) for name, place in question["given"].items()}
    try:
        return {"wrong": moving.wrong(Path(question["file"]).read_bytes(), given)}
    except moving.Unreadable as error:
        return {"error": "unreadable", "detail": str(error)[:300]}


def check_form(question: dict[str, Any]) -> Answer:
    """Compare ``file`` (PDF or .docx) with the rules of form ``question["rules"]``."""
    from signing.looks import check

    return check.check_path(Path(question["file"]), question.get("rules", "")).as_dict()


def desk(question: dict[str, Any]) -> Answer:
    """List the fields of ``file`` with their places (points) and draw page ``question["page"]`` (from 0) to a PNG."""
    from signing.pdf import desk as desks

    try:
        found = desks.fields(Path(question["file"]).read_bytes(), int(question["page"]))
    except desks.Unreadable as error:
        return {"error": "unreadable", "detail": str(error)[:300]}
    Path(question["out"]).with_suffix(".png").write_bytes(found.png)
    return {
        "fields": found.places, "pages": found.pages, "page": found.page, "words": found.words,
    }  # fmt: skip
