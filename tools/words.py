"""The Vietnamese words: collects, checks and compiles them, without the gettext programs (a fresh machine has none).

--check    names each source string that has no Vietnamese translation, only a fuzzy one, or two different ones, and each
           translation of a string that nothing shows any more
--compile  locale_parts/*.po -> locale/vi/LC_MESSAGES/django.mo
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "locale_parts"
OF_DJANGO = "django.po"  # Django's own sentences: nothing of ours says them
COMPILED = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.mo"
SKIPPED = {"tests", "tools", "bench", "node_modules", "vendor", "var", "migrations", "static"}
KEYWORDS: dict[str, tuple | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDERS = r"%\((\w+)\)[sd]"


def read(path: Path) -> Catalog:
    """The messages of one .po file; an absent file has none. Raises PoFileError on a broken one."""
    if not path.exists():
        return Catalog(locale="vi")
    with path.open("rb") as file:
        return read_po(file, locale="vi", abort_invalid=True)


def merged() -> Catalog:
    """All Vietnamese words, from the parts only: what is not committed cannot hide a missing word."""
    whole = Catalog(locale="vi", project="Nghị Sự", charset="utf-8", fuzzy=False)
    for source in sorted(PARTS.glob("*.po")):
        for message in read(source):
            if message.id:
                whole.delete(message.id, message.context)
                whole.add(message.id, message.string, flags=message.flags, context=message.context)
    return whole


def compile_book() -> None:
    """Write django.mo from the parts; readers meanwhile see the old one."""
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    fresh = COMPILED.with_suffix(".mo.new")
    with fresh.open("wb") as file:
        write_mo(file, merged())
    fresh.replace(COMPILED)


def key(message: Message) -> tuple[str | None, str]:
    """What gettext looks a message up by: its context and its singular."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def spoken() -> dict[tuple[str | None, str], str]:
    """Every source string that the project shows -> the first place it stands in."""
    found: dict[tuple[str | None, str], str] = {}
    for path in sources():
        for line, message, context in _strings_of(path):
            singular = message if isinstance(message, str) else message[0]
            found.setdefault((context, singular), f"{path.relative_to(ROOT)}:{line}")
    return found


def sources() -> Iterator[Path]:
    """Python files and templates, without tests, tools and what others made."""
    for pattern in ("*.py", "*.html", "*.txt"):
        for path in sorted(ROOT.rglob(pattern)):
            parts = path.relative_to(ROOT).parts
            in_room = (
                parts[0] not in SKIPPED
                and not parts[0].startswith(".")
                and "migrations" not in parts
            )
            if in_room and (path.suffix == ".py" or "templates" in parts):
                yield path


def _strings_of(path: Path) -> Iterator[tuple[int, str | tuple, str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _calls(text)
        return
    lines = io.BytesIO(_as_python(text, path).encode())
    for line, message, _comments, context in extract("python", lines, KEYWORDS):
        if message and message != ("",):
            yield line, message, context


def _calls(source: str) -> Iterator[tuple[int, str, str | None]]:
    """Each call of gettext, those within f-strings too, which babel's reader of Python 3.11 does not see."""
    for node in ast.walk(ast.parse(source)):
        name = getattr(getattr(node, "func", None), "id", None)
        if name not in KEYWORDS:
            continue
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]  # type: ignore[attr-defined]
        context = texts.pop(0) if "pgettext" in name and texts else None
        if texts and texts[0]:
            yield node.lineno, texts[0], context  # type: ignore[attr-defined]


def _as_python(template: str, path: Path) -> str:
    """The template's translatable strings as lines of Python, the way Django's makemessages reads them."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    lines = templatize(template, origin=str(path)).splitlines()
    return "\n".join(line.strip() for line in lines)


def missing(said: dict[tuple[str | None, str], str]) -> list[str]:
    """One line for each source string without a sound Vietnamese translation."""
    words = {key(message): message for message in merged() if message.id}
    return [
        f"{place}: {singular!r} {problem}"
        for (context, singular), place in sorted(said.items(), key=lambda item: item[1])
        if (problem := _problem(words.get((context, singular))))
    ]


def unsaid(said: dict[tuple[str | None, str], str]) -> list[str]:
    """One line for each translation of a string that nothing shows any more."""
    return [
        f"{part.name}: {key(message)[1]!r} is said nowhere"
        for part in sorted(PARTS.glob("*.po"))
        if part.name != OF_DJANGO
        for message in read(part)
        if message.id and key(message) not in said
    ]


def doubled() -> list[str]:
    """One line for each string that two parts translate differently: the later part would win in silence."""
    known: dict[tuple[str | None, str], tuple[object, str]] = {}
    found = []
    for part in sorted(PARTS.glob("*.po")):
        for message in read(part):
            if not message.id:
                continue
            said, where = known.setdefault(key(message), (message.string, part.name))
            if said != message.string:
                found.append(f"{part.name}: {key(message)[1]!r} is translated otherwise in {where}")
    return found


def _problem(message: Message | None) -> str:
    """What is wrong with a translation; empty when nothing is."""
    text = message and (
        message.string if isinstance(message.string, str) else "".join(message.string)
    )
    if not text:
        return "has no Vietnamese translation"
    if message.fuzzy:
        return "has only a fuzzy translation"
    return _placeholder_problem(message, text)


def _placeholder_problem(message: Message, text: str) -> str:
    ids = message.id if isinstance(message.id, str) else "".join(message.id)
    asked, given = set(re.findall(PLACEHOLDERS, ids)), set(re.findall(PLACEHOLDERS, text))
    return (
        f"is translated with other placeholders: {sorted(asked ^ given)}" if asked != given else ""
    )


def main() -> int:
    """Do what the options ask: compile, then check."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for option in ("--compile", "--check"):
        parser.add_argument(option, action="store_true")
    asked = parser.parse_args()
    if asked.compile:
        compile_book()
    said = spoken() if asked.check else {}
    problems = [*missing(said), *unsaid(said), *doubled()] if asked.check else []
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
