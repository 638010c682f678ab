"""``manage.py verify FILE… [--trust PEM]… [--json]``: what signed PDFs are worth."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from signing.bounded.parent import verify_files
from signing.reports import as_json, report
from signing.strongbox import trusted
from signing.verify.verdicts import Judgement, Verdict


class Command(BaseCommand):
    """See help."""

    help = "Verify signed PDFs. Exit 0 only if all are valid."
    requires_system_checks: tuple[str, ...] = ()  # type: ignore[assignment]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="PDF files")
        parser.add_argument(
            "--trust",
            action="append",
            metavar="PEM",
            help="trust these certificates (PEM or DER; instead of the installation's trust store)",
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        trust = [Path(one) for one in options["trust"]] if options["trust"] else trusted()
        told, good = [], True
        for path, judgement in verify_files([Path(one) for one in options["files"]], trust):
            good = good and judgement.verdict == Verdict.VALID
            if options["json"]:
                told.append(as_json(_printable(path), judgement))
            else:
                self.stdout.write(_lines(path, judgement))
        if options["json"]:
            self.stdout.write(json.dumps({"files": told}, ensure_ascii=False, indent=2))
        sys.exit(0 if good else 1)


def _lines(path: Path, judgement: Judgement) -> str:
    told = report(judgement)
    lines = [f"{_printable(path)}: {judgement.verdict} – {told.headline}. {told.why}"]
    for line in told.lines:
        one, at = line.finding, f"{line.at:%d/%m/%Y %H:%M:%S %z}" if line.at else "–"
        who = one.signer or _("unknown")
        lines.append(f"  [{one.verdict}] {one.field}: {who}, {at}. {line.why}")
    return "\n".join(lines)


def _printable(path: Path) -> str:
    return str(path).encode("utf-8", "replace").decode()
