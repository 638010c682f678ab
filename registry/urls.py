"""Addresses of the registry."""

from django.urls import path

from registry.views import pages

app_name = "registry"
urlpatterns = [
    path("", pages.front, name="list"),
]
