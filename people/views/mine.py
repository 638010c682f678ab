"""One's own page: details, password, devices."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.acts import act, form_act
from people import managing
from people.forms import OwnForm, PasswordForm
from people.models import User


@form_act
def profile(request: HttpRequest) -> HttpResponse:
    """Show one's details and change what is one's own: addresses."""
    form = OwnForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        managing.change_person(request.user, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("people:me")
    return _me(request, form=form, status=422 if form.is_bound else 200)


def _me(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    context = {
        "form": OwnForm(instance=request.user), "password_form": PasswordForm(request.user),
        "posts": request.user.posts.select_related("unit"), "lines": request.user.sign_ins.all()[:8], **more,
    }  # fmt: skip
    return render(request, "people/me.html", context, status=status)


@act
def change_password(request: HttpRequest) -> HttpResponse:
    """Change one's password; all other devices are signed out."""
    form = PasswordForm(request.user, request.POST)
    if not form.is_valid():
        return _me(request, status=422, password_form=form)
    user = managing.set_password(request.user, form.cleaned_data["new_password1"], by=request.user)
    update_session_auth_hash(request, user)
    messages.success(request, _("The password is changed; all other devices are signed out."))
    return redirect("people:me")


@act
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """Sign out on every other device."""
    user = managing.end_other_sessions(request.user, by=request.user)
    update_session_auth_hash(request, user)
    messages.success(request, _("All other devices are signed out."))
    return redirect("people:me")
