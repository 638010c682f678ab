"""What comes in about keys: files, passphrases, PINs, certificates, where a key lies. Secrets are never shown again."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.refused import Refused
from people.models import Unit
from signing.forms.acts import SECRET
from signing.ways.token import certificates_on

LARGEST = 256 * 1024  # bytes of a key file or of certificates
PHRASE = {"autocomplete": "off", "maxlength": "200"}


def secret(label: Any, *, required: bool = True, digits: bool = True) -> forms.CharField:
    """Make a field for a secret."""
    widget = forms.PasswordInput(attrs=SECRET if digits else PHRASE)
    return forms.CharField(
        label=label, max_length=200, strip=False, widget=widget, required=required
    )


class BeginForm(forms.Form):
    """The version that was shown, the key, and for remote signing the PIN and the code of the moment."""

    seen = forms.CharField(min_length=64, max_length=64, widget=forms.HiddenInput)
    key = forms.IntegerField(widget=forms.HiddenInput)
    pin = secret(_("PIN at the remote signing service"), required=False)
    otp = secret(_("Code of the moment (OTP)"), required=False)


class PressForm(forms.Form):
    """What a press for many papers needs: the PIN of a key of this server, PIN and code of a remote service, or nothing."""

    pin = secret(_("PIN of your key"), required=False)
    otp = secret(_("Code of the moment (OTP)"), required=False)

    def __init__(self, *args: Any, remote: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if remote:
            self.fields["pin"].label = _("PIN at the remote signing service")

    def secrets(self) -> dict[str, str]:
        """Return PIN and code; nothing from a form that cannot be read."""
        given = self.cleaned_data if self.is_valid() else {}
        return {"pin": given.get("pin", ""), "otp": given.get("otp", "")}


class FileForm(forms.Form):
    """Somebody's own PKCS#12 file."""

    file = forms.FileField(
        label=_("Key file (.p12, .pfx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".p12,.pfx"}),
    )
    passphrase = secret(_("Passphrase of the file"), digits=False)
    pin = secret(_("New PIN (at least 8 characters)"))
    again = secret(_("The new PIN again"))

    def clean(self) -> dict[str, Any]:
        """Refuse two different PINs and a file that is too large."""
        given = super().clean() or {}
        if given.get("pin") != given.get("again"):
            self.add_error("again", _("The two PINs are not the same."))
        return _small(self, given, "file")


class PinChangeForm(forms.Form):
    """The old PIN and the new one, twice."""

    pin = secret(_("Present PIN"))
    new = secret(_("New PIN (at least 8 characters)"))
    again = secret(_("The new PIN again"))

    def clean(self) -> dict[str, Any]:
        """Refuse two different PINs."""
        given = super().clean() or {}
        if given.get("new") != given.get("again"):
            self.add_error("again", _("The two PINs are not the same."))
        return given


class AgentForm(forms.Form):
    """The certificate of a token at somebody's own machine: shown by the agent, or as a file."""

    way = forms.ChoiceField(
        label=_("Program"), choices=[("agent", _("Nghị Sự agent")), ("vgca", _("VGCA agent"))]
    )
    file = forms.FileField(
        label=_("Certificate (.cer, .crt, .pem, .p7b)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".cer,.crt,.pem,.p7b,.p7c"}),
    )
    certificates = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LARGEST)
    challenge = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)
    proof = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        given = super().clean() or {}
        if not given.get("file") and not given.get("certificates"):
            self.add_error("file", _("Choose the file of your certificate."))
        return _small(self, given, "file")


class TokenForm(forms.Form):
    """A key on a token or HSM at the server: which, and the PIN that proves it signs."""

    place = forms.ChoiceField(label=_("Key on the token"))
    pin = secret(_("PIN of the token (it counts wrong ones)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places()  # type: ignore[attr-defined]


class RemoteForm(forms.Form):
    """A key at a remote signing service."""

    service = forms.ChoiceField(label=_("Service"))
    credential = forms.CharField(label=_("Number of the key there"), max_length=100)
    later = forms.BooleanField(
        label=_("I confirm on my telephone"),
        help_text=_("The service answers when you have confirmed there; this page goes on waiting by itself."),
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [(name, name) for name in settings.CSC_SERVICES]  # type: ignore[attr-defined]


class OwnerForm(forms.Form):
    """Whose key an administrator brings in: a person's or a unit's seal."""

    unit = forms.ModelChoiceField(label=_("Unit whose seal it is"), queryset=Unit.objects.all())


def places() -> list[tuple[str, str]]:
    """Return the keys on the tokens of ``settings.PKCS11_TOKENS``: "library/token/id" and what is shown."""
    found = []
    for place in settings.PKCS11_TOKENS:
        library, _slash, token = place.partition("/")
        try:
            listed = certificates_on(library, token)
        except Refused:
            continue
        found += [(f"{place}/{one['id']}", f"{token}: {one['label']}") for one in listed]
    return found


def options_of(place: str) -> dict[str, str]:
    """Return a token key's place as its options."""
    library, token, ident = place.split("/")
    return {"library": library, "token": token, "id": ident}


def _small(form: forms.Form, given: dict[str, Any], name: str) -> dict[str, Any]:
    file: UploadedFile | None = given.get(name)
    if file is not None and (file.size or 0) > LARGEST:
        form.add_error(name, _("The file is too large for this."))
    return given
