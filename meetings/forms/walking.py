"""Why an item is deferred: a usual reason in one press, or one's own words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

REASONS = (
    _("No time is left for it in this session."),
    _("Its papers are not complete."),
    _("Whoever presents it is not here."),
    _("Further opinions are needed."),
)


class DeferForm(forms.Form):
    """A reason chosen or written; the written one counts."""

    usual = forms.ChoiceField(label=_("Usual reasons"), required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason in your own words"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["usual"].choices = [(str(one), one) for one in REASONS]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Take the written reason, else the chosen one."""
        data = super().clean() or {}
        data["reason"] = " ".join((data.get("reason") or data.get("usual") or "").split())
        if not data["reason"]:
            self.add_error("reason", _("Please say why the item is deferred."))
        return data
