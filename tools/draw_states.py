"""Draws docs/states.md from the tables of moves, so that nobody has to believe a picture.

Without options it writes the file; with --check it says whether the file is what the tables say.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "states.md"
HEAD = """\
# States

When a thing may change is a table beside its enum (`<room>/states.py`); `core/states.py` reads it and refuses every
other move with a sentence. This page is drawn from those tables by `tools/draw_states.py`; a test compares them.
"""


def drawn() -> str:
    """The whole page, as the tables say it."""
    from django.apps import apps

    from core.states import Stateful

    models = [model for model in apps.get_models() if issubclass(model, Stateful)]
    models.sort(key=lambda model: (model._meta.app_label, model.__name__))
    return HEAD + "".join(part for model in models for part in _section(model))


def _section(model: type) -> Iterator[str]:
    """One thing: its picture and its words in both languages."""
    yield f"\n## {model.__name__} (`{model._meta.app_label}/states.py`)\n\n"
    yield "```mermaid\nstateDiagram-v2\n"
    yield f"    [*] --> {model._meta.get_field('state').default}\n"
    for state, nexts in model.MOVES.items():
        order = [value for value, _label in model._meta.get_field("state").choices]
        for target in sorted(nexts, key=order.index):
            yield f"    {state} --> {target}\n"
        if not nexts:
            yield f"    {state} --> [*]\n"
    yield "```\n\n| state | English | tiếng Việt |\n|---|---|---|\n"
    yield from (
        f"| `{state}` | {_label(state, 'en')} | {_label(state, 'vi')} |\n" for state in model.MOVES
    )


def _label(state: object, language: str) -> str:
    from django.utils import translation

    with translation.override(language):
        return str(state.label)


def main() -> int:
    """Write the page, or compare it."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if "--check" in sys.argv:
        same = DOCUMENT.exists() and DOCUMENT.read_text(encoding="utf-8") == drawn()
        print("" if same else "docs/states.md is not what the tables say: run tools/draw_states.py")
        return 0 if same else 1
    DOCUMENT.write_text(drawn(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
