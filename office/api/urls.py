"""Addresses of the API."""

from django.urls import path, re_path

from office.api import pages, views

app_name = "api"
urlpatterns = [
    path("keys/", pages.keys, name="keys"),
    path("keys/<int:pk>/revoke/", pages.revoke, name="revoke"),
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("api/v1/me", views.me, name="me"),
    re_path(r"^api/v1/me/meetings/(?P<when>upcoming|past)$", views.my_meetings, name="my_meetings"),
    re_path(
        r"^api/v1/units/(?P<pk>\d{1,18})/meetings/(?P<when>upcoming|past)$", views.unit_meetings,
        name="unit_meetings",
    ),
    path("api/v1/meetings", views.all_meetings, name="meetings"),
    re_path(r"^api/v1/meetings/(?P<pk>\d{1,18})$", views.meeting, name="meeting"),
    re_path(r"^api/v1/meetings/(?P<pk>\d{1,18})/papers$", views.papers, name="papers"),
    re_path(r"^api/v1/papers/(?P<pk>\d{1,18})/file$", views.file, name="file"),
    re_path(r"^api/v1/", views.nothing, name="nothing"),
]  # fmt: skip
