"""Minutes of a large session, and the way to Word and back: wall seconds, queries. Run: ``python -m bench.records``.

20 items, 40 people, 5 speeches, a vote and 3 conclusions an item, on SQLite. The floor of drafting is printing an
empty sheet with typst; the floor of reading Word is starting a Python that reads nothing.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("NGHISU_DATA", tempfile.mkdtemp(prefix="nghisu-bench-"))

ROUNDS, ITEMS, PEOPLE, SPEECHES, CONCLUSIONS = 5, 20, 40, 5, 3


def session() -> Any:
    """The session, its rows written straight into the tables."""
    from core.clock import now
    from meetings.models import Conclusion, Item, Seat, Speaking, Vote
    from people.models import Post, User
    from tests import world

    meeting, who = world.in_session(), world.cast()
    people = [
        User.objects.create(username=f"b{n}", full_name=f"Đại biểu thứ {n}") for n in range(PEOPLE)
    ]
    Post.objects.bulk_create(
        Post(user=one, unit=who.department, title="Ủy viên", role="official") for one in people
    )
    moment = now()
    seats = Seat.objects.bulk_create(
        Seat(meeting=meeting, user=one, title="Ủy viên", arrived_at=moment) for one in people
    )
    for number in range(3, ITEMS + 1):
        Item.objects.create(meeting=meeting, title=f"Nội dung {number}", position=number)
    for item in meeting.items.all():
        Item.objects.filter(pk=item.pk).update(state="done", began_at=moment, ended_at=moment)
        Speaking.objects.bulk_create(
            Speaking(meeting=meeting, item=item, seat=seat, state="spoke", called_at=moment, ended_at=moment)
            for seat in seats[:SPEECHES]
        )  # fmt: skip
        Vote.objects.create(
            meeting=meeting, item=item, question=f"Thông qua {item.title}", rule="working", state="announced",
            total=PEOPLE, present=PEOPLE, base=PEOPLE, agree=PEOPLE - 1, disagree=1, passed=True,
        )  # fmt: skip
        Conclusion.objects.bulk_create(
            Conclusion(meeting=meeting, item=item, kind="decision", state="agreed", text=f"Kết luận {n}", created_by=who.chi)
            for n in range(CONCLUSIONS)
        )  # fmt: skip
    return meeting


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """The median time of the work and its last answer."""
    times, answer = [], None
    for _round in range(ROUNDS):
        began = time.perf_counter()
        answer = work()
        times.append(time.perf_counter() - began)
    return statistics.median(times), answer


def main() -> None:
    """Print a table."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    call_command("migrate", verbosity=0)
    from django.core.files.uploadedfile import SimpleUploadedFile

    from documents.word_reading import keep_word, read_word
    from meetings import actions
    from meetings.models import Draft
    from meetings.queries.facts import facts_of_record
    from tests import world

    meeting, who = session(), world.cast()
    with CaptureQueriesContext(connection) as asked:
        facts_of_record(meeting)

    def draft() -> Draft:
        Draft.objects.all().delete()
        return actions.draft_minutes(meeting, by=who.chi)

    drafted, minutes = seconds(draft)
    printed, paper = seconds(lambda: actions.print_draft(minutes))
    written, content = seconds(lambda: actions.word_file(minutes))
    kept = keep_word(SimpleUploadedFile("a.docx", content))
    read, text = seconds(lambda: read_word(kept.path))
    compared, word = seconds(
        lambda: actions.word_returned(minutes, text, kept, name="a", by=who.chi)
    )
    floor, _done = seconds(
        lambda: subprocess.run([sys.executable, "-I", "-c", "import json, zipfile"], check=True)
    )
    out = io.StringIO()
    blocks = minutes.blocks.count()
    out.write(f"{ITEMS} items, {PEOPLE} people: {blocks} paragraphs, {paper.made.pages} pages, {len(asked)} queries\n\n| work | seconds |\n|---|---|\n")  # fmt: skip
    for name, took in (
        ("drafted from the record", drafted), ("printed as PDF/A", printed), ("written as .docx", written),
        ("read back in the limited child", read), ("(floor: a Python that reads nothing)", floor),
        ("compared and kept", compared), ("Word round trip", written + read + compared),
    ):  # fmt: skip
        out.write(f"| {name} | {took:.3f} |\n")
    assert word.rows == [], word.rows[:2]
    print(out.getvalue())


if __name__ == "__main__":
    main()
