"""What an administrator fills in about the trust store."""

import datetime as dt

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.clock import today
from people.models import Unit
from signing.certificates import LARGEST, LARGEST_LIST, Described, Unreadable, read_authorities
from signing.models import RetiredWhy

ACCEPTED = ".pem,.crt,.cer,.der,.p7b,.p7c,.crl,.ors,application/x-x509-ca-cert,application/pkix-cert,application/pkix-crl"


class UploadForm(forms.Form):
    """A file with certificates of authorities, a list of withdrawn ones, or an OCSP answer."""

    file = forms.FileField(
        label=_("Certificate (PEM, DER, P7B), list of withdrawn ones (CRL) or OCSP answer"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is too big to be either."""
        given: UploadedFile = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST_LIST:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s MB."), params={"limit": LARGEST_LIST >> 20}
            )
        return given


class PinForm(forms.Form):
    """An agency's seal whose key lies elsewhere: its certificate, and the unit it belongs to."""

    unit = forms.ModelChoiceField(
        label=_("Agency"), queryset=Unit.objects.filter(closed_on=None), empty_label=_("Choose…")
    )
    file = forms.FileField(
        label=_("Certificate of the seal (PEM or DER)"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    typed = forms.CharField(
        label=_("Last 8 characters of the fingerprint, as the agency published it"),
        min_length=8, max_length=12, widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    why = forms.CharField(label=_("Why (document, date)"), max_length=300)

    def clean_file(self) -> Described:
        """Return the first certificate of the file that is no authority's."""
        given: UploadedFile = self.cleaned_data["file"]
        try:
            found = read_authorities(given.read(LARGEST))
        except Unreadable as error:
            raise forms.ValidationError(_("No certificate can be read in this file.")) from error
        seal = next((one for one in found if one.fault == "leaf"), None)
        if seal is None:
            raise forms.ValidationError(
                _("This is the certificate of an authority, not of a seal.")
            )
        return seal


class NarrowForm(forms.Form):
    """What an authority is believed for."""

    signers = forms.BooleanField(label=_("Signatures of people and agencies"), required=False)
    timestamps = forms.BooleanField(label=_("Timestamps"), required=False)


class BelieveForm(NarrowForm):
    """The fingerprint's end as it was compared, why the authority is believed, what for."""

    der = forms.CharField(widget=forms.HiddenInput, max_length=1 << 20)
    typed = forms.CharField(
        label=_("Last 8 characters of the fingerprint, as the authority published it"),
        min_length=8, max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "fingerprint"}),
    )  # fmt: skip
    why = forms.CharField(label=_("Why it is trusted (document, date)"), max_length=300)
    signers = forms.BooleanField(label=_("Signatures of people and agencies"), required=False, initial=True)  # fmt: skip
    timestamps = forms.BooleanField(label=_("Timestamps"), required=False, initial=True)
    field_order = ("typed", "why", "signers", "timestamps", "der")


class RetireForm(forms.Form):
    """Since when an authority is no longer believed, how that came, the reason."""

    on = forms.DateField(
        label=_("No longer trusted from"), initial=today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    how = forms.ChoiceField(label=_("General reason"), choices=RetiredWhy.choices, widget=forms.RadioSelect)  # fmt: skip
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def clean_on(self) -> dt.datetime:
        """Return the first moment of the day, city time."""
        return timezone.make_aware(dt.datetime.combine(self.cleaned_data["on"], dt.time.min))
