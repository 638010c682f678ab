"""The front door: signing in, signing out, one's language."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import kept_form
from people import actions, managing, queries
from people.throttle import Throttled


class SignIn(Throttled, views.LoginView):
    """The sign-in page; in demonstration mode with four ready choices."""

    template_name = "people/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the ready sign-ins of the demonstration."""
        carried = {"demo_people": queries.demo_people(), "kept": kept_form.carried(self.request)}
        return super().get_context_data(**kwargs) | carried

    def get_success_url(self) -> str:
        """Lead to the form that waited for this person, else on."""
        return kept_form.take_in(self.request) or super().get_success_url()

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in; from now on the forms in this browser are theirs."""
        return kept_form.remember(super().form_valid(form), form.get_user())


def sign_in_first(request: HttpRequest, sealed: str, where: str) -> HttpResponse:
    """Show the sign-in page with a sealed form in it; ``where`` one goes on to, when the form is not one's own."""
    view = SignIn()
    view.setup(request)
    context = {"form": view.form_class(request), "kept": sealed, "next": where}
    context["demo_people"] = queries.demo_people()
    return render(request, view.template_name, context, status=403)


class SignOut(views.LogoutView):
    """Sign out; the browser forgets the papers it read (Clear Site Data, W3C, 3.1)."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session."""
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return kept_form.forget(response)


class SetPassword(views.PasswordResetConfirmView):
    """Where a link of the administrator leads: a new password, twice; the link works once, for three days."""

    template_name = "people/set_password.html"
    success_url = reverse_lazy("people:sign_in")

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it, and say that one may sign in now."""
        managing.set_password(form.user, form.cleaned_data["new_password1"], by=form.user)
        self.request.session.pop(INTERNAL_RESET_SESSION_TOKEN, None)
        messages.success(self.request, _("The password is set. Please sign in with it."))
        return redirect(self.get_success_url())


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as one of the demonstration's people; does not exist outside demonstration mode."""
    chosen = [p for p in queries.demo_people() if p.user.username == username]
    if not settings.DEMO or not chosen:
        raise Http404
    login(request, chosen[0].user, backend="django.contrib.auth.backends.ModelBackend")
    answer = redirect(kept_form.take_in(request) or _back(request))
    return kept_form.remember(answer, chosen[0].user)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language: stored with the person, and in a cookie for the pages before signing in."""
    wanted = request.POST.get("language", "")
    response = redirect(_back(request))
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, wanted, max_age=31536000, samesite="Lax", httponly=True
        )
        if request.user.is_authenticated:
            actions.set_language(request.user, wanted, by=request.user)
    return response


def _back(request: HttpRequest) -> str:
    """Return the page to go back to: ``next`` or the referring page when ours, else the desk."""
    for target in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if target and url_has_allowed_host_and_scheme(target, {request.get_host()}):
            return target
    return settings.LOGIN_REDIRECT_URL
