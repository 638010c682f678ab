"""Slow down guessing: at most so many failed sign-ins per account and address."""

import hashlib
import unicodedata
from typing import Any

from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

TRIES = 10  # failed tries from one address on one account …
WINDOW = 300  # … within so many seconds; the account itself is never locked (ASVS 5.0 6.1.1)


class Throttled:
    """Mixin for a login view: counts failures per (account, address) in the shared cache."""

    request: HttpRequest

    def _key(self) -> str:
        """Name the account as the form will read it, so that blanks and wide letters open no new ten tries."""
        name = unicodedata.normalize("NFKC", self.request.POST.get("username", ""))
        account, address = name.strip().lower(), self.request.META.get("REMOTE_ADDR", "")
        return f"sign-in:{hash_text(account)}:{address}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse further tries for a while after too many failures."""
        if (cache.get(self._key()) or 0) < TRIES:
            return super().post(request, *args, **kwargs)  # type: ignore[misc]
        form = self.get_form()  # type: ignore[attr-defined]
        form.full_clean()
        form.errors.clear()
        form.add_error(None, _("Too many tries from here. Wait five minutes and try again."))
        return self.render_to_response(self.get_context_data(form=form), status=429)  # type: ignore[attr-defined]

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """Count the failure and show the form again (422)."""
        cache.add(self._key(), 0, WINDOW)
        cache.incr(self._key())
        response = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response


def hash_text(text: str) -> str:
    """Return a short digest fit for a cache key."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]
