"""Build the sample city: people, meetings, papers, tasks, one decision signed and sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from office.demo.story import NotForSample, tell_story


class Command(BaseCommand):
    """See help."""

    help = "Build the sample city of the demonstration; a second run changes nothing."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        with translation.override("vi"):
            self._build()

    def _build(self) -> None:
        try:
            built = tell_story(self._say)
        except NotForSample as error:
            raise CommandError(
                _("This database holds real people. The sample city needs an empty one.")
            ) from error
        self._say(_("The sample city is ready.") if built else _("The sample city already stands."))

    def _say(self, line: str) -> None:
        self.stdout.write(f"  {line}")
        self.stdout.flush()
