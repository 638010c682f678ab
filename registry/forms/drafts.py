"""What comes in around drafts."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.access import units_of
from people.models import Unit, User
from registry.access import agencies
from registry.addressed import lines
from registry.kinds import DECREE, KINDS
from registry.models import Draft, KindUse, Series
from registry.queries.drafts import signers, usual_capacity
from registry.states import Secrecy, Urgency

LINES = forms.Textarea(attrs={"rows": 3})


def kind_choices(hidden: set[str] | None = None) -> list[tuple[str, Any]]:
    """Return the kinds for a list, the State's and the Party's apart, in the reader's language."""
    english = get_language() == "en"
    groups: dict[Any, list[tuple[str, str]]] = {}
    for kind in KINDS.values():
        if kind.code not in (hidden or set()):
            law = (
                _("Decree 30/2020") if kind.family == DECREE else _("Party documents (36-HD/VPTW)")
            )
            name = f"{kind.english} – {kind.name}" if english else kind.name
            groups.setdefault(law, []).append((kind.code, f"{name} ({kind.letters})" if kind.letters else name))  # fmt: skip
    return list(groups.items())


class SignerField(forms.ModelChoiceField):
    """Somebody who signs, with the title that tells two people of one name apart."""

    def label_from_instance(self, obj: Any) -> str:
        """Return name and title."""
        title = next((post.title for post in obj.posts.all()), "")
        return f"{obj}, {title}" if title else str(obj)


class HeadForm(forms.Form):
    """What stands around the text."""

    subject = forms.CharField(label=_("What it is about"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
    signer = SignerField(label=_("Who signs"), queryset=User.objects.none(), empty_label=_("Choose…"))  # fmt: skip
    capacity = forms.CharField(label=_("Signs as (TM., KT., TL., TUQ.), one line each; empty: as usual"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
    addressees = forms.CharField(label=_("To (“Kính gửi”), one a line"), required=False, widget=LINES)  # fmt: skip
    recipients = forms.CharField(label=_("Recipients (“Nơi nhận”), one a line"), required=False, widget=LINES)  # fmt: skip
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices, required=False)
    secrecy = forms.ChoiceField(label=_("Secrecy"), choices=Secrecy.choices, required=False)
    goes_public = forms.BooleanField(label=_("Put before the public when it is issued"), required=False)  # fmt: skip
    series = forms.ModelChoiceField(label=_("Numbered in a series of its own"), queryset=Series.objects.none(), required=False, empty_label=_("As usual for its kind"))  # fmt: skip

    def __init__(self, *args: Any, user: User, draft: Draft | None = None, **kwargs: Any) -> None:
        if draft is not None:
            kwargs["initial"] = {
                "subject": draft.subject, "signer": draft.signer_id, "capacity": draft.capacity,
                "addressees": "\n".join(draft.addressees), "recipients": "\n".join(draft.recipients),
                "urgency": draft.urgency, "secrecy": draft.secrecy, "goes_public": draft.goes_public, "series": draft.series_id,
            }  # fmt: skip
        super().__init__(*args, **kwargs)
        own = agencies(user)
        known = signers(user) | User.objects.filter(pk=draft.signer_id if draft else 0).distinct()
        self.fields["signer"].queryset = known.distinct().prefetch_related("posts")  # type: ignore[attr-defined]
        unit = [draft.agency] if draft else own
        series = Series.objects.filter(unit__in=unit, closed=False).exclude(letters="")
        self.fields["series"].queryset = series  # type: ignore[attr-defined]
        if not series.exists():
            del self.fields["series"]
        if not settings.INDEPENDENT_LAN:
            del self.fields["secrecy"]

    def clean_addressees(self) -> list[str]:
        """Return the lines that say something."""
        return lines(self.cleaned_data["addressees"])

    def clean_recipients(self) -> list[str]:
        """Return the lines that say something."""
        return lines(self.cleaned_data["recipients"])

    def clean_urgency(self) -> str:
        """Return the urgency, none when nothing was said."""
        return self.cleaned_data["urgency"] or Urgency.NONE

    def clean_secrecy(self) -> str:
        """Return the secrecy, none when nothing was said."""
        return self.cleaned_data["secrecy"] or Secrecy.NONE


class NewForm(HeadForm):
    """A new draft: its kind and agency, and its head."""

    kind = forms.ChoiceField(label=_("Kind of document"))
    agency = forms.ModelChoiceField(label=_("Issued by"), queryset=Unit.objects.none(), empty_label=None)  # fmt: skip
    unit = forms.ModelChoiceField(label=_("Drafting unit"), queryset=Unit.objects.none(), empty_label=None)  # fmt: skip
    reply_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    reply_label = forms.CharField(label=_("In answer to"), required=False, max_length=300)
    field_order = ("kind", "agency", "unit", "subject", "signer", "capacity", "reply_label")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        own = agencies(user)
        hidden = set(KindUse.objects.filter(unit__in=own[:1], offered=False).values_list("kind", flat=True))  # fmt: skip
        self.fields["kind"].choices = kind_choices(hidden)  # type: ignore[attr-defined]
        self.fields["agency"].queryset = Unit.objects.filter(pk__in=[one.pk for one in own])  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units_of(user)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Fill in the capacity in which the signer usually signs."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("signer") and data.get("agency") and not data.get("capacity"):
            data["capacity"] = usual_capacity(data["signer"], data["agency"], data.get("kind", ""))
        return data


class PeopleForm(forms.Form):
    """Who is asked, or writes too."""

    people = forms.ModelMultipleChoiceField(label=_("Who is asked"), queryset=User.objects.none())
    due_on = forms.DateField(label=_("Opinion wanted by"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))  # fmt: skip
    writes = forms.BooleanField(label=_("They write, too"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, posts__isnull=False).exclude(pk=user.pk)
        self.fields["people"].queryset = people.distinct()  # type: ignore[attr-defined]


class SendForm(forms.Form):
    """Who initials first, and why it is sent though remarks are open."""

    initials = forms.ModelMultipleChoiceField(label=_("Who initials first (ký nháy), in this order"), queryset=User.objects.none(), required=False)  # fmt: skip
    anyway = forms.CharField(label=_("Why it is sent though remarks are open"), max_length=200, required=False)  # fmt: skip

    def __init__(self, *args: Any, user: User, remarks: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, posts__isnull=False).exclude(pk=user.pk)
        self.fields["initials"].queryset = people.distinct()  # type: ignore[attr-defined]
        if not remarks:
            del self.fields["anyway"]


class SignerForm(forms.Form):
    """Who signs instead, and in which capacity."""

    signer = forms.ModelChoiceField(label=_("Who signs"), queryset=User.objects.none(), empty_label=_("Choose…"), help_text=_("The paper is taken back, printed with this name and sent again at once. Who initialled is asked again."))  # fmt: skip
    capacity = forms.CharField(label=_("Signs as (TM., KT., TL., TUQ.), one line each; empty: as usual"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def __init__(self, *args: Any, user: User, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].queryset = signers(user).exclude(pk=draft.signer_id)  # type: ignore[attr-defined]


class FileForm(forms.Form):
    """A PDF or Word file."""

    title = forms.CharField(label=_("Title"), max_length=300, required=False)
    file = forms.FileField(label=_("PDF or Word file"), error_messages={"required": _("Please choose a file.")}, widget=forms.FileInput(attrs={"accept": ".pdf,.doc,.docx,.odt,.rtf"}))  # fmt: skip


class WhyForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
