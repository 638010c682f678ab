"""What rooms put at the end of every page: the frame asks here, so that it knows no room."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

Draw = Callable[[HttpRequest], SafeString | str]
_drawing: list[Draw] = []


def at_page_end(draw: Draw) -> Draw:
    """Ask ``draw`` at the end of every page; it answers HTML, or "" where it has nothing to say."""
    _drawing.append(draw)
    return draw


def drawn(request: HttpRequest) -> list[str]:
    """Return what the rooms put at the end of this page."""
    return [draw(request) for draw in _drawing]
