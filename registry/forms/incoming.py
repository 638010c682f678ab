"""What comes in about incoming documents."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from documents.office_files import ACCEPT
from people.models import Unit, User
from registry.actions.incoming import MOST_FILES, Facts
from registry.incoming_states import Arrival
from registry.kinds import DECREE, KINDS
from registry.models import Incoming
from registry.states import Secrecy, Urgency

BY_HAND = [(Arrival.SCAN, Arrival.SCAN.label), (Arrival.EMAIL, Arrival.EMAIL.label)]


class Picker(forms.ClearableFileInput):
    """A file control that takes several files."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """The document first, its attachments after it."""

    def clean(self, data: Any, _initial: Any = None) -> list[Any]:
        """Return the uploads."""
        uploads = [one for one in (data if isinstance(data, list) else [data]) if one]
        if not uploads:
            raise forms.ValidationError(_("Please choose the file of the document."))
        if len(uploads) > MOST_FILES:
            raise forms.ValidationError(_("Too many files at once."))
        return uploads


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of documents, the commonest first, in the reader's language."""
    english = get_language() == "en"
    rows = [
        (kind.code, f"{kind.english} – {kind.name}" if english else kind.name)
        for kind in KINDS.values()
        if kind.family == DECREE
    ]
    return [("", "–"), *sorted(rows, key=lambda row: row[0] != "cv")]


class FactsForm(forms.Form):
    """What the register says of a document."""

    subject = forms.CharField(label=_("Subject"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    notation = forms.CharField(label=_("Number and symbol"), max_length=60, required=False)
    dated_on = forms.DateField(label=_("Day of the document"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=kinds, required=False)
    signer = forms.CharField(label=_("Signed by"), max_length=200, required=False)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices)
    secrecy = forms.ChoiceField(label=_("Secrecy"), choices=Secrecy.choices)
    due_on = forms.DateField(label=_("Deadline the document sets"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def facts(self) -> Facts:
        """Return what was typed."""
        return Facts(**{name: self.cleaned_data[name] for name in FactsForm.base_fields})


class ReceiveForm(FactsForm):
    """A document that came by hand or by e-mail."""

    files = Files(label=_("Document and attachments (PDF or Word; the document first)"), widget=Picker(attrs={"accept": ACCEPT}))  # type: ignore[assignment]  # fmt: skip
    agency = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Receiving agency"), empty_label=None
    )
    arrival = forms.ChoiceField(label=_("How it came"), choices=BY_HAND)
    field_order = ("files", "agency", "arrival")

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


class RegisterForm(FactsForm):
    """The entry, looked over before it gets its number."""

    despite = forms.BooleanField(label=_("I have seen the warning; register it nevertheless"), required=False)  # fmt: skip

    def __init__(self, *args: Any, row: Incoming, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if row.genuine != "broken" and row.same_as is None:
            del self.fields["despite"]


class SubmitForm(forms.Form):
    """To whom it is submitted, and what the clerk proposes."""

    leader = forms.ModelChoiceField(User.objects.none(), label=_("To"), empty_label=None)
    proposal = forms.CharField(label=_("Proposed: who leads, who supports, until when"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("E.g. “Giao Sở Xây dựng chủ trì, Sở Tài chính phối hợp, trước ngày 30/11”: the leader finds it filled in."))  # fmt: skip

    def __init__(self, *args: Any, leaders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]


def leads() -> list[tuple[str, Any]]:
    """All units, then all people with a post, as one grouped list (two queries)."""
    people = User.objects.filter(is_active=True, posts__isnull=False).distinct()
    return [
        ("", _("Choose…")),
        (str(_("Units")), [(f"unit.{unit.pk}", str(unit)) for unit in Unit.objects.filter(closed_on=None)]),
        (str(_("People")), [(f"person.{user.pk}", str(user)) for user in people]),
    ]  # fmt: skip


class DirectForm(forms.Form):
    """The leader's direction."""

    text = forms.CharField(label=_("Direction"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))  # fmt: skip
    lead = forms.ChoiceField(label=_("Leads"), choices=leads)
    supporters = forms.ModelMultipleChoiceField(Unit.objects.filter(closed_on=None), label=_("Supports"), required=False, widget=forms.SelectMultiple(attrs={"size": 6}))  # fmt: skip
    due_on = forms.DateField(label=_("Deadline"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))  # fmt: skip

    def clean_lead(self) -> Unit | User:
        """Return the unit or the person."""
        kind, _dot, pk = str(self.cleaned_data["lead"]).partition(".")
        rows: Any = Unit.objects if kind == "unit" else User.objects.filter(is_active=True)
        found: Unit | User | None = rows.filter(pk=pk).first()
        if found is None:
            raise forms.ValidationError(_("Please choose who leads."))
        return found


class ReasonForm(forms.Form):
    """A reason, or how it was dealt with."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
