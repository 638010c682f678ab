"""What the checker of forms says, in the reader's language."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

COMPONENTS = {
    "paper": pgettext_lazy("form", "Paper"), "margin_top": pgettext_lazy("form", "Top margin"), "margin_bottom": pgettext_lazy("form", "Bottom margin"),
    "margin_left": pgettext_lazy("form", "Left margin"), "margin_right": pgettext_lazy("form", "Right margin"), "letters": pgettext_lazy("form", "Letters"),
    "page_number": pgettext_lazy("form", "Page number"), "nation": pgettext_lazy("form", "National title"), "motto": pgettext_lazy("form", "Motto"),
    "party": pgettext_lazy("form", "Title of the Party"), "superior": pgettext_lazy("form", "Superior authority"), "agency": pgettext_lazy("form", "Issuing authority"),
    "number": pgettext_lazy("form", "Number and symbol"), "date": pgettext_lazy("form", "Place and date"), "kind": pgettext_lazy("form", "Name of the kind"),
    "subject": pgettext_lazy("form", "Subject"), "about": pgettext_lazy("form", "Subject of the letter"), "grounds": pgettext_lazy("form", "Grounds"), "body": pgettext_lazy("form", "Body"),
    "capacity": pgettext_lazy("form", "Signer's title"), "name": pgettext_lazy("form", "Signer's name"), "recipients_heading": pgettext_lazy("form", "“Nơi nhận”"),
    "recipient": pgettext_lazy("form", "Recipients"), "hand": pgettext_lazy("form", "Picture of the signature"), "seal": pgettext_lazy("form", "Picture of the seal"),
    "mark": pgettext_lazy("form", "Agency's mark on an attachment"), "document": pgettext_lazy("form", "Document"),
}  # fmt: skip
ASPECTS = {
    "size": pgettext_lazy("form", "size"), "direction": pgettext_lazy("form", "direction"), "width": pgettext_lazy("form", "width"), "typeface": pgettext_lazy("form", "typeface"),
    "colour": pgettext_lazy("form", "colour"), "there": pgettext_lazy("form", "presence"), "page_1": pgettext_lazy("form", "on page 1"), "place": pgettext_lazy("form", "place"), "slant": pgettext_lazy("form", "slant"),
    "letters": pgettext_lazy("form", "letters"), "words": pgettext_lazy("form", "wording"), "weight": pgettext_lazy("form", "weight"), "rule": pgettext_lazy("form", "line below"),
    "colon": pgettext_lazy("form", "colon"), "zero": pgettext_lazy("form", "leading zero"), "signs": pgettext_lazy("form", "slash and hyphens"), "symbol": pgettext_lazy("form", "symbol"),
    "letters_of_kind": pgettext_lazy("form", "letters of the kind"), "town": pgettext_lazy("form", "name of the town"), "end_sign": pgettext_lazy("form", "sign at the end"),
    "edges": pgettext_lazy("form", "edges"), "indent": pgettext_lazy("form", "first-line indent"), "gap": pgettext_lazy("form", "gap between paragraphs"),
    "spacing": pgettext_lazy("form", "line spacing"), "academic": pgettext_lazy("form", "academic title"), "kept_copy": pgettext_lazy("form", "copy kept"), "dash": pgettext_lazy("form", "dash"),
    "ground": pgettext_lazy("form", "ground"), "overlap": pgettext_lazy("form", "share of the signature it covers"),
}  # fmt: skip
VALUES = {
    "bold": pgettext_lazy("form", "bold"), "not_bold": pgettext_lazy("form", "not bold"), "italic": pgettext_lazy("form", "italic"), "upright": pgettext_lazy("form", "upright"),
    "capitals": pgettext_lazy("form", "capitals"), "small_letters": pgettext_lazy("form", "small letters"), "not_centred": pgettext_lazy("form", "not in the middle"),
    "no_rule": pgettext_lazy("form", "no line"), "missing": pgettext_lazy("form", "missing"), "across": pgettext_lazy("form", "across"), "along": pgettext_lazy("form", "along the paper's length"),
    "not_black": pgettext_lazy("form", "not black"), "black": pgettext_lazy("form", "black"), "from_page_2": pgettext_lazy("form", "from page 2 on"), "not_shown": pgettext_lazy("form", "not shown"),
    "top_centre": pgettext_lazy("form", "in the middle of the top margin"), "at_foot": pgettext_lazy("form", "at the foot"), "required": pgettext_lazy("form", "required"),
    "right": pgettext_lazy("form", "right"), "left": pgettext_lazy("form", "left"), "first_capital": pgettext_lazy("form", "first letter capital"),
    "line_of_number": pgettext_lazy("form", "on the line of the number"), "other_line": pgettext_lazy("form", "on another line"),
    "kind_or_about": pgettext_lazy("form", "name of the kind, or “V/v” below the number"), "centre": pgettext_lazy("form", "in the middle"),
    "ragged": pgettext_lazy("form", "ragged"), "both_even": pgettext_lazy("form", "both even"), "written_out": pgettext_lazy("form", "written in full"), "none": pgettext_lazy("form", "none"),
    "line_of_title": pgettext_lazy("form", "level with the signer's title"), "no_sign": pgettext_lazy("form", "no sign"), "blue": pgettext_lazy("form", "blue"), "red": pgettext_lazy("form", "red"),
    "other": pgettext_lazy("form", "another colour"), "transparent": pgettext_lazy("form", "transparent"), "not_transparent": pgettext_lazy("form", "not transparent"),
    "between_title_and_name": pgettext_lazy("form", "in the middle between title and name"), "below_name": pgettext_lazy("form", "below the name"),
    "real_size": pgettext_lazy("form", "real size (about 36 mm)"), "top_right_page_1": pgettext_lazy("form", "top right of page 1"),
    "other_place": pgettext_lazy("form", "another place"), "33–50 %": pgettext_lazy("form", "a third to a half of the text's length"), "100 %": pgettext_lazy("form", "as long as the text"),
    "≈ 33 %": pgettext_lazy("form", "about a third"),
}  # fmt: skip
ERRORS = {
    "unreadable": _("This file cannot be read: it is damaged, locked, or not what its name says."),
    "unknown_kind": _("This is neither a PDF nor a Word file (.docx)."),
    "too_complex": _("This file is far too complicated to be checked."),
}
FORM_NAMES = {
    "decree30": _("Decree 30/2020/NĐ-CP, Appendix I"),
    "attachment": _("Attachment or copy in a file of its own (Decree 30/2020/NĐ-CP)"),
    "party": _("Documents of the Party (36-HD/VPTW)"),
}


UNJUDGED = {
    "scan": _("This is a scanned picture: no letters can be read in it, so its form cannot be judged."),
    "blank": _("There is no text in this file, so its form cannot be judged."),
    "foreign": _("This is no official document: it has neither the national title, nor a number, nor “Nơi nhận”. Its form is not judged."),
}  # fmt: skip
MISSING = _("Page %(page)s: %(component)s is missing (%(clause)s).")
MISSING_WANTED = _("Page %(page)s: %(component)s is missing; wanted: %(required)s (%(clause)s).")
NOT_WRITTEN = _("Page %(page)s, %(component)s: “%(measured)s” is not written here (%(clause)s).")
FOUND = _("Page %(page)s, %(component)s, %(aspect)s: found %(measured)s, wanted %(required)s (%(clause)s).")  # fmt: skip
PARTS_OF_CLAUSE = (
    _("Appendix I, part I, section %(section)s"), _("paragraph %(paragraph)s"), _("point %(point)s"),
)  # fmt: skip
WHERE = _("%(left)s mm from the left edge, %(foot)s mm from the lower edge")
OF_THE_TEXT = _("%(share)s of the text's length")
TO_COMPARE = _("letter of the clause not compared with the gazette yet")
CLAUSE = re.compile(r"^(?P<section>I{1,3}V?)\.(?P<paragraph>\d+)(?:\.(?P<point>\w))?$")
FIGURE = re.compile(r"[≥≈ ]*[\d.]+([ ×/–]+[\d.]+)*( ?(mm|pt|%))?")
QUOTED = frozenset({"words", "signs", "zero", "colon", "end_sign", "town", "symbol", "letters_of_kind", "dash", "typeface"})  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One deviation, told: ``sentence`` says all of it."""

    sentence: str
    rule: str
    clause: str
    what: str
    measured: str
    required: str
    page: int
    where: str
    text: str
    advice: bool


@dataclass(frozen=True)
class Told:
    """The whole result, told."""

    error: str
    form: str
    kind: str
    summary: str
    fits: bool
    wrong: list[Line]
    advice: list[Line]
    pages: int
    looked_at: int
    judged: bool = True


def told(answer: dict[str, Any]) -> Told:
    """Tell the child's answer; an error of the child is told as one of the file."""
    error = answer.get("error", "")
    if error:
        sentence = str(ERRORS.get(error, ERRORS["unreadable"]))
        return Told(sentence, "", "", sentence, False, [], [], 0, 0, judged=False)
    silent = next((one["rule"] for one in answer["deviations"] if one["rule"] in UNJUDGED), "")
    lines = [_line(one) for one in answer["deviations"] if one["rule"] not in UNJUDGED]
    wrong = [line for line in lines if not line.advice]
    summary = str(UNJUDGED[silent]) if silent else _summary(len(wrong))
    return Told(
        "", str(FORM_NAMES.get(answer["form"], answer["form"])), answer["kind"], summary, not wrong and not silent,
        wrong, [line for line in lines if line.advice], answer["pages"], answer["looked_at"], not silent,
    )  # fmt: skip


def _summary(count: int) -> str:
    if not count:
        return str(_("No deviation was found."))
    said = ngettext("%(count)s deviation from the form", "%(count)s deviations from the form", count)  # fmt: skip
    return said % {"count": count}


def _line(one: dict[str, Any]) -> Line:
    component = str(COMPONENTS.get(one["component"], one["component"]))
    aspect = str(ASPECTS.get(one["aspect"], one["aspect"]))
    box = one.get("box")
    where = str(WHERE % {"left": f"{box[0]:.0f}", "foot": f"{box[1]:.0f}"}) if box else ""
    return Line(
        _sentence(one, component, aspect), one["rule"], _clause(one["clause"]), f"{component}: {aspect}",
        _value(one["measured"]), _value(one["required"]), one["page"], where, one.get("text", ""),
        one["severity"] == "advice",
    )  # fmt: skip


def _sentence(one: dict[str, Any], component: str, aspect: str) -> str:
    measured, required = _value(one["measured"]), _value(one["required"])
    if one["aspect"] == "rule" and measured.endswith("%"):
        measured = str(OF_THE_TEXT) % {"share": measured}
    if one["aspect"] in QUOTED and one["measured"] not in VALUES:
        measured = f"“{measured}”"
    said = {
        "page": one["page"], "component": component, "aspect": aspect, "measured": measured,
        "required": required, "clause": _clause(one["clause"]),
    }  # fmt: skip
    if one["measured"] == "missing":
        if one["aspect"] != "there":
            said["component"] = f"{component} ({aspect})"
        pattern = MISSING if one["required"] == "required" else MISSING_WANTED
    elif one["required"] == "none":
        pattern, said["measured"] = NOT_WRITTEN, _value(one["measured"])
    else:
        pattern = FOUND
    return str(pattern) % said


def _clause(words: str) -> str:
    """Return the clause in words: “II.2.b” is Appendix I, part I, section II, paragraph 2, point b; and what is not compared yet."""
    name, _gap, doubt = words.partition(" [")
    found = CLAUSE.match(name)
    said = name.replace("Appendix", str(_("Appendix"))).replace(
        "HD 36", str(_("Guideline 36-HD/VPTW"))
    )
    if found:
        given = found.groupdict()
        parts = zip(PARTS_OF_CLAUSE, given.values(), strict=True)
        said = ", ".join(str(part) % given for part, value in parts if value)
    return f"{said}; {TO_COMPARE}" if doubt else said


def _value(word: str) -> str:
    """Return a word of the table, or a figure with the reader's decimal sign."""
    if word in VALUES:
        return str(VALUES[word])
    if FIGURE.fullmatch(word) and get_format("DECIMAL_SEPARATOR") == ",":
        return re.sub(r"(?<=\d)\.(?=\d)", ",", word)
    return word
