"""What the clock does for documents."""

from core.clock import every
from documents import office_files, store


@every("documents.sweep", minutes=30)
def what_was_left_is_removed() -> None:
    """Remove half-written files and drafts of conversions whose process was killed; usually there is nothing."""
    store.sweep()
    office_files.sweep()
