"""Tags for texts that are written here: differing words, the height of a paragraph's field."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.differences import ADDED, REMOVED, Piece

register = template.Library()
LETTERS_A_LINE, MOST_LINES = 78, 16
SHAPES = {ADDED: "<ins>{}</ins>", REMOVED: "<del>{}</del>"}


@register.filter
def lines(text: str) -> int:
    """Return how many lines a field needs to show the text."""
    said = sum(1 + len(line) // LETTERS_A_LINE for line in text.split("\n"))
    return max(1, min(MOST_LINES, said))


@register.simple_tag
def differing(pieces: list[Piece], side: str = "") -> SafeString:
    """Draw words with what was added and removed; ``side`` “old” or “new” leaves the other's words out."""
    hidden = {"old": ADDED, "new": REMOVED}.get(side)
    shown = (one for one in pieces if one.op != hidden)
    return format_html_join(
        "", "{}", ((format_html(SHAPES.get(one.op, "{}"), one.text),) for one in shown)
    )
