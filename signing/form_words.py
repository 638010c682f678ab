"""What the checker of forms says, in the reader's language."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

COMPONENTS = {
    "paper": _("Paper"), "margin_top": _("Top margin"), "margin_bottom": _("Bottom margin"),
    "margin_left": _("Left margin"), "margin_right": _("Right margin"), "letters": _("Letters"),
    "page_number": _("Page number"), "nation": _("National title"), "motto": _("Motto"),
    "party": _("Title of the Party"), "superior": _("Superior authority"), "agency": _("Issuing authority"),
    "number": _("Number and symbol"), "date": _("Place and date"), "kind": _("Name of the kind"),
    "subject": _("Subject"), "about": _("Subject of the letter"), "grounds": _("Grounds"), "body": _("Body"),
    "capacity": _("Signer's title"), "name": _("Signer's name"), "recipients_heading": _("“Nơi nhận”"),
    "recipient": _("Recipients"), "hand": _("Picture of the signature"), "seal": _("Picture of the seal"),
    "mark": _("Agency's mark on an attachment"), "document": _("Document"),
}  # fmt: skip
ASPECTS = {
    "size": _("size"), "direction": _("direction"), "width": _("width"), "typeface": _("typeface"),
    "colour": _("colour"), "there": _("presence"), "page_1": _("on page 1"), "place": _("place"), "slant": _("slant"),
    "letters": _("letters"), "words": _("wording"), "weight": _("weight"), "rule": _("line below"),
    "colon": _("colon"), "zero": _("leading zero"), "signs": _("slash and hyphens"), "symbol": _("symbol"),
    "letters_of_kind": _("letters of the kind"), "town": _("name of the town"), "end_sign": _("sign at the end"),
    "edges": _("edges"), "indent": _("first-line indent"), "gap": _("gap between paragraphs"),
    "spacing": _("line spacing"), "academic": _("academic title"), "kept_copy": _("copy kept"), "dash": _("dash"),
    "ground": _("ground"), "overlap": _("share of the signature it covers"),
}  # fmt: skip
VALUES = {
    "bold": _("bold"), "not_bold": _("not bold"), "italic": _("italic"), "upright": _("upright"),
    "capitals": _("capitals"), "small_letters": _("small letters"), "not_centred": _("not in the middle"),
    "no_rule": _("no line"), "missing": _("missing"), "across": _("across"), "along": _("along the paper's length"),
    "not_black": _("not black"), "black": _("black"), "from_page_2": _("from page 2 on"), "not_shown": _("not shown"),
    "top_centre": _("in the middle of the top margin"), "at_foot": _("at the foot"), "required": _("required"),
    "right": _("right"), "left": _("left"), "first_capital": _("first letter capital"),
    "line_of_number": _("on the line of the number"), "other_line": _("on another line"),
    "kind_or_about": _("name of the kind, or “V/v” below the number"), "centre": _("in the middle"),
    "ragged": _("ragged"), "both_even": _("both even"), "written_out": _("written in full"), "none": _("none"),
    "line_of_title": _("level with the signer's title"), "no_sign": _("no sign"), "blue": _("blue"), "red": _("red"),
    "other": _("another colour"), "transparent": _("transparent"), "not_transparent": _("not transparent"),
    "between_title_and_name": _("in the middle between title and name"), "below_name": _("below the name"),
    "real_size": _("real size (about 36 mm)"), "top_right_page_1": _("top right of page 1"),
    "other_place": _("another place"), "scan": _("scanned picture, nothing can be read"), "letters": _("text"),
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


@dataclass(frozen=True)
class Line:
    """One deviation, told."""

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


def told(answer: dict[str, Any]) -> Told:
    """Tell the child's answer; an error of the child is told as one of the file."""
    error = answer.get("error", "")
    if error:
        sentence = str(ERRORS.get(error, ERRORS["unreadable"]))
        return Told(sentence, "", "", sentence, False, [], [], 0, 0)
    lines = [_line(one) for one in answer["deviations"]]
    wrong = [line for line in lines if not line.advice]
    summary = (
        ngettext(
            "%(count)s deviation from the form", "%(count)s deviations from the form", len(wrong)
        )
        % {"count": len(wrong)}
        if wrong
        else str(_("No deviation was found."))
    )
    return Told(
        "", str(FORM_NAMES.get(answer["form"], answer["form"])), answer["kind"], summary, not wrong,
        wrong, [line for line in lines if line.advice], answer["pages"], answer["looked_at"],
    )  # fmt: skip


def _line(one: dict[str, Any]) -> Line:
    what = f"{COMPONENTS.get(one['component'], one['component'])}: {ASPECTS.get(one['aspect'], one['aspect'])}"
    box = one.get("box")
    where = f"{box[0]:.0f}, {box[1]:.0f} mm" if box else ""
    return Line(
        one["rule"], one["clause"], what, _value(one["measured"]), _value(one["required"]), one["page"], where,
        one.get("text", ""), one["severity"] == "advice",
    )  # fmt: skip


def _value(word: str) -> str:
    return str(VALUES.get(word, word))
