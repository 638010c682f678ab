"""Printing the sample papers: each text becomes a PDF in the form of Decree 30."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from documents.actions import Made
from documents.typeset import Typeset, typeset
from office.demo.long_report import long_report
from office.demo.meetings import LONG_REPORT
from office.demo.story.city import City
from office.demo.texts import paper_data

FILES = {
    "invitation": "giay-moi.pdf",
    "minutes": "bien-ban.pdf",
    "conclusions": "thong-bao-ket-luan.pdf",
}


def printed(city: City, name: str) -> tuple[str, Made]:
    """Return the paper's title and its PDF as an upload."""
    title, made = _printed(name, city.today)
    return title, Made(made.pdf, f"{name.replace('_', '-')}.pdf", made.pages)


@lru_cache
def _printed(name: str, today: date) -> tuple[str, Typeset]:
    data = long_report(today) if name == LONG_REPORT else paper_data(name, today)
    return data["title"], typeset(data["form"], data)


def recorded(data: Mapping[str, Any]) -> tuple[str, Made]:
    """Return the title and the PDF of an invitation, minutes or a notice of conclusions, as an upload."""
    form = data["form"]
    made = typeset(form, data)
    return data["title"], Made(made.pdf, FILES[form], made.pages)


def result_report(city: City, words: Mapping[str, str]) -> Made:
    """Return a unit's report of a finished task as an upload."""
    data = paper_data("ket-qua-nhiem-vu", city.today, words)
    made = typeset(data["form"], data)
    return Made(made.pdf, "bao-cao-ket-qua.pdf", made.pages)
