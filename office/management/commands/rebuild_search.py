"""Make the search's lines again from the rooms."""

from typing import Any

from django.core.management.base import BaseCommand

from office.search import index


class Command(BaseCommand):
    """``manage.py rebuild_search``."""

    help = "Forget what the search knows and read everything again."

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"{index.rebuild()} lines")
