"""What the clock does for the office."""

from core.clock import every
from office.search import index


@every("office.search", seconds=15)
def read_what_changed() -> None:
    """Let the search find what was written since the last time."""
    while index.catch_up() >= index.BATCH:
        pass
