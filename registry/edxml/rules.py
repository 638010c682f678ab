"""What the regulation asks of each element, as a table (QCVN 102:2016/BTTTT; lengths of Decree 30/2020, Appendix VI). Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from registry.edxml.facts import STATUS, Deviation

# the national code has four parts; older three-part codes and the kits' names are let through by their letters
ORGAN = r"[0-9A-Za-z]+(\.[0-9A-Za-z]+){1,5}"
DAY, MOMENT, NUMBER = r"\d{4}/\d{2}/\d{2}", r"\d{4}/\d{2}/\d{2} \d{2}:\d{2}:\d{2}", r"\d{1,6}"
M = "MessageHeader"


@dataclass(frozen=True)
class Rule:
    """One element: its path below the header, whether it must be there, how long it may be, its form."""

    path: str
    required: bool
    length: int
    pattern: str = ""


DOCUMENT = (
    Rule(f"{M}/From/OrganId", True, 13, ORGAN),
    Rule(f"{M}/From/OrganName", True, 200),
    Rule(f"{M}/To/OrganId", True, 13, ORGAN),
    Rule(f"{M}/To/OrganName", False, 200),
    Rule(f"{M}/DocumentId", True, 100),
    Rule(f"{M}/Code/CodeNumber", True, 11),
    Rule(f"{M}/Code/CodeNotation", True, 30),
    Rule(f"{M}/PromulgationInfo/Place", True, 50),
    Rule(f"{M}/PromulgationInfo/PromulgationDate", True, 10, DAY),
    Rule(f"{M}/DocumentType/Type", True, 2, NUMBER),
    Rule(f"{M}/DocumentType/TypeName", True, 100),
    Rule(f"{M}/Subject", True, 500),
    Rule(f"{M}/Content", False, 500),
    Rule(f"{M}/SignerInfo/Competence", False, 50),
    Rule(f"{M}/SignerInfo/Position", False, 100),
    Rule(f"{M}/SignerInfo/FullName", True, 50),
    Rule(f"{M}/DueDate", False, 10, DAY),
    Rule(f"{M}/ToPlaces/Place", False, 500),
    Rule(f"{M}/OtherInfo/Priority", False, 1, r"[0-3]"),
    Rule(f"{M}/OtherInfo/SphereOfPromulgation", False, 100),
    Rule(f"{M}/OtherInfo/TyperNotation", False, 10),
    Rule(f"{M}/OtherInfo/PromulgationAmount", False, 6, NUMBER),
    Rule(f"{M}/OtherInfo/PageAmount", False, 6, NUMBER),
    Rule(f"{M}/ResponseFor/OrganId", False, 13, ORGAN),
    Rule(f"{M}/ResponseFor/DocumentId", False, 100),
    Rule(f"{M}/ResponseFor/PromulgationDate", False, 10, DAY),
    Rule("TraceHeaderList/TraceHeader/OrganId", True, 13, ORGAN),
    Rule("TraceHeaderList/TraceHeader/Timestamp", True, 19, MOMENT),
    Rule("TraceHeaderList/Bussiness/BussinessDocType", True, 1, r"[0-3]"),
    Rule("TraceHeaderList/Bussiness/BussinessDocReason", False, 500),
    Rule("TraceHeaderList/Bussiness/Paper", False, 1, r"[0-3]"),
)
STATUS_MESSAGE = (
    Rule("Status/ResponseFor/OrganId", True, 13, ORGAN),
    Rule("Status/ResponseFor/DocumentId", True, 100),
    Rule("Status/ResponseFor/PromulgationDate", False, 10, DAY),
    Rule("Status/From/OrganId", True, 13, ORGAN),
    Rule("Status/StatusCode", True, 2, "|".join(STATUS)),
    Rule("Status/Description", False, 500),
    Rule("Status/Timestamp", True, 19, MOMENT),
)


def judge(kind: str, fields: Iterable[tuple[str, str]]) -> list[Deviation]:
    """Return where the fields of a message depart from the table."""
    found: dict[str, list[str]] = {}
    for path, text in fields:
        found.setdefault(path, []).append(text)
    rules = STATUS_MESSAGE if kind == "status" else DOCUMENT
    wrong = [one for rule in rules for one in _judge(rule, found.get(rule.path, []))]
    if kind == "document":
        wrong += _together(found)
    return wrong


def _judge(rule: Rule, texts: list[str]) -> Iterator[Deviation]:
    if not any(texts):
        if rule.required:
            yield Deviation(rule.path, "missing")
        return
    for text in filter(None, texts):
        if len(text) > rule.length:
            yield Deviation(rule.path, "long", f"{len(text)} > {rule.length}")
        elif rule.pattern and not re.fullmatch(rule.pattern, text):
            yield Deviation(rule.path, "form", text[:40])
        elif rule.pattern in (DAY, MOMENT) and not _real(text):
            yield Deviation(rule.path, "day", text[:40])


def _real(text: str) -> bool:
    try:
        datetime.strptime(text[:10], "%Y/%m/%d")  # noqa: DTZ007  a day, no moment
    except ValueError:
        return False
    return True


def _together(found: dict[str, list[str]]) -> Iterator[Deviation]:
    """Judge what two elements say together: recalls, updates and replacements name a reason and a document."""
    business = (found.get("TraceHeaderList/Bussiness/BussinessDocType") or [""])[0]
    if business in ("1", "2", "3") and not any(found.get("TraceHeaderList/Bussiness/BussinessDocReason", [])):  # fmt: skip
        yield Deviation("TraceHeaderList/Bussiness/BussinessDocReason", "missing")
    about = found.get("TraceHeaderList/Bussiness/DocumentId", []) + found.get("TraceHeaderList/Bussiness/ReplacementInfoList/ReplacementInfo/DocumentId", [])  # fmt: skip
    if business in ("1", "2", "3") and not any(about):
        yield Deviation("TraceHeaderList/Bussiness/DocumentId", "missing")
