"""Serve the city: pages, live updates, jobs and the clock in one process; in city size without the jobs."""

import ipaddress
import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from core.checks import faults_of_data, faults_of_settings
from core.jobs import Workshop
from core.packed import pack
from people.queries import demo_people
from signing.door import keep_warm


class Command(BaseCommand):
    """See help."""

    help = "Serve pages, live updates, jobs and the clock."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--no-jobs", action="store_true", help="jobs run elsewhere: manage.py work"
        )
        parser.add_argument(
            "--force-demo",
            action="store_true",
            help="show the demonstration to other machines, too",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        self._refuse_unfit(host, force_demo=options["force_demo"])
        self._refuse_taken(host, port)
        self._serve(host, port, jobs=not options["no_jobs"])

    def _refuse_unfit(self, host: str, *, force_demo: bool) -> None:
        if settings.DEMO:
            if not force_demo and not _loopback(host):
                raise CommandError(
                    _(
                        "In demonstration mode anybody may sign in, so only this machine is served. --force-demo serves others, too."
                    )
                )
            return
        try:
            faults = [*faults_of_settings(), *faults_of_data()]
        except DatabaseError as error:
            raise CommandError(
                _("The database is not ready (%(why)s). Run: manage.py migrate")
                % {"why": str(error).splitlines()[0]}
            ) from error
        if faults:
            raise CommandError("\n".join(faults))

    def _refuse_taken(self, host: str, port: int) -> None:
        from realtime.server import taken

        if why := taken(host, port):
            raise CommandError(
                _(
                    "%(host)s:%(port)s cannot be used (%(why)s). Choose another port, for example --port %(next)s."
                )
                % {"host": host, "port": port, "why": why, "next": port + 1}
            )

    def _serve(self, host: str, port: int, *, jobs: bool) -> None:
        from realtime.server import CityServer

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise looks for it
        if not settings.DEBUG:  # there files may change under way
            pack(settings.PACKED_DIR)
        application = import_string(settings.ASGI_APPLICATION)
        workshop = Workshop() if jobs else None

        def started() -> None:
            keep_warm("verify")
            if workshop:
                workshop.start()

        self._greet(host, port)
        CityServer(application, host, port, started).run()
        if workshop:
            workshop.stop()
        self.stdout.write(_("The server has ended."))

    def _greet(self, host: str, port: int) -> None:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{port}"
        if not settings.SITE_URL_FIXED:
            settings.SITE_URL = address
            (settings.DATA_DIR / "address").write_text(address)
        self.stdout.write(_("Nghị Sự is served on %(address)s") % {"address": address})
        people = demo_people()
        if people:
            self.stdout.write(_("DEMONSTRATION with sample data. Sign in with one click as:"))
        for person in people:
            self.stdout.write(f"  {person.role}: {person.user.full_name} – {person.title}")
        self.stdout.flush()


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
