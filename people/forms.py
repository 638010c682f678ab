"""What comes in about people: units, persons, posts, titles."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from people.models import Position, Post, Role, Unit, User


class UnitForm(forms.ModelForm[Unit]):
    """A unit and its place."""

    class Meta:
        model = Unit
        fields: ClassVar = ["name", "short", "code", "kind", "parent", "position"]
        labels: ClassVar = {"parent": _("Stands below"), "position": _("Place in the list")}

    def __init__(self, *args: Any, managed: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents = Unit.objects.filter(pk__in=managed, closed_on=None).exclude(pk=self.instance.pk)
        field = self.fields["parent"]
        field.queryset = parents  # type: ignore[attr-defined]
        field.empty_label = _("No unit above")  # type: ignore[attr-defined]
        if self.instance.parent_id and self.instance.parent_id not in managed:
            del self.fields["parent"]
        elif not self.instance.pk or self.instance.parent_id:
            field.required = True
            field.empty_label = _("Choose…")  # type: ignore[attr-defined]


class PersonForm(forms.ModelForm[User]):
    """Name and addresses of a person."""

    class Meta:
        model = User
        fields: ClassVar = ["full_name", "email", "phone"]


class NewPersonForm(forms.Form):
    """A new person with a first post; the password is set by the person, through a link."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    username = forms.CharField(
        label=_("Sign-in name"), max_length=64,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._@-]*$", _("Small letters without marks, digits, dot, dash."))],
    )  # fmt: skip
    email = forms.EmailField(label=_("E-mail"), required=False)


class PostForm(forms.ModelForm[Post]):
    """A post: unit, title, role."""

    class Meta:
        model = Post
        fields: ClassVar = ["unit", "title", "role", "is_head"]

    def __init__(self, *args: Any, managed: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=managed, closed_on=None)  # type: ignore[attr-defined]
        self.fields["unit"].empty_label = _("Choose…")  # type: ignore[attr-defined]
        self.fields["title"].widget.attrs["list"] = "positions"
        self.fields["role"].help_text = _(
            "Official: takes part. Leader: also chairs, assigns, signs. Clerk: prepares, numbers, seals. Administrator: manages people."
        )
        self.fields["role"].initial = Role.OFFICIAL


class PositionForm(forms.ModelForm[Position]):
    """A title of the catalogue."""

    class Meta:
        model = Position
        fields: ClassVar = ["name", "rank"]

    def validate_unique(self) -> None:
        """Take a title that is there already: its place in the order is changed."""


class PasswordForm(PasswordChangeForm):  # type: ignore[type-arg]
    """The old password and the new one, twice; it does not take the page's focus, for it is not what the page is about."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].widget.attrs.pop("autofocus", None)


class OwnForm(forms.ModelForm[User]):
    """What a person changes about themselves: where they are reached."""

    class Meta:
        model = User
        fields: ClassVar = ["email", "phone"]
