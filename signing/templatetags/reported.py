"""Tags for a report on signatures: the technical facts of a line, its certificates."""

from typing import Any

from django import template

from journal.models import Entry
from journal.queries import sentence
from signing.reports import files, told
from signing.reports.judgements import Line

register = template.Library()


@register.filter
def technical(line: Line) -> list[tuple[str, str]]:
    """Return name and value of each technical fact."""
    return files.technical(line)


@register.filter
def certificates(line: Line) -> list[dict[str, str]]:
    """Return the certificates from the signer's to the root, in words."""
    return [files.certificate(row) for row in line.finding.chain]


@register.filter
def later(line: Line) -> dict[str, Any]:
    """Return the later changes that are told (``shown``), those behind a fold (``more``) and the fold's sentence."""
    shown, more = told.in_short(line.later)
    return {"shown": shown, "more": more, "counted": files.counted(len(more)) if more else ""}


@register.filter
def said(entry: Entry) -> str:
    """Return what an entry of the journal tells, in the reader's language."""
    return sentence(entry)
