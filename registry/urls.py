"""Addresses of the registry."""

from django.urls import path

from registry import urls_incoming, urls_outgoing
from registry.views import pages

app_name = "registry"
urlpatterns = [
    path("", pages.front, name="list"),
    *urls_incoming.patterns,
    *urls_outgoing.patterns,
]
