"""What is said of edXML messages: why one is refused, where one departs from the regulation."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES: dict[str, str | Promise] = {
    "huge": gettext_lazy("The message is larger than a document can be; it was not opened."),
    "bomb": gettext_lazy("The message unpacks to far more than a document; it was not opened."),
    "many": gettext_lazy("The message carries too many files."),
    "dtd": gettext_lazy("The message declares entities of its own (DTD); such messages are not read."),
    "not_xml": gettext_lazy("This is no sound XML."),
    "not_edxml": gettext_lazy("This is XML, but no edXML message (QCVN 102:2016/BTTTT)."),
    "base64": gettext_lazy("A file in the message is damaged: its encoding is not base64."),
    "empty": gettext_lazy("A file in the message is empty."),
    "digest": gettext_lazy("A file in the message is not the one that was sent: its digest differs."),
    "zip": gettext_lazy("A file in the message cannot be unpacked."),
    "several": gettext_lazy("A packed file in the message holds more than one file."),
    "slip": gettext_lazy("A packed file in the message wants to be written elsewhere; it was refused."),
    "absent": gettext_lazy("The message names a file that is not in it."),
    "not_for_us": gettext_lazy("The message is addressed to another organisation."),
    "unknown_document": gettext_lazy("The message speaks of a document that was not sent from here."),
    "no_paper": gettext_lazy("The message carries no PDF or Office file."),
    "unfit_paper": gettext_lazy("The file of the document cannot be taken in."),
    "double": gettext_lazy("This document came before; it was not taken in twice."),
    "nobody": gettext_lazy("No clerk keeps the register of this organisation."),
    "left_out": gettext_lazy("A file that is neither PDF nor an Office text was left out; it is in the message."),
    "recalled": gettext_lazy("The sender recalls this document."),
}  # fmt: skip
DEVIATIONS: dict[str, str | Promise] = {
    "missing": gettext_lazy("%(path)s is missing."),
    "long": gettext_lazy("%(path)s is too long (%(detail)s letters)."),
    "form": gettext_lazy("%(path)s has a form that the regulation does not know: “%(detail)s”."),
    "day": gettext_lazy("%(path)s is no day of the calendar: “%(detail)s”."),
}


def said(problem: Mapping[str, Any]) -> str:
    """Say one problem of a message: a refusal, a deviation, or what the transport said."""
    what, path = str(problem.get("what", "")), str(problem.get("path", ""))
    detail = str(problem.get("detail", ""))
    if path and what in DEVIATIONS:
        return str(DEVIATIONS[what]) % {"path": path, "detail": detail}
    if what in SENTENCES:
        return f"{SENTENCES[what]} {detail}".strip()
    return detail or _("Unknown problem.")


def all_said(problems: Iterable[Mapping[str, Any]]) -> list[str]:
    """Say all problems of a message, one sentence each."""
    return [said(one) for one in problems]
