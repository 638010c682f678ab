"""What comes in around the outgoing register, copies and the catalogue of kinds."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import today
from people.models import Unit, User
from registry.actions.issuing import To
from registry.actions.outgoing import OnPaper
from registry.addressed import lines
from registry.forms.drafts import LINES, SignerField, kind_choices
from registry.models import Issue
from registry.queries.recipients import Meant
from registry.states import CopyForm, Way

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LETTER = re.compile(r"^(?P<name>[^<>]+)<(?P<address>[^<>\s]+)>$")


class IssueForm(forms.Form):
    """To whom a document goes: units here; others by e-mail (“Name <address>”), by the exchange, on paper."""

    units = forms.ModelMultipleChoiceField(label=_("Units in this system"), queryset=Unit.objects.none(), required=False)  # fmt: skip
    people = forms.ModelMultipleChoiceField(label=_("People in this system"), queryset=User.objects.none(), required=False)  # fmt: skip
    email = forms.CharField(label=_("By e-mail, one a line: Name <address>"), required=False, widget=LINES)  # fmt: skip
    exchange = forms.CharField(label=_("By the document exchange, one a line: Name <organisation code>"), required=False, widget=LINES)  # fmt: skip
    paper = forms.CharField(label=_("On paper, one a line"), required=False, widget=LINES)

    def __init__(
        self, *args: Any, issue: Issue, meant: Sequence[Meant] = (), **kwargs: Any
    ) -> None:
        """Begin with the units that the document itself names (``meant``)."""
        kwargs["initial"] = {"units": [unit.pk for line in meant for unit in line.units]}
        super().__init__(*args, **kwargs)
        others = Unit.objects.filter(closed_on=None).exclude(pk=issue.agency_id)
        self.fields["units"].queryset = others  # type: ignore[attr-defined]
        people = User.objects.filter(is_active=True, posts__isnull=False).distinct()
        self.fields["people"].queryset = people  # type: ignore[attr-defined]

    def clean_email(self) -> list[To]:
        """Return the letters; a line without an address says which."""
        return [self._addressed(row, Way.EMAIL) for row in lines(self.cleaned_data["email"])]

    def clean_exchange(self) -> list[To]:
        """Return the recipients in the exchange."""
        return [self._addressed(row, Way.EXCHANGE) for row in lines(self.cleaned_data["exchange"])]

    def clean_paper(self) -> list[To]:
        """Return who gets it on paper."""
        return [To(row, Way.PAPER) for row in lines(self.cleaned_data["paper"])]

    def clean(self) -> dict[str, Any]:
        """Ask for somebody to send to."""
        data = super().clean() or {}
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(_("Choose a unit or a person, or write a line: nobody is named yet."))  # fmt: skip
        return data

    def recipients(self) -> list[To]:
        """Return everybody."""
        data = self.cleaned_data
        inside = [To(unit.name, Way.INSIDE, unit=unit) for unit in data["units"]]
        inside += [To(str(person), Way.INSIDE, who=person) for person in data["people"]]
        return [*inside, *data["email"], *data["exchange"], *data["paper"]]

    @staticmethod
    def _addressed(row: str, way: Way) -> To:
        match = LETTER.match(row)
        if match is None:
            raise forms.ValidationError(_("“%(row)s” has no address in <…>."), params={"row": row})
        return To(match["name"].strip(" ;"), way, address=match["address"])


class EntryForm(forms.Form):
    """What the register says beside number, day and text."""

    signer = forms.CharField(label=_("Signed by"), max_length=200, required=False)
    recipients = forms.CharField(label=_("Recipients, one a line"), required=False, widget=LINES)
    keeper = forms.CharField(label=_("Who keeps the file copy"), max_length=200, required=False)
    copies = forms.IntegerField(label=_("Number of copies"), min_value=1, max_value=9999)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, issue: Issue, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "signer": issue.signer, "recipients": "\n".join(issue.recipients), "keeper": issue.keeper,
            "copies": issue.copies, "note": issue.note,
        }  # fmt: skip
        super().__init__(*args, **kwargs)

    def clean_recipients(self) -> list[str]:
        """Return the lines that say something."""
        return lines(self.cleaned_data["recipients"])


class PaperForm(forms.Form):
    """A document numbered by hand on paper."""

    kind = forms.ChoiceField(label=_("Kind of document"))
    number = forms.IntegerField(label=_("Number on the paper"), min_value=1, max_value=999_999)
    on = forms.DateField(label=_("Day of the document"), widget=DAY, initial=today)
    subject = forms.CharField(label=_("What it is about"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
    signer = forms.CharField(label=_("Signed by"), max_length=200)
    recipients = forms.CharField(label=_("Recipients, one a line"), required=False, widget=LINES)
    drafter = forms.CharField(label=_("Letters of the drafting unit (of an official letter)"), max_length=24, required=False)  # fmt: skip
    file = forms.FileField(label=_("Scan (PDF), if there is one"), required=False, widget=forms.FileInput(attrs={"accept": ".pdf"}))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices()  # type: ignore[attr-defined]

    def given(self) -> OnPaper:
        """Return the document as the action takes it."""
        data = {key: value for key, value in self.cleaned_data.items() if key != "file"}
        return OnPaper(**{**data, "recipients": tuple(lines(data["recipients"]))})


class AsideForm(forms.Form):
    """Numbers to be set aside."""

    kind = forms.ChoiceField(label=_("Kind of document"))
    count = forms.IntegerField(label=_("How many numbers"), min_value=1, max_value=50, initial=1)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices()  # type: ignore[attr-defined]


class CopyMakingForm(forms.Form):
    """A copy: its form, the pages of an extract, for whom, who signs."""

    form = forms.ChoiceField(label=_("Form of the copy"), choices=CopyForm.choices)
    pages = forms.CharField(label=_("Pages of an extract, e.g. 1-3, 7"), max_length=100, required=False)  # fmt: skip
    label = forms.CharField(label=_("The document, as the copy names it"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
    recipients = forms.CharField(label=_("Recipients, one a line"), required=False, widget=LINES)
    signer = SignerField(label=_("Who signs"), queryset=User.objects.none(), empty_label=_("Choose…"))  # fmt: skip
    capacity = forms.CharField(label=_("Signs as (TM., KT., TL., TUQ.), one line each; empty: as usual"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
    from_scan = forms.BooleanField(label=_("Made from a scan of the original on paper (at least 200 dpi, in colour)"), required=False)  # fmt: skip

    def __init__(self, *args: Any, signers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].queryset = signers.prefetch_related("posts")  # type: ignore[attr-defined]

    def clean_recipients(self) -> tuple[str, ...]:
        """Return the lines that say something."""
        return tuple(lines(self.cleaned_data["recipients"]))
