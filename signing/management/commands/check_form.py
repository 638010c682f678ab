"""Compare files with the rules of their form: ``manage.py check_form FILE… [--json] [--rules decree30|attachment|party]``.

Exit code 0: nothing deviates; 1: something does (advice aside); 2: a file cannot be read, or not be judged (a scan).
"""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from signing.bounded.asking import ask
from signing.reports import form_words

FITS, DEVIATES, UNREADABLE = 0, 1, 2
MOST_SHOWN = 60  # letters of the place in the text


class Command(BaseCommand):
    """Check the form of PDF and Word files."""

    help = "Check PDF or .docx files against Decree 30/2020/NĐ-CP (or the Party's form); deviations with their clause."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument("--rules", default="", choices=("", "decree30", "attachment", "party"))
        parser.add_argument("--language", default="vi", choices=("vi", "en"))

    def handle(self, *_args: Any, **options: Any) -> None:
        worst = FITS
        with translation.override(options["language"]):
            for name in options["files"]:
                answer = self._asked(Path(name), options["rules"])
                unjudged = answer.get("error") or not answer["judged"]
                worst = max(worst, UNREADABLE if unjudged else FITS if answer["fits"] else DEVIATES)
                if options["json"]:
                    self.stdout.write(json.dumps({"file": name, **answer}, ensure_ascii=False))
                else:
                    self._told(name, form_words.told(answer))
        if worst:
            sys.exit(worst)

    def _asked(self, path: Path, rules: str) -> dict[str, Any]:
        if not path.is_file():
            return {"error": "unreadable"}
        return ask("check_form", path.absolute(), rules=rules)[0]

    def _told(self, name: str, told: form_words.Told) -> None:
        self.stdout.write(f"{name}: {told.summary}" + (f" [{told.form}]" if told.form else ""))
        for line in (*told.wrong, *told.advice):
            sign = "·" if line.advice else "✗"
            said = " ".join(line.text.split())
            about = f" [{said[:MOST_SHOWN]}{'…' if len(said) > MOST_SHOWN else ''}]" if said else ""
            self.stdout.write(f"  {sign} {line.sentence}{about}")
