"""An attacker with a complete dump of the database, who wants to know who voted how.

Everything a row offers is tried: names beside choices, the order of rows by every column and by what the database
itself writes (rowid; ctid, xmin), lists inside rows, and rows that differ in a value or a length as the choices do.
The attacker also knows who was in the room and the published counts.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from django.db import connection

WORDS = {
    "agree": ("agree", "Tán thành"),
    "disagree": ("disagree", "Không tán thành"),
}
Row = dict[str, Any]
Guess = dict[int, str]


@dataclass(frozen=True)
class Voter:
    """What is known of somebody in the room."""

    seat: int
    user: int
    name: str


def dump() -> dict[str, list[Row]]:
    """Every row of every table, with the hidden columns of the database."""
    with connection.cursor() as cursor:
        return {
            table: _rows(cursor, table) for table in connection.introspection.table_names(cursor)
        }


WITHOUT_ROWID = ("office_found_text", "tasks_task_text")  # the searches' own tables, some of them


def _rows(cursor: Any, table: str) -> list[Row]:
    hidden = (
        "rowid AS _rowid, "
        if connection.vendor == "sqlite"
        else "ctid::text AS _ctid, xmin::text AS _xmin, "
    )
    if table.startswith(WITHOUT_ROWID):
        hidden = ""
    cursor.execute(f'SELECT {hidden}* FROM "{table}"')
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def attack(
    tables: dict[str, list[Row]], voters: list[Voter], counts: Counter[str]
) -> dict[str, Guess]:
    """Return what each strategy says of each voter (by seat)."""
    found: dict[str, Guess] = {}
    lines = list(_sequences_of_voters(tables, voters))
    sides = list(_sequences_of_choices(tables, len(voters)))
    for name, line in lines:
        for other, side in sides:
            if len(line) == len(side):
                found[f"{name} × {other}"] = dict(zip(line, side, strict=True))
    found |= _beside_each_other(tables, voters)
    found |= _tell_tale_values(tables, voters, counts)
    return found


def _text(value: Any) -> str:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("latin-1")
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)


def _whose(row: Row, voters: list[Voter]) -> Voter | None:
    """Whose row it is: by a column that names the seat or the person, or by the name in a text."""
    for voter in voters:
        by_column = {"seat_id": voter.seat, "user_id": voter.user, "who_id": voter.user}
        if any(column in row and row[column] == pk for column, pk in by_column.items()):
            return voter
    return None


def _choice_in(text: str) -> str | None:
    """The choice a text names; the longer word first, since one holds the other."""
    for choice in ("disagree", "agree"):
        if any(word in text for word in WORDS[choice]):
            return choice
    return None


def _keys(rows: list[Row]) -> list[str]:
    return [key for key in rows[0] if any(row[key] != rows[0][key] for row in rows)]


def _sorted(rows: list[Row], key: str) -> list[Row]:
    return sorted(rows, key=lambda row: (_number(row[key]), _text(row[key])))


def _number(value: Any) -> float:
    text = str(value).strip("()").replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return 0.0


def _sequences_of_voters(
    tables: dict[str, list[Row]], voters: list[Voter]
) -> Iterator[tuple[str, list[int]]]:
    """Orders of all voters: every table with one row of each, by every column."""
    for table, rows in tables.items():
        own = [(voter.seat, row) for row in rows if (voter := _whose(row, voters))]
        for kind, group in _grouped(own):
            if len(group) != len(voters) or len({seat for seat, _ in group}) != len(voters):
                continue
            seats = {id(row): seat for seat, row in group}
            for key in _keys([row for _, row in group]):
                ordered = _sorted([row for _, row in group], key)
                yield f"{table}{kind} by {key}", [seats[id(row)] for row in ordered]


def _grouped(own: list[tuple[int, Row]]) -> Iterator[tuple[str, list[tuple[int, Row]]]]:
    """The rows of a table, and those of one kind (events of one name)."""
    yield "", own
    kinds = defaultdict(list)
    for seat, row in own:
        kinds[row.get("event", "")].append((seat, row))
    for kind, group in kinds.items():
        if kind:
            yield f"[{kind}]", group


def _sequences_of_choices(
    tables: dict[str, list[Row]], number: int
) -> Iterator[tuple[str, list[str]]]:
    """Orders of all choices: rows that say one each, by every column, and lists inside a row."""
    for table, rows in tables.items():
        told = [row for row in rows if _one_choice(row)]
        if len(told) == number:
            for key in _keys(told):
                yield f"{table} by {key}", [_one_choice(row) or "" for row in _sorted(told, key)]
        for row in rows:
            for key, value in row.items():
                inside = _listed(value)
                if len(inside) == number:
                    yield f"{table}.{key}", inside


def _one_choice(row: Row) -> str | None:
    said = {value for value in row.values() if isinstance(value, str) and value in WORDS}
    return said.pop() if len(said) == 1 else None


def _listed(value: Any) -> list[str]:
    """The choices a JSON list names, in its order."""
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            return []
    if not isinstance(value, list):
        return []
    return [choice for entry in value if (choice := _choice_in(_text(entry)))]


def _beside_each_other(tables: dict[str, list[Row]], voters: list[Voter]) -> dict[str, Guess]:
    """Rows that hold both a voter and a choice."""
    found: dict[str, Guess] = defaultdict(dict)
    for table, rows in tables.items():
        for row in rows:
            voter = _whose(row, voters)
            choice = voter and _choice_in(" ".join(_text(value) for value in row.values()))
            if voter and choice:
                found[f"{table} names both"][voter.seat] = choice
    return found


def _tell_tale_values(
    tables: dict[str, list[Row]], voters: list[Voter], counts: Counter[str]
) -> dict[str, Guess]:
    """Rows of each voter whose value, or its length, falls into as many classes as there are choices."""
    found: dict[str, Guess] = {}
    for table, rows in tables.items():
        own = [(voter.seat, row) for row in rows if (voter := _whose(row, voters))]
        for kind, group in _grouped(own):
            if len(group) != len(voters) or len({seat for seat, _ in group}) != len(voters):
                continue
            for key in group[0][1]:
                for how, feature in (("value", _text), ("length", lambda value: len(_text(value)))):
                    classes = {seat: feature(row.get(key)) for seat, row in group}
                    if guess := _as_counts(classes, counts):
                        found[f"{table}{kind}.{key} by {how}"] = guess
    return found


def _as_counts(classes: dict[int, Any], counts: Counter[str]) -> Guess | None:
    """Match classes to choices by how many there are of each."""
    sizes = Counter(classes.values())
    if len(sizes) != len(counts):
        return None
    choices = list(counts)
    best = min(
        permutations(sizes),
        key=lambda order: sum(
            abs(sizes[c] - counts[w]) for c, w in zip(order, choices, strict=True)
        ),
    )
    means = dict(zip(best, choices, strict=True))
    return {seat: means[value] for seat, value in classes.items()}
