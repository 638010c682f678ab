"""Tasks proposed from texts: how many are found, by field, with every error; and how fast.

Run: ``python -m bench.extraction [FOLDER]``. FOLDER holds NNN.txt with NNN.json beside it (the labelled conclusions);
real and composed texts are counted apart. A task is found when its span and a proposal's share half of what they cover
together. Speed is given by the processor's time: others may use the machine, too.
"""

import argparse
import json
import sys
import time
import timeit
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from core.official_days import propose as official_days
from core.workdays import calendar_from
from tasks.extraction import Proposal, propose

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "conclusions"
SHARE, SLOWEST = 0.5, 200  # of the span; kilobytes a second
YEARS = range(2016, 2029)
FIELDS = ("lead", "coordinate", "kind", "date")
HOSTILE = {
    "commas": ",", "brackets": "(", "no spaces": "a", "short lines": "a\n", "orders": "giao ", "names": "Sở A và ",
    "lists": "các sở, ", "deadlines": "trong 05 ngày kể từ ngày ", "digits": "12/", "full stops": ". ", "decomposed": "é",
}  # fmt: skip


def same(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().replace(":", " ").split())


def read(path: Path) -> tuple[str, dict[str, Any], tuple[Proposal, ...]]:
    label = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    issued = date.fromisoformat(label["issued"]) if label.get("issued") else None
    calendar = calendar_from((row.day, row.kind) for row in official_days(YEARS))
    return text, label, propose(text, issued=issued, calendar=calendar)


def spans(text: str, label: dict[str, Any]) -> list[tuple[int, int]]:
    found, here = [], 0
    for task in label["tasks"]:
        start = text.find(task["text"], here)
        start = text.find(task["text"]) if start < 0 else start
        found.append((start, start + len(task["text"])))
        here = max(start, 0)
    return found


def share(one: tuple[int, int], other: tuple[int, int]) -> float:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]))


def pairs(gold: list[tuple[int, int]], found: tuple[Proposal, ...]) -> list[tuple[int, int]]:
    rows = sorted(
        (
            (share(a, (p.start, p.end)), g, f)
            for g, a in enumerate(gold)
            for f, p in enumerate(found)
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for row in rows:
        if row[0] >= SHARE and row[1] not in taken and row[2] not in taken.values():
            taken[row[1]] = row[2]
    return sorted(taken.items())


def fields(task: dict[str, Any], found: Proposal) -> dict[str, tuple[Any, Any]]:
    due = found.deadline
    return {
        "lead": ({same(n) for n in task["lead"]}, {same(n) for n in found.lead}),
        "coordinate": ({same(n) for n in task["coordinate"]}, {same(n) for n in found.coordinate}),
        "kind": (task["deadline"]["kind"], due.kind),
        "date": (task["deadline"]["date"], due.date.isoformat() if due.date else None),
    }


def score(path: Path) -> tuple[Counter[str], list[str]]:
    """Count one text and list its errors."""
    text, label, found = read(path)
    gold, count, errors = spans(text, label), Counter[str](), []
    matched = pairs(gold, found)
    count.update(gold=len(gold), proposed=len(found), found=len(matched))
    for g, f in matched:
        task = label["tasks"][g]
        for name, (wanted, got) in fields(task, found[f]).items():
            count[name] += wanted == got
            if wanted != got:
                errors.append(f"{name}: {wanted or '–'} ≠ {got or '–'}  «{found[f].text[:70]}»")
        if task["deadline"]["date"]:
            count["dated"] += 1
            count["exact"] += fields(task, found[f])["date"][0] == fields(task, found[f])["date"][1]
    errors += [
        f"missed: «{text[slice(*gold[g])][:90]}»"
        for g in range(len(gold))
        if g not in dict(matched)
    ]
    errors += [
        f"too many: «{p.text[:90]}»" for f, p in enumerate(found) if f not in dict(matched).values()
    ]
    for row in label.get("not_tasks", ()):
        place = text.find(row["text"])
        inside = [p for p in found if place <= p.start < place + len(row["text"])]
        count["ordered nothing"] += bool(inside)
        errors += [f"orders nothing: «{p.text[:90]}»" for p in inside]
    count["composed"] = int(bool(label.get("composed")))
    return count, errors


def line(name: str, count: Counter[str]) -> str:
    precision, recall = (
        count["found"] / max(1, count["proposed"]),
        count["found"] / max(1, count["gold"]),
    )
    both = 2 * precision * recall / max(1e-9, precision + recall)
    rates = ", ".join(f"{field} {count[field] / max(1, count['found']):.3f}" for field in FIELDS)
    return (
        f"{name:10} {count['gold']:4} tasks: precision {precision:.3f}, recall {recall:.3f}, F1 {both:.3f}; of those found {rates};"
        f" exact date {count['exact']}/{count['dated']}; proposed where nothing is ordered: {count['ordered nothing']}"
    )


def speeds(folder: Path) -> Iterator[tuple[str, float]]:
    real = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    yield "real texts", rate(real * 4)
    for name, piece in HOSTILE.items():
        yield name, rate(piece * (200_000 // len(piece)))


def rate(text: str, tries: int = 3) -> float:
    """Return kilobytes a second: the best of some tries, by this thread's own work, nobody collecting garbage."""
    took = min(timeit.repeat(lambda: propose(text), time.thread_time, number=1, repeat=tries))
    return len(text.encode()) / 1000 / max(1e-6, took)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    folder = parser.parse_args(argv).folder
    files = sorted(folder.glob("*.json"))
    if not files:
        print(f"no labelled texts in {folder}")
        return 0
    total = {"real": Counter[str](), "composed": Counter[str](), "all": Counter[str]()}
    for path in files:
        count, errors = score(path)
        total["composed" if count.pop("composed") else "real"].update(count)
        total["all"].update(count)
        for error in errors:
            print(f"  {path.stem} {error}")
    for name, count in total.items():
        print(line(name, count))
    for name, speed in speeds(folder):
        print(f"{name:12} {speed:8.0f} kB/s{'' if speed > SLOWEST else '  SLOW'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
