"""``manage.py edxml read|validate|write``: look into a message, judge it, write one of an issued document."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registry.exchange_reading import Unreadable, opened
from registry.exchange_words import all_said, said


class Command(BaseCommand):
    """Messages of QCVN 102:2016/BTTTT at the command line. Exit: 0 sound, 1 departs from the regulation, 2 unreadable."""

    help = "Read, validate or write an edXML message (QCVN 102:2016/BTTTT)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a verb and a file."""
        parser.add_argument("verb", choices=("read", "validate", "write"))
        parser.add_argument("file", type=Path)
        parser.add_argument("--issue", type=int, help="write: the entry of the outgoing register")
        parser.add_argument("--to", default="", help="write: the receiver's code")
        parser.add_argument("--out", type=Path, help="read: put the files of the message there")

    def handle(self, **options: Any) -> None:
        """Do what the verb says."""
        path: Path = options["file"]
        if options["verb"] == "write":
            self._write(path, options)
            return
        if not path.is_file():
            raise CommandError(f"{path}?", returncode=2)
        try:
            with opened(path) as message:
                if options["verb"] == "read":
                    self._read(message, options["out"])
                wrong = all_said(vars(one) for one in message.deviations)
        except Unreadable as trouble:
            sentence = said({"what": trouble.args[0], "detail": str(trouble.args[1])})
            raise CommandError(sentence, returncode=2) from trouble
        for line in wrong:
            self.stdout.write(line)
        if wrong:
            raise CommandError(f"{len(wrong)}", returncode=1)

    def _read(self, message: Any, out: Path | None) -> None:
        for place, text in message.fields:
            self.stdout.write(f"{place}: {text}")
        for number, one in enumerate(message.attachments, start=1):
            self.stdout.write(f"[{number}] {one.name} ({one.media}) sha256 {one.sha256}")
            if out is not None:
                out.mkdir(parents=True, exist_ok=True)
                ending = Path(one.name).suffix[:8]
                (out / f"{number}{ending}").write_bytes(Path(one.path).read_bytes())

    def _write(self, path: Path, options: dict[str, Any]) -> None:
        from registry.actions.exchange import written
        from registry.models import Issue

        issue = Issue.objects.filter(pk=options["issue"] or 0).first()
        if issue is None or not options["to"]:
            raise CommandError("--issue and --to", returncode=2)
        path.write_bytes(written(issue, code=options["to"]))
