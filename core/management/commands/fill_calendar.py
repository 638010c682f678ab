"""Fill the calendar of days off from the proposal; rows that exist are left alone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.calendar import fill


class Command(BaseCommand):
    """`manage.py fill_calendar 2028 2029`."""

    help = "Add the proposed days off and make-up days of the given years (default 2025 to 2027)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Years to fill."""
        parser.add_argument("years", nargs="*", type=int, default=[2025, 2026, 2027])

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill and say what was added."""
        days = fill(options["years"])
        self.stdout.write(f"{len(days)} days added")
