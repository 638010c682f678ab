"""Addresses for a television: short enough to be typed with a remote control."""

from django.urls import path

from meetings.views import screens

app_name = "tv"
urlpatterns = [
    path("", screens.enter, name="enter"),
    path("<slug:code>/", screens.enter_by_code, name="by_code"),
]
