"""What comes in as an answer: a choice and words for each matter, words to the whole, a file."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.office_files import ACCEPT
from opinions.actions import Filled
from opinions.models import Matter, Sheet
from opinions.states import Choice

CHOICES = [(choice.value, choice.label) for choice in Choice]


class SheetForm(forms.Form):
    """The sheet: ``choice_7`` and ``text_7`` for the matter 7; ``whole`` asks for every matter, a draft for none."""

    words = forms.CharField(
        label=_("Words to the whole"), max_length=8000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    file = forms.FileField(
        label=_("File with your opinion (PDF)"), required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )  # fmt: skip
    drop_file = forms.BooleanField(label=_("Leave out the file kept so far"), required=False)

    def __init__(
        self,
        *args: Any,
        matters: list[Matter],
        sheet: Sheet | None,
        whole: bool = True,
        scan: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.matters = matters
        if scan:
            self.fields["file"].required = True
            self.fields["file"].label = _("Scan of the paper sheet (PDF)")
        had = {reply.matter_id: reply for reply in sheet.replies.all()} if sheet else {}
        for matter in matters:
            reply = had.get(matter.pk)
            self.fields[f"choice_{matter.pk}"] = forms.ChoiceField(
                label=matter.question, choices=CHOICES, widget=forms.RadioSelect, required=whole,
                initial=reply.choice if reply else "",
                error_messages={"required": _("Please choose one.")},
            )  # fmt: skip
            self.fields[f"text_{matter.pk}"] = forms.CharField(
                label=pgettext_lazy("opinion", "In your own words"), required=False, max_length=8000, initial=reply.text if reply else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        if sheet is None or sheet.file_id is None:
            del self.fields["drop_file"]
        self.whole = whole
        if sheet:
            self.fields["words"].initial = sheet.words

    def clean(self) -> dict[str, Any]:
        """Check that another opinion is said in words."""
        given = super().clean() or self.cleaned_data
        for matter in self.matters if self.whole else ():
            other = given.get(f"choice_{matter.pk}") == Choice.OTHER
            if other and not given.get(f"text_{matter.pk}"):
                self.add_error(f"text_{matter.pk}", _("Please write your other opinion."))
        return given

    def questions(self) -> Iterator[tuple[Matter, forms.BoundField, forms.BoundField]]:
        """Yield each matter with its two fields."""
        for matter in self.matters:
            yield matter, self[f"choice_{matter.pk}"], self[f"text_{matter.pk}"]

    def filled(self) -> Filled:
        """Return what was filled in."""
        given = self.cleaned_data
        replies = {
            matter.pk: (given.get(f"choice_{matter.pk}", ""), given.get(f"text_{matter.pk}", ""))
            for matter in self.matters
        }
        extra = {"drop_file": given.get("drop_file", False)}
        return Filled(replies, given.get("words", ""), given.get("file"), extra)
