"""Addresses."""

from importlib.util import find_spec

from django.urls import include, path

from core import health, kept_form, shell

urlpatterns = [
    path("", include("office.urls")),
    path("", include("office.api.urls")),
    path("calendar/", include("office.calendar.urls")),
    path("", include("people.urls")),
    path("meetings/", include("meetings.urls")),
    path("tv/", include("meetings.urls_tv")),
    path("papers/", include("documents.urls")),
    path("tasks/", include("tasks.urls")),
    path("opinions/", include("opinions.urls")),
    path("registry/", include("registry.urls")),
    path("notices/", include("notices.urls")),
    *([path("", include("signing.urls"))] if find_spec("signing.urls") else []),
    path("public/", include("office.public.urls")),
    path("sign-in/kept/", kept_form.show, name="kept_form"),
    path("sign-in/keep/", kept_form.keep, name="keep_form"),
    path("worker.js", shell.worker, name="service_worker"),
    path("offline/", shell.offline, name="offline"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
]
