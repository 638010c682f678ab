"""Check that no book of the journal was changed: `check_journal`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from journal.models import Book, Entry
from journal.queries import broken
from journal.witnesses import doubts


class Command(BaseCommand):
    """See help."""

    help = "Check the chain of every book and the seals over them; print each broken place and end with 1 when there is one."

    def handle(self, *_args: Any, **_options: Any) -> None:
        lines = [*broken(), *doubts()]
        for line in lines:
            self.stdout.write(line)
        if lines:
            raise CommandError(_("%(number)s broken places.") % {"number": len(lines)})
        self.stdout.write(
            _("%(entries)s entries in %(books)s books: the journal holds.")
            % {"entries": Entry.objects.count(), "books": Book.objects.count()}
        )
