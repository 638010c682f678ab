"""The dossier of 30 papers and the search, each beside a floor and the usual way, in one run on an empty SQLite database.

Dossier: 30 papers of 20 pages and half a MB each; floor: the same files joined by pikepdf in one process with no numbers,
no bookmarks, no front pages. Search: PAPERS texts of 3,000 words; floor: the bare full-text question; usual way: ``LIKE`` over
the folded texts. Run: ``python -m bench.finding [PAPERS]``.
"""

from __future__ import annotations

import io
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["NGHISU_DATA"] = tempfile.mkdtemp(prefix="nghisu-bench-")

import django
import pikepdf
from django.core.management import call_command

from core.finding import alike
from tests import world

ROUNDS = 5
WORDS = [
    "họp",
    "phiên",
    "ngân",
    "sách",
    "chống",
    "ngập",
    "quy",
    "hoạch",
    "đầu",
    "tư",
    "công",
    "giáo",
    "dục",
    "y",
    "tế",
    "đường",
    "phố",
    "môi",
    "trường",
    "chuyển",
    "đổi",
    "số",
]


def timed(work: Callable[[], Any]) -> float:
    """Return seconds, the median of a few rounds."""
    lengths = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        work()
        lengths.append(time.perf_counter() - begun)
    return statistics.median(lengths)


def heavy(pages: int, size: int) -> bytes:
    """A PDF of so many pages and about so many bytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(world.pdf(pages=pages))) as document:
        document.Root.Padding = document.make_indirect(pikepdf.Stream(document, os.urandom(size)))
        document.save(out)
    return out.getvalue()


def bench_dossier() -> None:
    from meetings.actions.papers import file_paper_bytes
    from meetings.dossier import book
    from meetings.models import Meeting

    who = world.cast()
    meeting = Meeting.objects.get(pk=world.in_session().pk)
    item = meeting.items.first()
    for number in range(30):
        file_paper_bytes(
            meeting,
            content=heavy(20, 500_000),
            name="a.pdf",
            title=f"Tài liệu {number}",
            item=item,
            by=who.chi,
        )
    files = [v.path for paper in meeting.folder.papers.all() for v in paper.versions.all()]

    def joined() -> None:
        whole, kept = pikepdf.new(), [pikepdf.open(file) for file in files]
        for pdf in kept:
            whole.pages.extend(pdf.pages)
        whole.save(io.BytesIO())

    def bound() -> None:
        for old in book.folder().glob("*.pdf"):
            old.unlink()
        book.dossier(meeting, inside=True)

    floor, ours = timed(joined), timed(bound)
    again = timed(lambda: book.dossier(meeting, inside=True))
    print(
        f"dossier of {len(files)} papers, 600 pages: {ours:.2f} s = ×{ours / floor:.1f} of the floor {floor:.2f} s; asked again {again * 1000:.0f} ms"
    )


def bench_search(papers: int) -> None:
    from core.clock import now
    from meetings.models import Meeting
    from office.models import Found
    from office.search import fulltext
    from office.search.asking import ask

    who, pick = world.cast(), random.Random(7)
    meeting = Meeting.objects.first()
    rows = []
    for number in range(papers):
        body = " ".join(pick.choice(WORDS) for _n in range(3000)) + f" số{number}"
        rows.append(Found(
            key=f"paper.{10_000 + number}", kind="paper", gate="meeting", gate_id=meeting.pk, title=f"Văn bản {number}", url="/",
            at=now(), source="x", body=body, folded_title=f"van ban {number}", folded=alike(body),
        ))  # fmt: skip
    Found.objects.bulk_create(rows, batch_size=200)
    for asked in ("chong ngap", f"so{papers // 2}", "khong co chu nay"):
        words = asked.split()
        floor = timed(lambda words=words: fulltext.matching(words))
        ours = timed(lambda asked=asked: ask(who.an, asked))

        def scan(words: list[str] = words) -> None:
            found = Found.objects.all()
            for word in words:
                found = found.filter(folded__contains=word)
            list(found.values_list("pk", flat=True)[:2000])

        usual = timed(scan)
        print(
            f"search “{asked}” in {papers} papers: {ours * 1000:.0f} ms; bare question {floor * 1000:.0f} ms; LIKE {usual * 1000:.0f} ms"
        )


def main() -> int:
    django.setup()
    call_command("migrate", verbosity=0)
    Path(os.environ["NGHISU_DATA"]).mkdir(exist_ok=True)
    bench_dossier()
    bench_search(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    return 0


if __name__ == "__main__":
    sys.exit(main())
