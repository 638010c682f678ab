"""The renewal of proofs killed at each point, in real processes: run as ``python -m tests.signing.killing_upkeep``.

A real authority answers; for each point a paper is issued at B-T, a process that raises it to B-LTA is killed, what stands
is noted, the clock's next turn comes, and it is noted again; once more, and nothing may happen any more. Prints JSON.
"""

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path
from unittest import mock

import django

from tests.signing.killing import Zygote, die

POINTS = ("proofs", "stamped", "made", "kept", "before the commit", "done")


def _walk(point, asked):
    """Renew what is due, and be killed at the point."""
    from signing.actions import upkeep
    from signing.levels import raising

    _believe(asked)

    def then(name, place=upkeep):
        whole = getattr(place, name)
        return mock.patch.object(place, name, lambda *given, **more: (whole(*given, **more), die()))

    after = {"made": "_tail", "kept": "file_extended", "before the commit": "tell"}
    if point in after:
        then(after[point]).start()
    elif point == "proofs":  # they are in the file that grows, and the archive timestamp is not
        mock.patch.object(raising, "archive", die).start()
    elif point == "stamped":  # the timestamp came, and is not in the file yet
        then("archive", raising).start()
    upkeep.keep_up()
    die()


def _believe(tsa, level="B-LTA"):
    from django.conf import settings

    settings.TSA_URL, settings.SIGNING_LEVEL = tsa, level
    settings.OUTGOING_HOSTS = ["127.0.0.1"]


def issued(who, authority, point, at):
    """A decision, signed and sealed with keys of the authority, at B-T."""
    from signing.actions.signing import seal_with, sign_with
    from tests.signing.way import asked, sent

    route = sent(who, title=f"Quyết định {point}", topic=f"folder.{700 + at}")
    sign_with(asked(route), authority.key("leader"), seen=route.current.sha256, by=who.an)
    route.refresh_from_db()
    seal_with(asked(route), authority.key("seal"), seen=route.current.sha256, by=who.chi)
    route.refresh_from_db()
    return route


def seen(route):
    """What is kept of the paper: versions, whether each begins with the one before, and how high its signatures stand."""
    from signing.levels.inventory import inventory
    from signing.models import Upkeep

    versions = [Path(one.path) for one in route.paper.versions.order_by("number")]
    contents = [one.read_bytes() for one in versions[1:]]  # the first one is the draft
    begins = all(later.startswith(earlier) for earlier, later in pairwise(contents))
    levels = {one.level for one in inventory(versions[-1]).signatures.values()}
    care = Upkeep.objects.filter(route=route).first()
    return {
        "versions": len(versions), "begins": begins, "levels": sorted(levels),
        "rounds": care.rounds if care else 0, "trouble": care.trouble if care else "",
        "left": _left_lying(),
    }  # fmt: skip


def _left_lying():
    """Say how many unfinished files lie in the store after it was swept a day later."""
    from django.conf import settings

    from documents import store

    for one in Path(settings.FILES_DIR).glob("incoming-*"):
        os.utime(one, (0, 0))
    store.sweep()
    return len(list(Path(settings.FILES_DIR).glob("incoming-*")))


def main():
    """Walk to each point."""
    from tests import world
    from tests.signing import pki, way

    zygote, told, who = Zygote(_walk), {}, world.cast()
    folder = Path(os.environ["NGHISU_DATA"]) / "authority"
    folder.mkdir()
    inspected = mock.patch("documents.actions.inspect", way.inspected)
    with pki.running(folder) as authority, inspected:
        _trust(authority)
        for at, point in enumerate(POINTS):
            _believe(authority.tsa("tsa2"), "B-T")
            route = issued(who, authority, point, at)
            _believe(authority.tsa("tsa2"))
            told[point] = _told(zygote, point, route, authority)
    print(json.dumps(told))


def _trust(authority):
    from signing import trusting
    from signing.actions.trust import add_root

    add_root(authority.root_pem.read_bytes(), why="tests", by=None)
    trusting.export()


def _told(zygote, point, route, authority):
    from signing.actions import upkeep

    found = {"ended": zygote.walk(point, authority.tsa("tsa2")), "before": seen(route)}
    for turn in ("after", "again"):
        upkeep.keep_up()
        found[turn] = seen(route)
    return found


if __name__ == "__main__":
    django.setup()
    main()
