"""A form whose word of trust (CSRF) is old: the person signed in again in another tab, or the page was open for days.

Nothing was done with it now. When it comes from our own page it is shown there again, filled in, to be looked at and sent
once more; anything else is the page that Django shows.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.form_again import form_again
from core.kept_form import take_in


def untrusted(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's signature
    """Answer a form that could not be trusted (``CSRF_FAILURE_VIEW``): 403, what was typed stays."""
    if where := take_in(request):  # another tab's sign-in page: signed in meanwhile
        return redirect(where)
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if ours and not getattr(request, "htmx", False):
        again = form_again(request, _("The page was open for a long time. Please look at it and send it once more."))  # fmt: skip
        if again is not None:
            again.status_code = 403
            return again
    return render(request, "403_csrf.html", status=403)
