"""The report to keep: JSON with stable names (``docs/api.md``), and a typeset PDF.

Modelled on ETSI EN 319 102-1 V1.3.1 (5.1.3 indications, 5.1.4 report data) and the notions of TS 119 102-2: what was judged
(hash, size), by which verifier, at what time, against which trust store; for each signature its indication, certificates,
revocation data and timestamps. It is no XML report of TS 119 102-2.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from documents.typeset import typeset
from signing.checking.desk import Checked
from signing.models import Route
from signing.queries.issued_facts import facts
from signing.reports import told
from signing.reports.judgements import INDICATIONS, Line, as_json, report

NAME = "Nghị Sự"
COLOURS = {"good": "#1f6140", "soon": "#7d4b00", "late": "#a4201c", "quiet": "#5c5347"}


def grouped(figure: int) -> str:
    """Write a whole number in groups of three, as the reader's language parts them."""
    sign = "." if (translation.get_language() or "vi").startswith("vi") else ","
    return f"{figure:,}".replace(",", sign)


@cache
def verifier() -> str:
    """Return the name and version of this verifier."""
    project = tomllib.loads(
        (Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8")
    )
    return f"{NAME} {project['project']['version']}"


def as_file(checked: Checked, route: Route | None = None) -> dict[str, Any]:
    """Return the whole report as plain values."""
    judged = as_json("", checked.judgement)
    del judged["file"]
    return {
        "report": "nghisu.verification",
        "report_version": 1,
        **about(checked),
        **judged,
        "issued": _issued(route) if route else None,
    }


def about(checked: Checked) -> dict[str, Any]:
    """Return what was judged, by what, when and against which trust store."""
    return {
        "checked_at": localtime(checked.at).isoformat(timespec="seconds"),
        "verifier": verifier(),
        "trust_store_version": checked.store,
        "network_asked": False,
        "sha256": checked.sha256,
        "size": checked.size,
        "indication": INDICATIONS[checked.judgement.verdict],
    }


def _issued(route: Route) -> dict[str, Any]:
    said = facts(route)
    return {
        "code": route.code, "number": said.notation, "date": said.on.isoformat() if said.on else None,
        "agency": said.agency, "title": said.title, "standing": str(said.word), "changed_by": said.by_notation or None,
    }  # fmt: skip


def as_pdf(checked: Checked, route: Route | None = None, *, language: str = "vi") -> bytes:
    """Return the report typeset, in Vietnamese or English; raises ``typst.TypstError`` on a broken form."""
    with translation.override(language):
        return typeset(
            "verification", _sheet(checked, route), at=checked.at.replace(microsecond=0)
        ).pdf


def _sheet(checked: Checked, route: Route | None) -> dict[str, Any]:
    told_of = report(checked.judgement)
    return {
        "language": translation.get_language() or "vi",
        "title": _("Report on the check of digital signatures"),
        "maker": NAME, "page": _("Page"), "colour": COLOURS[told_of.kind],
        "headline": str(told_of.headline), "why": told_of.why, "attacks": told_of.attacks,
        "file": _about(checked, route),
        "signatures": [_signature(line) for line in told_of.lines],
        "note": _("Checked without asking the network: what is said of withdrawn certificates comes from the file and from lists imported here. Indications follow ETSI EN 319 102-1. This report tells what was found at the time it names; it is no document of an authority."),
        "foot": f"SHA-256 {checked.sha256[:24]}… · {told.written(localtime(checked.at))}",
    }  # fmt: skip


def _about(checked: Checked, route: Route | None) -> list[list[str]]:
    rows = [
        ["SHA-256", checked.sha256],
        [_("Size"), _("%(bytes)s bytes") % {"bytes": grouped(checked.size)}],
        [_("Checked at"), told.written(localtime(checked.at))],
        [_("Indication"), INDICATIONS[checked.judgement.verdict]],
        [_("Trust store"), _("version %(number)s") % {"number": checked.store}],
        [_("Verifier"), verifier()],
    ]
    if route is None:
        return rows
    said = facts(route)
    return [[_("Issued here as"), f"{said.notation} · {said.agency}"], [_("Standing"), str(said.sentence)], *rows]  # fmt: skip


def _later(rows: list[dict[str, Any]]) -> list[str]:
    """Return what came later, cut short on paper."""
    shown, more = told.in_short(rows)
    sentences = [row["sentence"] for row in shown]
    return [*sentences, counted(len(more))] if more else sentences


def counted(more: int) -> str:
    """Return the sentence for later changes that are not told one by one."""
    return _("… and %(count)s later changes more, told at the signatures they brought.") % {"count": more}  # fmt: skip


def _signature(line: Line) -> dict[str, Any]:
    one = line.finding
    plain = [
        line.when,
        one.capacity,
        line.cover,
        line.after,
        line.revocation,
        line.level,
        *line.notices,
    ]
    return {
        "who": one.signer or _("unknown"), "word": str(line.word), "colour": COLOURS[line.kind],
        "is_timestamp": one.kind != "signature", "timestamp": _("Timestamp"),
        "sentences": [said for said in (line.attack, line.why, *plain) if said],
        "later": _later(line.later),
        "rows": [[name, value] for name, value in technical(line) if value],
        "chain_title": _("Certificates"),
        "chain": [certificate(row) for row in one.chain],
    }  # fmt: skip


def technical(line: Line) -> list[tuple[str, str]]:
    """Return the technical facts of one signature, name and value, for the folded report and the sheet."""
    one = line.finding
    whole = " / ".join(part for part in (one.indication or INDICATIONS[one.verdict], one.subindication) if part)  # fmt: skip
    bytes_said = one.covers.get("bytes")
    return [
        (_("Indication"), whole),
        (_("Reason code"), str(one.reason)),
        (_("Level"), f"PAdES {one.level}" if one.level else ""),
        (_("Algorithms"), one.algorithm),
        (_("Field"), one.field),
        (_("Bytes covered"), _("%(bytes)s of %(of)s") % {"bytes": bytes_said, "of": one.covers.get("of", "?")} if bytes_said else ""),
        (_("Time"), f"{one.time or '–'} ({_('proved') if one.time_proved else _('claimed')})"),
        (_("Place"), one.location),
        (_("Detail"), one.detail),
        *((_("Timestamp"), _stamp(row)) for row in one.timestamps),
        *((_("Withdrawal"), _withdrawal(row)) for row in one.revocation),
    ]  # fmt: skip


def _stamp(row: dict[str, Any]) -> str:
    parts = (
        row.get("authority"), told.written(told.moment(row.get("time"))),
        _("trusted") if row.get("trusted") else _("not trusted"),
        _("until %(at)s") % {"at": told.written(told.moment(row["until"]))} if row.get("until") else "",
    )  # fmt: skip
    return " · ".join(str(part) for part in parts if part)


def _withdrawal(row: dict[str, Any]) -> str:
    status = told.STATUSES.get(str(row.get("status")), ("", row.get("status", "")))[1]
    parts = (row.get("subject"), str(row.get("source", "")).upper(), status, told.written(told.moment(row.get("at"))))  # fmt: skip
    return " · ".join(str(part) for part in parts if part)


def certificate(row: dict[str, Any]) -> dict[str, str]:
    """Return one certificate of a chain in words: name, role, period, serial, fingerprint."""
    role = str(told.ROLES.get(str(row.get("role")), ""))
    period = f"{_day(row.get('not_before'))} – {_day(row.get('not_after'))}"
    return {
        "name": str(row.get("subject", "")), "role": role, "period": period, "serial": str(row.get("serial", "")),
        "sha256": str(row.get("sha256", "")),
    }  # fmt: skip


def _day(text: Any) -> str:
    at = told.moment(text)
    return f"{at:%d/%m/%Y}" if at else "–"
