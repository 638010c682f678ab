"""The child: one JSON question a line on standard input, one JSON answer a line on standard output.

It loads the libraries of its verb once and forks for every file; only the fork, with limits taken, opens the file. Started by
``signing.bounded.parent``; ends when its input ends. Django is never loaded here.
"""

import contextlib
import datetime as dt
import gc
import importlib
import json
import logging
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from signing.bounded import looks
from signing.bounded.limits import WALL_SECONDS, take_limits
from signing.verify.verdicts import Judgement, Reason, Verdict

Answer = dict[str, Any]


def verify(question: dict[str, Any]) -> Answer:
    """Judge the file ``question["file"]`` against the certificates in ``question["trust"]``.

    Optional: ``revocation``, paths of lists and answers of the trust store; ``times``, certificates of those whose
    timestamps are trusted, when they are others; ``ended``, those of them in which belief ended (``signing.verify.ended``);
    ``kept``, since when this very file has been kept, and ``now``, the clock, in ISO 8601.
    """
    from signing.verify import judge, trust

    try:
        roots = trust.read_certificates([Path(one) for one in question["trust"]])
        apart = question.get("times")
        times = None if apart is None else trust.read_certificates([Path(one) for one in apart])
    except (OSError, ValueError, TypeError) as error:
        return Judgement(Verdict.MALFORMED, Reason.BAD_TRUST, str(error)).as_dict()
    now, kept = (_moment(question.get(name)) for name in ("now", "kept"))
    withdrawn, ended = (question.get(name) or () for name in ("revocation", "ended"))
    path = Path(question["file"])
    return judge.judge_path(path, roots, now, withdrawn, times, ended=ended, kept=kept).as_dict()


def _moment(said: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(said) if said else None


def prepare(question: dict[str, Any]) -> Answer:
    """Prepare ``question["file"]`` for signing and write it to ``question["out"]``."""
    from signing.pdf import prepare as preparing
    from signing.pdf.places import Place

    asked = dict(question["wanted"])
    asked["given"] = {name: Place(**place) for name, place in asked.get("given", {}).items()}
    for name in ("signers", "initials", "hands"):
        asked[name] = tuple(asked.get(name, ()))
    try:
        prepared = preparing.prepare(Path(question["file"]).read_bytes(), preparing.Wanted(**asked))
    except preparing.AlreadySigned:
        return {"error": "already_signed"}
    except preparing.Unreadable as error:
        return {"error": "unreadable", "detail": str(error)[:300]}
    Path(question["out"]).write_bytes(prepared.content)
    return {
        "fields": sorted(prepared.places),
        "suffix": prepared.suffix,
        "named": prepared.named,
        "doubts": prepared.doubts,
        "places": {name: asdict(place) for name, place in prepared.places.items()},
        "pages": prepared.pages,
    }


def appended(question: dict[str, Any]) -> Answer:
    """Say what was changed behind the first ``question["served"]`` bytes of ``question["file"]`` beyond a signature."""
    from signing.verify import appended as watched

    return {"fault": watched.fault(Path(question["file"]), int(question["served"]))}


def open_key(question: dict[str, Any]) -> Answer:
    """Open the PKCS#12 ``question["file"]`` once, for the time it takes; what is in it is judged by who asks."""
    from signing.pdf import keys

    with contextlib.suppress(keys.WrongPin, keys.Unsuitable):
        keys.read_key(Path(question["file"]).read_bytes(), question["passphrase"].encode())
    return {}


def pictures(question: dict[str, Any]) -> Answer:
    """Draw a page of the signed and of the whole file ``question["file"]`` for the eye."""
    from signing.pdf import compared

    return compared.pictures(question)


LIBRARIES = {
    "verify": "signing.verify.judge",
    "prepare": "signing.pdf.prepare",
    "appended": "signing.verify.appended",
    "open_key": "signing.pdf.keys",
    "pictures": "signing.pdf.compared",
    "picture": "signing.pdf.images",
    "mark": "signing.pdf.marks",
    "check_form": "signing.looks.check",
    "try_places": "signing.pdf.moving",
    "desk": "signing.pdf.desk",
}
VERBS: dict[str, Callable[[dict[str, Any]], Answer]] = {
    "verify": verify,
    "prepare": prepare,
    "appended": appended,
    "open_key": open_key,
    "pictures": pictures,
    "picture": looks.picture,
    "mark": looks.mark,
    "check_form": looks.check_form,
    "try_places": looks.try_places,
    "desk": looks.desk,
}


def main() -> None:
    """Answer questions until the input ends."""
    logging.disable(logging.CRITICAL)
    importlib.import_module(LIBRARIES[sys.argv[1]])
    gc.freeze()  # what is loaded is shared with the forks and never written again
    for line in sys.stdin:
        question = json.loads(line)
        sys.stdout.write(json.dumps(_in_fork(question)) + "\n")
        sys.stdout.flush()


def _in_fork(question: dict[str, Any]) -> Answer:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _answer(question, writing)
    os.close(writing)
    try:
        content = _read(reading, time.monotonic() + question.get("seconds", WALL_SECONDS))
    finally:
        os.close(reading)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    try:
        answer: Answer = json.loads(content)
    except ValueError:
        return _too_much(question)
    return answer


def _answer(question: dict[str, Any], writing: int) -> None:
    """In the fork: take the limits, answer, and end at once."""
    code = 1
    try:
        take_limits()
        content = json.dumps(VERBS[question["verb"]](question)).encode()
        while content:
            content = content[os.write(writing, content) :]
        code = 0
    finally:
        os._exit(code)


def _read(reading: int, until: float) -> bytes:
    content = b""
    while (left := until - time.monotonic()) > 0:
        ready, _, _ = select.select([reading], [], [], left)
        part = os.read(reading, 1 << 16) if ready else b""
        if not part:
            break
        content += part
    return content


def _too_much(question: dict[str, Any]) -> Answer:
    if question["verb"] == "verify":
        return Judgement(Verdict.MALFORMED, Reason.TOO_COMPLEX).as_dict()
    return {"error": "too_complex"}


if __name__ == "__main__":
    main()
