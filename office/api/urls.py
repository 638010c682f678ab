"""Addresses of the API."""

from django.urls import path, re_path

from office.api import outgoing, pages, verifying, views

app_name = "api"
urlpatterns = [
    path("keys/", pages.keys, name="keys"),
    path("keys/<int:pk>/revoke/", pages.revoke, name="revoke"),
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("api/v1/me", views.me, name="me"),
    re_path(r"^api/v1/me/meetings/(?P<when>upcoming|past)$", views.my_meetings, name="my_meetings"),
    re_path(
        r"^api/v1/units/(?P<pk>\d+)/meetings/(?P<when>upcoming|past)$", views.unit_meetings,
        name="unit_meetings",
    ),
    path("api/v1/meetings", views.all_meetings, name="meetings"),
    path("api/v1/meetings/<int:pk>", views.meeting, name="meeting"),
    path("api/v1/meetings/<int:pk>/papers", views.papers, name="papers"),
    path("api/v1/papers/<int:pk>/file", views.file, name="file"),
    path("api/v1/outgoing", outgoing.entries, name="entries"),
    path("api/v1/outgoing/<int:pk>", outgoing.one, name="entry"),
    path("api/v1/verify", verifying.verify, name="verify"),
    re_path(r"^api/v1/", views.nothing, name="nothing"),
]  # fmt: skip
