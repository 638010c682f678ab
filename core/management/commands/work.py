"""Do the jobs and keep the clock in a process of their own (city size); any number may run."""

import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from core.jobs import Workshop


class Command(BaseCommand):
    """See help."""

    help = "Run a job worker and the clock until told to stop."

    def handle(self, *_args: Any, **_options: Any) -> None:
        workshop, told = Workshop(), threading.Event()
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, lambda *_: told.set())
        if not settings.REDIS_URL:
            self.stderr.write(
                _("Without REDIS_URL the pages learn of this worker's work a few seconds late.")
            )
        workshop.start()
        self.stdout.write(_("Working. Ctrl-C ends it."))
        while not told.wait(1.0):
            pass
        workshop.stop()
