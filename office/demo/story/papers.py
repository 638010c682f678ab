"""Printing the sample papers: each text becomes a PDF in the form of Decree 30."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.files.base import ContentFile

from documents.typeset import typeset
from office.demo.long_report import long_report
from office.demo.meetings import LONG_REPORT
from office.demo.story.city import City
from office.demo.texts import paper_data

FILES = {
    "invitation": "giay-moi.pdf",
    "minutes": "bien-ban.pdf",
    "conclusions": "thong-bao-ket-luan.pdf",
}


def printed(city: City, name: str) -> tuple[str, ContentFile]:
    """Return the paper's title and its PDF as an upload."""
    title, pdf = _printed(name, city.today)
    return title, ContentFile(pdf, f"{name.replace('_', '-')}.pdf")


@lru_cache
def _printed(name: str, today: date) -> tuple[str, bytes]:
    data = long_report(today) if name == LONG_REPORT else paper_data(name, today)
    return data["title"], typeset(data["form"], data).pdf


def recorded(data: Mapping[str, Any]) -> tuple[str, ContentFile]:
    """Return the title and the PDF of an invitation, minutes or a notice of conclusions, as an upload."""
    form = data["form"]
    return data["title"], ContentFile(typeset(form, data).pdf, FILES[form])


def result_report(city: City, words: Mapping[str, str]) -> ContentFile:
    """Return a unit's report of a finished task as an upload."""
    data = paper_data("ket-qua-nhiem-vu", city.today, words)
    return ContentFile(typeset(data["form"], data).pdf, "bao-cao-ket-qua.pdf")
