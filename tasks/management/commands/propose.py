"""``manage.py propose FILE [--issued YYYY-MM-DD] [--json]``: the tasks a notice of conclusions orders."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.refused import Refused
from core.workdays import WorkCalendar
from tasks.extraction import Deadline, Proposal, knows_year, propose
from tasks.texts import text_of


class Command(BaseCommand):
    """See help."""

    help = "Print the tasks proposed from a notice of conclusions (.txt, .pdf, .docx): lead, supporters, deadline. Exit 0 when it could be read."
    requires_system_checks: tuple[str, ...] = ()  # type: ignore[assignment]
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--issued",
            type=_day,
            metavar="YYYY-MM-DD",
            help="the day of issue; else the one in the text's head",
        )
        parser.add_argument("--json", action="store_true", help="print JSON, and nothing else")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            text = text_of(options["file"])
        except Refused as refused:
            raise CommandError(f"{options['file']}: {refused}") from refused
        found = propose(text, issued=options["issued"], calendar=_calendar())
        if options["issued"] is None and not knows_year(text):
            self.stderr.write(
                _(
                    "Neither --issued nor the text gives a year: deadlines have their kind, but no date."
                )
            )
        if options["json"]:
            told = {"tasks": [proposal.as_json() for proposal in found]}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for number, proposal in enumerate(found, start=1):
            self.stdout.write(_lines(number, proposal))
        if not found:
            self.stdout.write(_("Nothing is ordered in this text."))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(_("a day is written YYYY-MM-DD")) from error


def _calendar() -> WorkCalendar | None:
    """Return the city's calendar; without a database, or with an empty one, what is usual (``None``)."""
    try:
        calendar = city_calendar()
    except (DatabaseError, OSError):
        return None
    return calendar if calendar.off else None


def _lines(number: int, proposal: Proposal) -> str:
    who = ", ".join(proposal.lead) or _("nobody is named")
    lines = [f"{number}. {' '.join(proposal.text.split())}", f"   {_('Lead')}: {who}"]
    if proposal.coordinate:
        lines.append(f"   {_('Together with')}: {', '.join(proposal.coordinate)}")
    if proposal.deadline.quote:
        lines.append(f"   {_('Deadline')}: {_until(proposal.deadline)}")
    return "\n".join(lines)


def _until(deadline: Deadline) -> str:
    day = f" = {deadline.date:%d/%m/%Y}" if deadline.date else ""
    return f"{' '.join(deadline.quote.split())} ({deadline.kind}){day}"
