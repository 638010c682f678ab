"""Addresses of the public pages."""

from django.urls import path

from office.public import feeds, views

app_name = "public"
urlpatterns = [
    path("", views.index, name="list"),
    path("feed.atom", feeds.Newest(), name="feed"),
    path("<slug:code>/", views.document, name="document"),
    path("<slug:code>/file.pdf", views.file, name="file"),
]
