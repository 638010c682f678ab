"""``manage.py verify FILE… [--trust PEM]… [--json] [--report OUT]``: what signed PDFs are worth. Works without network and database."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from signing.checking.desk import Checked, checked_files
from signing.reports.files import about, as_file, as_pdf
from signing.reports.judgements import as_json, report
from signing.verify.names import cleaned
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
        parser.add_argument(
            "--report",
            metavar="OUT",
            help="write the report of one file to OUT.pdf or OUT.json, of several into the folder OUT (PDF)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        files = [Path(one) for one in options["files"]]
        trust = [Path(one) for one in options["trust"]] if options["trust"] else None
        told, good = [], True
        for path, checked in checked_files(files, trust):
            judgement = checked.judgement
            good = good and judgement.verdict == Verdict.VALID
            if options["report"]:
                self._write(path, checked, Path(options["report"]), alone=len(files) == 1)
            if options["json"]:
                told.append({**as_json(_printable(path), judgement), **about(checked)})
            else:
                self.stdout.write(_lines(path, judgement))
        if options["json"]:
            self.stdout.write(json.dumps({"files": told}, ensure_ascii=False, indent=2))
        sys.exit(0 if good else 1)

    def _write(self, path: Path, checked: Checked, out: Path, *, alone: bool) -> None:
        """Write a report; ``CommandError`` when that place cannot be written."""
        try:
            if not alone:
                out.mkdir(parents=True, exist_ok=True)
                out = out / f"{path.stem}.{checked.sha256[:8]}.pdf"
            if out.suffix == ".json":
                content = json.dumps(as_file(checked), ensure_ascii=False, indent=2).encode()
            else:
                content = as_pdf(checked, language=get_language() or "vi")
            out.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror}") from error


def _lines(path: Path, judgement: Judgement) -> str:
    told = report(judgement)
    lines = [f"{_printable(path)}: {judgement.verdict} – {told.headline}. {told.why}"]
    for line in told.lines:
        one, at = line.finding, f"{line.at:%d/%m/%Y %H:%M:%S %z}" if line.at else "–"
        who = one.signer or _("unknown")
        lines.append(f"  [{one.verdict}] {one.field}: {who}, {at}. {line.why}")
    return "\n".join(map(cleaned, lines))  # what a file says is no line of its own


def _printable(path: Path) -> str:
    return str(path).encode("utf-8", "replace").decode()
